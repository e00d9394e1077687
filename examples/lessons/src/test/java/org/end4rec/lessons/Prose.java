package org.end4rec.lessons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sentences of a page, without code, formulas, tables, headings, pictures and what links point to. */
final class Prose {
    private Prose() {}

    static List<String> sentences(List<String> page) {
        List<String> sentences = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        boolean code = false;
        for (String line : page) {
            if (line.startsWith("```")) {
                code = !code;
            }
            boolean prose = !code
                    && !line.startsWith("```")
                    && !line.startsWith("|")
                    && !line.startsWith("#")
                    && !line.startsWith("!")
                    && !line.isBlank();
            if (!prose || line.startsWith("* ")) {
                end(paragraph, sentences);
            }
            if (prose) {
                paragraph.append(line.replaceFirst("^\\* ", "")).append(' ');
            }
        }
        end(paragraph, sentences);
        return sentences;
    }

    private static void end(StringBuilder paragraph, List<String> sentences) {
        String text = paragraph
                .toString()
                .replaceAll("<!--.*?-->", "")
                .replaceAll("`[^`]*`", "x")
                .replaceAll("\\$\\$[^$]+\\$\\$", "")
                .replaceAll("\\$[^$]+\\$", "x")
                .replaceAll("\\]\\([^)]*\\)", "")
                .replace("*", "")
                .strip();
        if (!text.isEmpty()) {
            sentences.addAll(Arrays.asList(text.split("(?<=[.?:!])\\s+")));
        }
        paragraph.setLength(0);
    }
}
