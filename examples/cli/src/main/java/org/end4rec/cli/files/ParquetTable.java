package org.end4rec.cli.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.end4rec.models.data.LogTable;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file. A value in a group is named {@code product.id}; lists and maps are no columns. Times are
 * dates in UTC; a time without a zone counts as UTC.
 */
final class ParquetTable implements LogTable {
    private static final int JULIAN_DAY_OF_1970 = 2_440_588;

    private final ParquetFileReader reader;
    private final MessageType schema;
    private final MessageColumnIO columns;
    private final List<Column> leaves = new ArrayList<>();
    private @Nullable RecordReader<Group> rows;
    private long left;
    private @Nullable Group row;

    /** @param path names of the groups and of the value */
    private record Column(String name, List<String> path, PrimitiveType type) {}

    /** Owns the reader. */
    ParquetTable(ParquetFileReader reader) {
        this.reader = reader;
        schema = reader.getFooter().getFileMetaData().getSchema();
        columns = new ColumnIOFactory().getColumnIO(schema);
        addLeaves(schema, List.of());
    }

    private void addLeaves(GroupType group, List<String> above) {
        for (Type type : group.getFields()) {
            List<String> path = new ArrayList<>(above);
            path.add(type.getName());
            if (type.isRepetition(Type.Repetition.REPEATED)) {
                continue;
            }
            if (type.isPrimitive()) {
                leaves.add(new Column(String.join(".", path), path, type.asPrimitiveType()));
            } else {
                addLeaves(type.asGroupType(), path);
            }
        }
    }

    @Override
    public List<String> names() {
        return leaves.stream().map(Column::name).toList();
    }

    @Override
    public boolean next() throws IOException {
        try {
            while (left == 0) {
                PageReadStore pages = reader.readNextRowGroup();
                if (pages == null) {
                    return false;
                }
                rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
                left = pages.getRowCount();
            }
            left--;
            row = rows == null ? null : rows.read();
            return true;
        } catch (RuntimeException e) {
            throw new IOException("the Parquet file is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable String value(int column) {
        Column leaf = leaves.get(column);
        Group group = row;
        for (int i = 0; i + 1 < leaf.path().size(); i++) {
            String name = leaf.path().get(i);
            group = group == null || group.getFieldRepetitionCount(name) == 0 ? null : group.getGroup(name, 0);
        }
        String name = leaf.path().get(leaf.path().size() - 1);
        return group == null || group.getFieldRepetitionCount(name) == 0 ? null : text(group, name, leaf.type());
    }

    private static String text(Group group, String name, PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case INT96 -> instant96(group, name).toString();
            case INT64 -> {
                long number = group.getLong(name, 0);
                if (meaning instanceof TimestampLogicalTypeAnnotation time) {
                    yield instant(number, time.getUnit()).toString();
                }
                yield meaning instanceof DecimalLogicalTypeAnnotation decimal
                        ? BigDecimal.valueOf(number, decimal.getScale()).toPlainString()
                        : Long.toString(number);
            }
            case INT32 -> {
                int number = group.getInteger(name, 0);
                if (meaning instanceof DateLogicalTypeAnnotation) {
                    yield LocalDate.ofEpochDay(number).toString();
                }
                yield meaning instanceof DecimalLogicalTypeAnnotation decimal
                        ? BigDecimal.valueOf(number, decimal.getScale()).toPlainString()
                        : Integer.toString(number);
            }
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                byte[] bytes = group.getBinary(name, 0).getBytes();
                yield meaning instanceof DecimalLogicalTypeAnnotation decimal
                        ? new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString()
                        : new String(bytes, StandardCharsets.UTF_8);
            }
            default -> group.getValueToString(group.getType().getFieldIndex(name), 0);
        };
    }

    private static Instant instant(long time, LogicalTypeAnnotation.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> Instant.ofEpochMilli(time);
            case MICROS -> instant(time, TimeUnit.SECONDS.toMicros(1), 1000);
            case NANOS -> instant(time, TimeUnit.SECONDS.toNanos(1), 1);
        };
    }

    private static Instant instant(long time, long perSecond, long nanoseconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time, perSecond), Math.floorMod(time, perSecond) * nanoseconds);
    }

    /** The old form of times: nanoseconds of the day, then the number of the day. */
    private static Instant instant96(Group group, String name) {
        var bytes = group.getInt96(name, 0).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long ofDay = bytes.getLong();
        long day = bytes.getInt(bytes.position()) - (long) JULIAN_DAY_OF_1970;
        return Instant.ofEpochSecond(TimeUnit.DAYS.toSeconds(day), ofDay);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
