package org.end4rec.models.vectors;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.end4rec.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes vectors by id. The ending of the name chooses the form:
 *
 * <ul>
 *   <li>{@code .safetensors}: the tensor {@code vectors} [n,d], with the ids beside the file, one a line, in
 *       {@code .ids.txt}
 *   <li>{@code .tsv} and {@code .tsv.gz}: a line {@code id<TAB>v1 v2 …} for each vector, in constant memory; the
 *       numbers parse back to the same bits
 * </ul>
 *
 * {@link VectorTable#read} reads all of them.
 *
 * <pre>{@code
 * VectorFile.write(Path.of("items.tsv.gz"), recommender.items(), recommender::itemVector);
 * }</pre>
 */
public final class VectorFile {
    private static final String TENSOR = ".safetensors";
    private static final String TEXT = ".tsv";
    private static final String PACKED_TEXT = ".tsv.gz";
    private static final String IDS = ".ids.txt";

    private VectorFile() {}

    /**
     * Writes the vectors of these ids, in their order. Each file is written wholly or not at all.
     *
     * @param vectors the vector of an id; all have the same length
     * @throws IllegalArgumentException if the name has another ending, there are no ids, an id cannot be written, or
     *     the vectors differ in length
     */
    public static void write(Path file, Collection<String> ids, Function<String, float[]> vectors) throws IOException {
        Objects.requireNonNull(vectors, "vectors");
        checkName(file);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("VectorFile: there are no ids; at least one vector is needed");
        }
        if (isTensor(file)) {
            TensorVectors.write(file, ids, vectors);
        } else {
            AtomicFile.at(file).write(out -> writeText(file, out, ids, vectors));
        }
    }

    /**
     * Refuses a name with an ending that {@link #write} does not know.
     *
     * @throws IllegalArgumentException naming the endings
     */
    public static void checkName(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(TENSOR) && !name.endsWith(TEXT) && !name.endsWith(PACKED_TEXT)) {
            throw new IllegalArgumentException("VectorFile: the name of " + file + " ends in none of " + TENSOR + ", "
                    + TEXT + " and " + PACKED_TEXT + "; the ending chooses the form of the file");
        }
    }

    /** The file of the ids of a file of tensors, or null if the file has the ids itself. */
    public static @Nullable Path idsOf(Path file) {
        return isTensor(file) ? TensorVectors.ids(file, TENSOR, IDS) : null;
    }

    /**
     * Reads a file of ids in UTF-8, one a line: the row or the number of an id is its line.
     *
     * @throws IOException naming file and line if an id is empty or occurs twice
     */
    public static List<String> readIds(Path file) throws IOException {
        return IdLines.read(file).ids();
    }

    static boolean isTensor(Path file) {
        return String.valueOf(file.getFileName()).endsWith(TENSOR);
    }

    private static void writeText(
            Path file, OutputStream out, Collection<String> ids, Function<String, float[]> vectors) throws IOException {
        if (!String.valueOf(file.getFileName()).endsWith(PACKED_TEXT)) {
            writeLines(out, ids, vectors);
            return;
        }
        GZIPOutputStream packed = new GZIPOutputStream(out);
        writeLines(packed, ids, vectors);
        packed.finish();
    }

    private static void writeLines(OutputStream out, Collection<String> ids, Function<String, float[]> vectors)
            throws IOException {
        // the stream stays open
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
        int dimension = -1;
        for (String id : ids) {
            if (id.indexOf('\t') >= 0) {
                throw new IllegalArgumentException("VectorFile: the id '" + id
                        + "' has a tab, which ends an id in such a file; choose a name that ends in " + TENSOR);
            }
            if (id.isEmpty() || id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
                throw new IllegalArgumentException(
                        "VectorFile: the id '" + id + "' is empty or has a line break; an id is one line");
            }
            float[] vector = checked(id, vectors.apply(id), dimension);
            dimension = vector.length;
            writer.write(id);
            for (int j = 0; j < dimension; j++) {
                writer.write(j == 0 ? '\t' : ' ');
                writer.write(Float.toString(vector[j]));
            }
            writer.write('\n');
        }
        writer.flush();
    }

    /** The vector, unless its length is another one than that of the vectors before; −1 before the first. */
    static float[] checked(String id, float[] vector, int dimension) {
        String fault = VectorTable.fault(vector, vector.length, dimension < 0 ? vector.length : dimension);
        if (fault != null) {
            throw new IllegalArgumentException("VectorFile: the vector of '" + id + "' " + fault);
        }
        return vector;
    }
}
