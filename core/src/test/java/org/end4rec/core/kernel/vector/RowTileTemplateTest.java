package org.end4rec.core.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed tiles are those of the template. {@code -Dend4rec.write=true} writes them; {@code mvn spotless:apply}
 * formats them then.
 */
class RowTileTemplateTest {
    private static final Path FOLDER = Path.of("src/main/java/org/end4rec/core/kernel/vector");

    static List<RowTileTemplate> templates() {
        return List.of(RowTileTemplate.FOUR, RowTileTemplate.EIGHT);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theClassIsTheTemplates(RowTileTemplate template) throws IOException {
        Path file = FOLDER.resolve(template.className() + ".java");
        if (Boolean.getBoolean("end4rec.write")) {
            Files.writeString(file, template.source());
        }
        assertThat(withoutBlanks(Files.readString(file))).isEqualTo(withoutBlanks(template.source()));
    }

    /** The formatter decides about blanks and line ends, in comments too. */
    private static String withoutBlanks(String source) {
        return source.replaceAll("\\n\\s*\\*", "").replaceAll("\\s+", "");
    }
}
