package org.end4rec.cli.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Recommendations as a Parquet file with ZSTD: a row for each item, with user, item, rank from 1 and score. */
public final class ParquetAnswers implements Closeable {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message recommendation {"
            + " required binary user (STRING); required binary item (STRING);"
            + " required int32 rank; required double score; }");

    private final ParquetWriter<Answer> writer;

    private record Answer(String user, String item, int rank, double score) {}

    /** @param out where the file goes; the caller closes it */
    public ParquetAnswers(OutputStream out) throws IOException {
        writer = new Builder(new Target(out)).build();
    }

    /** Adds a row. */
    public void add(String user, String item, int rank, double score) throws IOException {
        writer.write(new Answer(user, item, rank, score));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Answer, Builder> {
        Builder(OutputFile file) {
            super(file);
            withConf(new PlainParquetConfiguration());
            withCodecFactory(new ParquetCodecs());
            withCompressionCodec(CompressionCodecName.ZSTD);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Answer> getWriteSupport(ParquetConfiguration configuration) {
            return new Support();
        }

        @Override
        @SuppressWarnings("deprecation") // the library asks for both
        protected WriteSupport<Answer> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return new Support();
        }
    }

    @SuppressWarnings("NullAway.Init") // prepareForWrite comes before write
    private static final class Support extends WriteSupport<Answer> {
        private RecordConsumer row;

        @Override
        @SuppressWarnings("deprecation") // the library asks for both
        public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            row = consumer;
        }

        @Override
        public void write(Answer answer) {
            row.startMessage();
            row.startField("user", 0);
            row.addBinary(Binary.fromString(answer.user()));
            row.endField("user", 0);
            row.startField("item", 1);
            row.addBinary(Binary.fromString(answer.item()));
            row.endField("item", 1);
            row.startField("rank", 2);
            row.addInteger(answer.rank());
            row.endField("rank", 2);
            row.startField("score", 3);
            row.addDouble(answer.score());
            row.endField("score", 3);
            row.endMessage();
        }
    }

    /** A stream that knows its position. */
    private record Target(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int b) throws IOException {
                    out.write(b);
                    position++;
                }

                @Override
                public void write(byte[] from, int offset, int length) throws IOException {
                    out.write(from, offset, length);
                    position += length;
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
