package org.end4rec.cli.files;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.end4rec.models.data.LogTable;
import org.end4rec.models.data.TableFormat;
import org.jspecify.annotations.Nullable;

/** Parquet files as logs. */
public final class ParquetFormat implements TableFormat {
    private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_ALLOCATION = 1 << 23;

    /** The format. */
    public ParquetFormat() {}

    @Override
    public boolean knows(byte[] start) {
        return start.length >= MARK.length && Arrays.equals(start, 0, MARK.length, MARK, 0, MARK.length);
    }

    @Override
    public LogTable open(Path file) throws IOException {
        try {
            return new ParquetTable(ParquetFileReader.open(new LocalInputFile(file), options()));
        } catch (RuntimeException e) {
            throw new IOException("the Parquet file is damaged or ends too early: " + e.getMessage(), e);
        }
    }

    /**
     * Options with codecs in pure Java. The library's builder makes Hadoop's codecs first, even if it is given others,
     * and so needs all of Hadoop; the constructor, which is not public, needs nothing of Hadoop.
     */
    private static ParquetReadOptions options() {
        Map<Class<?>, Object> values = new HashMap<>();
        values.put(FilterCompat.Filter.class, FilterCompat.NOOP);
        values.put(ParquetMetadataConverter.MetadataFilter.class, ParquetMetadataConverter.NO_FILTER);
        values.put(CompressionCodecFactory.class, new ParquetCodecs());
        values.put(ByteBufferAllocator.class, new HeapByteBufferAllocator());
        values.put(int.class, LARGEST_ALLOCATION);
        values.put(boolean.class, false);
        values.put(Map.class, Map.of());
        values.put(ParquetConfiguration.class, new PlainParquetConfiguration());
        Constructor<?> constructor = Arrays.stream(ParquetReadOptions.class.getDeclaredConstructors())
                .filter(each -> Arrays.asList(each.getParameterTypes()).contains(ParquetConfiguration.class))
                .findFirst()
                .orElseThrow();
        @Nullable
        Object[] arguments =
                Arrays.stream(constructor.getParameterTypes()).map(values::get).toArray();
        try {
            constructor.setAccessible(true);
            return (ParquetReadOptions) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the version of Parquet that the program was made for", e);
        }
    }
}
