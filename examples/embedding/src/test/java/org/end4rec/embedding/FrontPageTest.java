package org.end4rec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java code of README.md and docs/usage.md compiles; RecipesTest runs the programs of docs/embedding.md. */
class FrontPageTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @TempDir
    private Path folder;

    @Test
    void javaCompiles() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (String page : new String[] {"README.md", "docs/usage.md"}) {
            JAVA.matcher(Files.readString(Path.of("../..", page)))
                    .results()
                    .forEach(block -> blocks.add(block.group(1)));
        }
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        StringBuilder source = new StringBuilder(EmbeddingPage.sections().get(0).code());
        source.append("class FrontPage {\n");
        for (int i = 0; i < blocks.size(); i++) {
            source.append("    static void block").append(i).append("(List<Event> events) throws Exception {\n");
            source.append(blocks.get(i)).append("    }\n");
        }
        Path file = Files.writeString(folder.resolve("FrontPage.java"), source.append("}\n"));
        Compiler.compile(file, folder);
    }
}
