package org.end4rec.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of docs/embedding.md: the Java blocks of a section are one program, and its text blocks are what it
 * prints. The Java block before the first section has the imports of all programs.
 */
final class EmbeddingPage {
    private static final Path PAGE = Path.of("../../docs/embedding.md");

    /**
     * One section.
     *
     * @param title its heading; empty before the first one
     * @param code its Java blocks, one after another
     * @param output its text blocks, one after another; empty if the page does not show what the program prints
     */
    record Section(String title, String code, String output) {}

    private EmbeddingPage() {}

    /** The sections that have Java code, in the order of the page. */
    static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        String title = "";
        StringBuilder code = new StringBuilder();
        StringBuilder output = new StringBuilder();
        String block = null;
        for (String line : Files.readAllLines(PAGE)) {
            if (block != null) {
                if (line.equals("```")) {
                    block = null;
                } else if (block.equals("java")) {
                    code.append(line).append('\n');
                } else if (block.equals("text")) {
                    output.append(line).append('\n');
                }
            } else if (line.startsWith("```")) {
                block = line.substring(3);
            } else if (line.startsWith("## ")) {
                add(sections, title, code, output);
                title = line.substring(3);
            }
        }
        add(sections, title, code, output);
        return sections;
    }

    private static void add(List<Section> sections, String title, StringBuilder code, StringBuilder output) {
        if (!code.isEmpty()) {
            sections.add(new Section(title, code.toString(), output.toString()));
        }
        code.setLength(0);
        output.setLength(0);
    }
}
