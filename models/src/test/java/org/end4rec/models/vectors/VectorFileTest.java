package org.end4rec.models.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.FormatException;
import org.end4rec.core.io.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFileTest {
    @TempDir
    private Path folder;

    private Path text(String text) throws IOException {
        return Files.writeString(folder.resolve("v.tsv"), text);
    }

    private Path tensors(Map<String, Tensor> tensors, String ids) throws IOException {
        Path file = folder.resolve("v.safetensors");
        SafeTensors.write(file, tensors, Map.of());
        Files.writeString(folder.resolve("v.ids.txt"), ids);
        return file;
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> VectorTable.read(file))
                .withMessageContaining(message);
    }

    /** Vectors with numbers of every size, among them the smallest, the largest and −0. */
    private static Map<String, float[]> vectors(int count, int d) {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, float[]> vectors = new HashMap<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[d];
            for (int j = 0; j < d; j++) {
                float any = Float.intBitsToFloat(random.nextInt());
                vector[j] = Float.isFinite(any) ? any : -0f;
            }
            vector[0] = i == 0 ? Float.MIN_VALUE : -Float.MAX_VALUE;
            vectors.put("ä item " + i, vector);
        }
        return vectors;
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.tsv", "v.tsv.gz", "v.safetensors"})
    void whatIsWrittenIsReadWithTheSameBits(String name) throws IOException {
        Map<String, float[]> vectors = vectors(257, 13);
        List<String> ids =
                IntStream.range(0, 257).mapToObj(i -> "ä item " + (i * 5 % 257)).toList();
        Path file = folder.resolve(name);
        VectorFile.write(file, ids, vectors::get);
        VectorTable read = VectorTable.read(file);
        assertThat(read.ids()).isEqualTo(ids);
        assertThat(read.dimension()).isEqualTo(13);
        for (String id : ids) {
            assertThat(bits(read.vector(id))).isEqualTo(bits(Objects.requireNonNull(vectors.get(id))));
        }
        byte[] first = Files.readAllBytes(file);
        VectorFile.write(file, ids, vectors::get);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    private static int[] bits(float[] vector) {
        return IntStream.range(0, vector.length)
                .map(j -> Float.floatToRawIntBits(vector[j]))
                .toArray();
    }

    @Test
    void theFormsAreTheOnesThatTheDocumentationDescribes() throws IOException {
        Map<String, float[]> vectors = Map.of("b", new float[] {0.5f, -2}, "a", new float[] {1e-9f, 3});
        Path lines = folder.resolve("v.tsv");
        VectorFile.write(lines, List.of("b", "a"), vectors::get);
        assertThat(lines).hasContent("b\t0.5 -2.0\na\t1.0E-9 3.0\n");
        Path tensor = folder.resolve("v.safetensors");
        VectorFile.write(tensor, List.of("b", "a"), vectors::get);
        assertThat(VectorFile.idsOf(tensor))
                .isEqualTo(folder.resolve("v.ids.txt"))
                .hasContent("b\na\n");
        assertThat(VectorFile.idsOf(lines)).isNull();
        SafeTensors saved = SafeTensors.read(tensor);
        assertThat(saved.names()).containsExactly("vectors");
        assertThat(saved.shape("vectors")).isEqualTo(Shape.of(2, 2));
        assertThat(saved.tensor("vectors").data()).containsExactly(0.5f, -2, 1e-9f, 3);
    }

    @Test
    void textsFromElsewhereAreRead() throws IOException {
        VectorTable read = VectorTable.read(text("\uFEFFa b\t1 2e0,\t-3\r\nc\t4,5,6"));
        assertThat(read.ids()).containsExactly("a b", "c");
        assertThat(read.vector("a b")).containsExactly(1, 2, -3);
        assertThat(read.vector("c")).containsExactly(4, 5, 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\t1 2\\nb\\t1\\n | line 2: the vector has 1 numbers; 2 were expected, as in the first vector",
                "a\\t1 2\\nb\\t1 NaN\\n | line 2: the vector has NaN at index 1; expected finite numbers",
                "a\\t1 1e39\\n | line 1: the vector has Infinity at index 1; expected finite numbers",
                "a\\t1\\nb\\t2\\na\\t1\\n | line 3: 'a' is both id number 1 and id number 3; every id must occur once",
                "a\\t1\\n\\t2\\n | line 2: id number 2 is empty",
                "a\\t1\\n\\n | line 2: there is no tab; a line is an id, a tab and numbers",
                "a 1 2\\n | line 1: there is no tab; a line is an id, a tab and numbers",
                "id\\tvector\\n | line 1: 'vector' is no number; remove the line if it is a header",
                "a\\t1\\nb\\tx\\n | line 2: 'x' is no number",
                "a\\t\\n | line 1: the vector has 0 numbers; a vector needs at least one"
            })
    void badLinesAreRefusedWithFileAndLine(String lines, String message) throws IOException {
        Path file = text(lines.replace("\\t", "\t").replace("\\n", "\n"));
        refused(file, "VectorTable: " + file + ", " + message);
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        refused(text(""), "v.tsv has no vectors; a line is an id, a tab and numbers");
        Path latin = Files.write(folder.resolve("l.tsv"), "ä\t1\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(latin, "l.tsv is not UTF-8; save or convert it as UTF-8");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> VectorTable.read(folder.resolve("absent.tsv")));
        refused(folder, folder + " is a folder, pipe or device; give the path of a file");
    }

    @Test
    void theTableOfAModelFromElsewhereIsFound() throws IOException {
        Tensor other = Tensor.zeros(Shape.of(3, 3));
        Tensor table = Tensor.of(Shape.of(3, 2), 0, 0, 1, 2, 3, 4);
        Path file = tensors(Map.of("item_emb.weight", table, "pos_emb.weight", other), "a\nb\n");
        VectorTable read = VectorTable.read(file);
        assertThat(read.ids()).containsExactly("a", "b");
        assertThat(read.vector("b")).containsExactly(3, 4);
        Path only = tensors(Map.of("x", table, "bias", Tensor.zeros(Shape.of(3))), "p\na\nb\n");
        assertThat(VectorTable.read(only).vector("p")).containsExactly(0, 0);
        refused(
                tensors(Map.of("x", table, "y", other), "a\nb\n"),
                "v.safetensors has 2 tables of numbers [x, y]; expected one tensor of rank 2");
    }

    @Test
    void idsMustFitTheTensor() throws IOException {
        Tensor table = Tensor.of(Shape.of(3, 2), 1, 0, 1, 2, 3, Float.NaN);
        // without the padding of zeros, one id less would shift every vector
        refused(tensors(Map.of("x", table), "a\nb\n"), "has 3 rows, and " + folder.resolve("v.ids.txt") + " has 2 ids");
        refused(tensors(Map.of("x", table), "a\nb\nc\nd\n"), "has 3 rows");
        refused(
                tensors(Map.of("x", table), "a\nb\nc\n"),
                "the vector of 'c', which is id number 3, has NaN at index 1");
        refused(tensors(Map.of("x", table), "a\nb\na\n"), "v.ids.txt, line 3: 'a' is both id number 1 and id number 3");
        Files.delete(folder.resolve("v.ids.txt"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> VectorTable.read(folder.resolve("v.safetensors")))
                .withMessageContaining("v.ids.txt");
    }

    @Test
    void idsOfAnotherExportAreRefused() throws IOException {
        Path file = folder.resolve("v.safetensors");
        VectorFile.write(file, List.of("a", "b"), id -> new float[] {id.charAt(0)});
        Files.writeString(folder.resolve("v.ids.txt"), "b\na\n");
        refused(file, "v.ids.txt is not the file of ids that was written with " + file);
    }

    @Test
    void whatCannotBeWrittenIsRefusedAndLeavesNoFile() throws IOException {
        Path lines = folder.resolve("v.tsv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorFile.write(lines, List.of("a", "b\tc"), id -> new float[] {1}))
                .withMessage("VectorFile: the id 'b\tc' has a tab, which ends an id in such a file; choose a name that"
                        + " ends in .safetensors");
        for (Path file : List.of(lines, folder.resolve("v.safetensors"))) {
            for (String id : List.of("", "b\nc", "b\rc")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> VectorFile.write(file, List.of("a", id), each -> new float[1]))
                        .withMessageContaining("line");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VectorFile.write(file, List.of("a", "bc"), id -> new float[id.length()]))
                    .withMessage("VectorFile: the vector of 'bc' has 2 numbers; 1 were expected, as in the first"
                            + " vector");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VectorFile.write(file, List.of("a"), id -> new float[] {Float.NaN}))
                    .withMessage("VectorFile: the vector of 'a' has NaN at index 0; expected finite numbers");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VectorFile.write(file, List.of(), id -> new float[] {1}))
                    .withMessage("VectorFile: there are no ids; at least one vector is needed");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorFile.write(folder.resolve("v.txt"), List.of("a"), id -> new float[] {1}))
                .withMessageEndingWith(
                        "ends in none of .safetensors, .tsv and .tsv.gz; the ending chooses the form of the file");
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void tablesFromMemoryKeepTheSameRules() {
        float[][] vectors = {{1, 2}, {3, 4}};
        VectorTable table = VectorTable.of(List.of("a", "b"), vectors);
        vectors[0][0] = 9;
        table.vector("a")[1] = 9;
        assertThat(table.vector("a")).containsExactly(1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.vector("c"))
                .withMessage("VectorTable: there is no vector of 'c'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorTable.of(List.of("a"), vectors))
                .withMessageStartingWith("VectorTable: there are 2 vectors and 1 ids");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorTable.of(List.of("a", "a"), vectors))
                .withMessageContaining("every id must occur once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorTable.of(List.of("a", "b"), new float[][] {{1}, {2, 3}}))
                .withMessage("VectorTable: the vector of 'b' has 2 numbers; 1 were expected, as in the first vector");
    }
}
