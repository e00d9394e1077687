package org.end4rec.models.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.ElementType;
import org.end4rec.core.io.FormatException;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.data.Vocabulary;
import org.jspecify.annotations.Nullable;

/** Vectors as one tensor, with their ids in a file beside it. */
final class TensorVectors {
    private static final String VECTORS = "vectors";

    /** Names of item tables, in this project and in usual PyTorch code. */
    private static final List<String> TABLES =
            List.of(VECTORS, "item_embedding", "item_embedding.weight", "item_emb.weight");

    /** SHA-256 of the file of the ids, if this project wrote both: ids in another order would be wrong in silence. */
    private static final String IDS_CHECKSUM = "ids.sha256";

    private TensorVectors() {}

    static Path ids(Path file, String ending, String idsEnding) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + idsEnding);
    }

    static void write(Path file, Collection<String> ids, Function<String, float[]> vectors) throws IOException {
        Vocabulary.of(List.copyOf(ids));
        float[] values = new float[0];
        int dimension = -1;
        int row = 0;
        for (String id : ids) {
            float[] vector = VectorFile.checked(id, vectors.apply(id), dimension);
            if (row == 0) {
                dimension = vector.length;
                values = new float[Shape.of(ids.size(), dimension).size()];
            }
            System.arraycopy(vector, 0, values, row++ * dimension, dimension);
        }
        byte[] lines = (String.join("\n", ids) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.at(idsOf(file)).write(out -> out.write(lines));
        Tensor tensor = Tensor.of(Shape.of(ids.size(), dimension), values);
        SafeTensors.write(
                file, Map.of(VECTORS, tensor), Map.of(IDS_CHECKSUM, Checksum.of(lines), SafeTensors.CHECKSUM, ""));
    }

    private static Path idsOf(Path file) {
        Path ids = VectorFile.idsOf(file);
        if (ids == null) {
            throw new IllegalArgumentException("VectorFile: " + file + " is no file of tensors");
        }
        return ids;
    }

    static VectorTable read(Path file) throws IOException {
        SafeTensors saved = SafeTensors.read(file);
        String name = name(saved, file);
        Path idFile = idsOf(file);
        String checksum = saved.metadata().get(IDS_CHECKSUM);
        if (checksum != null && !checksum.equals(Checksum.of(idFile))) {
            throw new FormatException("VectorTable: " + idFile + " is not the file of ids that was written with " + file
                    + ", since its SHA-256 differs; restore both from the same copy");
        }
        Vocabulary ids = IdLines.read(idFile);
        int rows = saved.shape(name).dim(0);
        int dimension = saved.shape(name).dim(1);
        float[] values = saved.floats(name);
        if (rows == ids.size() + 1 && isZero(values, dimension)) {
            values = Arrays.copyOfRange(values, dimension, values.length);
        } else if (rows != ids.size()) {
            throw new FormatException("VectorTable: tensor '" + name + "' of " + file + " has " + rows
                    + " rows, and " + idFile + " has " + ids.size()
                    + " ids; each row needs an id, but for a first row of zeros, which stands for padding");
        }
        for (int row = 0; row < ids.size(); row++) {
            float[] vector = Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension);
            String fault = VectorTable.fault(vector, dimension, dimension);
            if (fault != null) {
                throw new FormatException("VectorTable: tensor '" + name + "' of " + file + ": the vector of '"
                        + ids.id(row + 1) + "', which is id number " + (row + 1) + ", " + fault);
            }
        }
        return new VectorTable(ids, dimension, values);
    }

    /** The only table of numbers, or the first that has a known name. */
    private static String name(SafeTensors saved, Path file) throws IOException {
        List<String> tables = new ArrayList<>();
        for (String each : saved.names()) {
            if (saved.shape(each).rank() == 2 && isReal(saved.type(each))) {
                tables.add(each);
            }
        }
        @Nullable
        String known = TABLES.stream().filter(tables::contains).findFirst().orElse(null);
        if (known != null) {
            return known;
        }
        if (tables.size() != 1) {
            throw new FormatException("VectorTable: " + file + " has " + tables.size() + " tables of numbers "
                    + tables + "; expected one tensor of rank 2 and type F32, F16, BF16 or F64, or one called '"
                    + VECTORS + "'");
        }
        return tables.get(0);
    }

    private static boolean isReal(ElementType type) {
        return switch (type) {
            case F32, F16, BF16, F64 -> true;
            default -> false;
        };
    }

    private static boolean isZero(float[] values, int first) {
        for (int i = 0; i < first; i++) {
            if (values[i] != 0f) {
                return false;
            }
        }
        return true;
    }
}
