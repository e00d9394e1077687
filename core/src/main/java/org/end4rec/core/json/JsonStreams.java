package org.end4rec.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;

/**
 * Parsers and generators of JSON that are the same for every version of Jackson from 2.14 on. They keep no buffers in
 * the thread, which would keep the class loader of an application that was taken down. They keep no names from earlier
 * texts either. Thread-safe.
 */
public final class JsonStreams {
    private static final JsonFactory FACTORY = factory();

    private JsonStreams() {}

    @SuppressWarnings("deprecation") // its successor, the pools of buffers, came with Jackson 2.16
    private static JsonFactory factory() {
        JsonFactoryBuilder builder = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
        try {
            JacksonLimits.remove(builder);
        } catch (LinkageError older) {
            // before 2.15 Jackson has no limits, and before 2.16 no limit of names
        }
        return builder.build();
    }

    /** A class of its own: {@link JsonStreams} must link where Jackson has no limits. */
    private static final class JacksonLimits {
        /** {@link LimitedReader} has the limits, so that they do not depend on the version. */
        static void remove(JsonFactoryBuilder builder) {
            builder.streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build());
        }
    }

    /**
     * A parser that refuses what is beyond the limits with a {@link JsonParseException}. It closes the reader.
     *
     * @param depth most arrays and objects within each other, the outermost one included
     * @param text most characters of a text or a key
     * @param word most characters of a number or another word
     */
    public static JsonParser parser(Reader in, int depth, int text, int word) throws IOException {
        return FACTORY.createParser(new LimitedReader(in, depth, text, word));
    }

    /** A generator that writes UTF-8 and closes the stream. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** A generator that closes the writer. */
    public static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }
}
