package org.end4rec.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM has no parent, so what it repeats must stay equal to the parent's. */
class BomTest {
    private static final String BOM = read("models/bom/pom.xml");
    private static final String PARENT = read("pom.xml");

    @Test
    void hasTheVersionOfTheModules() {
        assertThat(first("version", BOM)).isEqualTo(first("version", PARENT));
    }

    @Test
    void isImportedWithItsVersionInTheReadme() {
        assertThat(first("version", read("README.md"))).isEqualTo(first("version", BOM));
    }

    @Test
    void hasTheAddressesOfTheParent() {
        for (String each : List.of("url", "connection", "developers", "licenses")) {
            assertThat(first(each, BOM)).as(each).isEqualTo(first(each, PARENT));
        }
    }

    @Test
    void hasTheFormatterOfTheParent() {
        Pattern formatter =
                Pattern.compile("<artifactId>spotless-maven-plugin</artifactId>\\s*<version>\\S+</version>");
        Matcher ofParent = formatter.matcher(PARENT);
        Matcher ofBom = formatter.matcher(BOM);

        assertThat(ofParent.find() && ofBom.find()).isTrue();
        assertThat(ofBom.group().replaceAll("\\s", ""))
                .isEqualTo(ofParent.group().replaceAll("\\s", ""));
    }

    @Test
    void managesEveryModuleThatIsEmbedded() {
        for (String module : List.of("core", "autograd", "models")) {
            assertThat(Files.exists(RepositoryFiles.ROOT.resolve(module + "/src/main/java/module-info.java")))
                    .isTrue();
            assertThat(BOM).contains("<artifactId>end4rec-" + module + "</artifactId>");
        }
        assertThat(BOM.split("<dependency>", -1)).hasSize(1 + 3);
    }

    private static String first(String element, String pom) {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(pom);
        assertThat(found.find()).as(element).isTrue();
        return found.group(1);
    }

    private static String read(String name) {
        Path file = RepositoryFiles.ROOT.resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
