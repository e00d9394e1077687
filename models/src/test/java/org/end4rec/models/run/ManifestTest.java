package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManifestTest {
    @Test
    void versionIsThatOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<artifactId>end4rec-parent</artifactId>\n  <version>" + Manifest.VERSION + "</version>");
    }
}
