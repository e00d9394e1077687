package org.end4rec.models.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * A vector for each of some ids, all of one dimension and of finite numbers. Immutable.
 *
 * <pre>{@code
 * VectorTable texts = VectorTable.of(List.of("shoe", "hat"), new float[][] {{0.1f, 0.7f}, {0.3f, -0.2f}});
 * }</pre>
 */
public final class VectorTable {
    private final Vocabulary ids;
    private final int dimension;
    private final float[] values;

    /** Owns the values, one row after the other. */
    VectorTable(Vocabulary ids, int dimension, float[] values) {
        this.ids = ids;
        this.dimension = dimension;
        this.values = values;
    }

    /**
     * The table of these vectors, which are copied.
     *
     * @param vectors [ids.size()][dimension]
     * @throws IllegalArgumentException if there are none, their number is not the number of the ids, their lengths
     *     differ, a number is not finite, or an id is empty, has a line break or occurs twice
     */
    public static VectorTable of(List<String> ids, float[][] vectors) {
        if (vectors.length == 0 || vectors.length != ids.size()) {
            throw new IllegalArgumentException("VectorTable: there are " + vectors.length + " vectors and " + ids.size()
                    + " ids; give at least one vector, and an id for each");
        }
        int dimension = Objects.requireNonNull(vectors[0], "vectors[0]").length;
        Vocabulary vocabulary = Vocabulary.of(ids);
        float[] values = new float[Shape.of(vectors.length, dimension).size()];
        for (int i = 0; i < vectors.length; i++) {
            float[] vector = Objects.requireNonNull(vectors[i], "vector");
            String fault = fault(vector, vector.length, dimension);
            if (fault != null) {
                throw new IllegalArgumentException("VectorTable: the vector of '" + ids.get(i) + "' " + fault);
            }
            System.arraycopy(vector, 0, values, i * dimension, dimension);
        }
        return new VectorTable(vocabulary, dimension, values);
    }

    /**
     * Reads a file of vectors. A name that ends in {@code .safetensors} is a tensor [n,dimension] of type F32, F16,
     * BF16 or F64, whose ids are the lines of a second file, with {@code .ids.txt} in place of the ending. Any other
     * name is a text, plain or gzip, with a line {@code id<TAB>v1 v2 …} for each vector.
     *
     * @throws IOException naming file and line if the file cannot be read or breaks a rule of {@link #of}
     */
    public static VectorTable read(Path file) throws IOException {
        return VectorFile.isTensor(file) ? TensorVectors.read(file) : TextVectors.read(file);
    }

    /** What is wrong with a vector, as a continuation of "the vector"; null if nothing is. */
    static @Nullable String fault(float[] vector, int length, int expected) {
        if (length != expected || length == 0) {
            return "has " + length + " numbers; "
                    + (expected == 0
                            ? "a vector needs at least one"
                            : expected + " were expected, as in the first vector");
        }
        for (int j = 0; j < length; j++) {
            if (!Float.isFinite(vector[j])) {
                return "has " + vector[j] + " at index " + j + "; expected finite numbers";
            }
        }
        return null;
    }

    /** The ids, in the order of the vectors. Immutable. */
    public List<String> ids() {
        return ids.ids();
    }

    /** Numbers of each vector. */
    public int dimension() {
        return dimension;
    }

    /**
     * A copy of the vector of an id.
     *
     * @throws IllegalArgumentException if the table lacks the id
     */
    public float[] vector(String id) {
        int number = ids.number(id);
        if (number == 0) {
            throw new IllegalArgumentException("VectorTable: there is no vector of '" + id + "'");
        }
        return Arrays.copyOfRange(values, (number - 1) * dimension, number * dimension);
    }

    /** The number of an id, from 1; 0 if the table lacks the id. */
    int number(String id) {
        return ids.number(id);
    }

    /** Whether the vector with that number has zeros alone. */
    boolean isZero(int number) {
        for (int i = (number - 1) * dimension; i < number * dimension; i++) {
            if (values[i] != 0f) {
                return false;
            }
        }
        return true;
    }

    /** All vectors, one after the other, the vector with number 1 first; not to be modified. */
    float[] values() {
        return values;
    }
}
