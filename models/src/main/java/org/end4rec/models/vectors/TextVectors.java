package org.end4rec.models.vectors;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.end4rec.core.Shape;
import org.end4rec.core.io.FormatException;
import org.end4rec.models.data.VocabularyBuilder;

/** Vectors as text, a line each: the id, a tab, the numbers with blanks, tabs or commas between them. */
final class TextVectors {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final Pattern BETWEEN = Pattern.compile("[ \t,]+");
    private static final int FIRST_ROOM = 1 << 12;

    private final Path file;
    private final VocabularyBuilder ids = new VocabularyBuilder();
    private float[] values = new float[FIRST_ROOM];
    private int size;
    private int dimension;

    private TextVectors(Path file) {
        this.file = file;
    }

    static VectorTable read(Path file) throws IOException {
        TextVectors vectors = new TextVectors(file);
        try (InputStream bytes = new BufferedInputStream(IdLines.open(file));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8.newDecoder()))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                vectors.add(number == 1 ? IdLines.withoutMark(line) : line, number);
            }
        } catch (CharacterCodingException e) {
            throw IdLines.notUtf8(file, e);
        }
        if (vectors.size == 0) {
            throw new FormatException("VectorTable: " + file + " has no vectors; a line is an id, a tab and numbers");
        }
        return new VectorTable(vectors.ids.build(), vectors.dimension, Arrays.copyOf(vectors.values, vectors.size));
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean isPacked = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        return isPacked ? new GZIPInputStream(bytes) : bytes;
    }

    private void add(String line, int number) throws IOException {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw IdLines.fault(file, number, "there is no tab; a line is an id, a tab and numbers");
        }
        String numbers = line.substring(tab + 1).strip();
        float[] vector = numbers.isEmpty() ? new float[0] : parsed(BETWEEN.split(numbers), number);
        if (number == 1) {
            dimension = vector.length;
        }
        String fault = VectorTable.fault(vector, vector.length, dimension);
        if (fault != null) {
            throw IdLines.fault(file, number, "the vector " + fault);
        }
        IdLines.add(ids, line.substring(0, tab), file, number);
        makeRoom(number);
        System.arraycopy(vector, 0, values, size, dimension);
        size += dimension;
    }

    private float[] parsed(String[] numbers, int line) throws FormatException {
        float[] vector = new float[numbers.length];
        for (int j = 0; j < numbers.length; j++) {
            try {
                vector[j] = Float.parseFloat(numbers[j]);
            } catch (NumberFormatException e) {
                throw IdLines.fault(
                        file,
                        line,
                        "'" + numbers[j] + "' is no number" + (line == 1 ? "; remove the line if it is a header" : ""));
            }
        }
        return vector;
    }

    private void makeRoom(int line) throws FormatException {
        if (dimension > Shape.LARGEST - size) {
            throw IdLines.fault(file, line, "the file has more than " + Shape.LARGEST + " numbers");
        }
        if (size + dimension > values.length) {
            int room = (int) Math.min(Shape.LARGEST, Math.max(2L * values.length, (long) size + dimension));
            values = Arrays.copyOf(values, room);
        }
    }
}
