package org.end4rec.cli.files;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The packings inside a Parquet file in pure Java: the library's own are native code, or need Hadoop. */
final class ParquetCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new Packer(name);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return new Opener(name);
    }

    @Override
    public void release() {}

    private static UnsupportedOperationException unknown(CompressionCodecName name) {
        return new UnsupportedOperationException("the packing " + name + " cannot be read; write the file with SNAPPY,"
                + " ZSTD, GZIP, LZ4_RAW or UNCOMPRESSED");
    }

    private record Packer(CompressionCodecName name) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            if (name == CompressionCodecName.UNCOMPRESSED) {
                return bytes;
            }
            Compressor compressor = compressor();
            byte[] from = bytes.toByteArray();
            byte[] to = new byte[compressor.maxCompressedLength(from.length)];
            return BytesInput.from(to, 0, compressor.compress(from, 0, from.length, to, 0, to.length));
        }

        private Compressor compressor() {
            return switch (name) {
                case SNAPPY -> new SnappyCompressor();
                case ZSTD -> new ZstdCompressor();
                case LZ4_RAW -> new Lz4Compressor();
                default -> throw unknown(name);
            };
        }

        @Override
        public CompressionCodecName getCodecName() {
            return name;
        }

        @Override
        public void release() {}
    }

    private record Opener(CompressionCodecName name) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return name == CompressionCodecName.UNCOMPRESSED
                    ? bytes
                    : BytesInput.from(unpacked(bytes.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer from, int packedSize, ByteBuffer to, int size) throws IOException {
            byte[] packed = new byte[packedSize];
            from.get(packed);
            to.put(name == CompressionCodecName.UNCOMPRESSED ? packed : unpacked(packed, size));
        }

        private byte[] unpacked(byte[] packed, int size) throws IOException {
            if (name == CompressionCodecName.GZIP) {
                try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                    return gzip.readNBytes(size);
                }
            }
            byte[] to = new byte[size];
            int length = decompressor().decompress(packed, 0, packed.length, to, 0, size);
            return length == size ? to : Arrays.copyOf(to, length);
        }

        private Decompressor decompressor() {
            return switch (name) {
                case SNAPPY -> new SnappyDecompressor();
                case ZSTD -> new ZstdDecompressor();
                case LZ4_RAW -> new Lz4Decompressor();
                default -> throw unknown(name);
            };
        }

        @Override
        public void release() {}
    }
}
