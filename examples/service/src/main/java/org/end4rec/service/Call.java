package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request as an endpoint sees it. All of it may come from an enemy. */
final class Call {
    private static final String JSON = "application/json";

    /** A refused body is read this many times its limit, so that the client gets to read the answer. */
    private static final int DISCARDED = 4;

    private final HttpExchange exchange;
    private final Limits limits;
    private final JsonFields.Reader reader;
    private final @Nullable String id;
    private final long start = System.nanoTime();
    private byte[] received = {};

    /** @param id the part of the path that names an item or a user, as it was sent; null if no part does */
    Call(HttpExchange exchange, Limits limits, JsonFields.Reader reader, @Nullable String id) {
        this.exchange = exchange;
        this.limits = limits;
        this.reader = reader;
        this.id = id;
    }

    Limits limits() {
        return limits;
    }

    /** Refuses to go on with a request that has taken too long. */
    void checkTime() {
        if (System.nanoTime() - start > limits.time().toNanos()) {
            throw tooLong(limits);
        }
    }

    static Problem tooLong(Limits limits) {
        return new Problem(
                Problem.UNAVAILABLE,
                null,
                "the answer took longer than " + limits.time().toMillis()
                        + " ms; ask for less at once, or try again when fewer clients ask");
    }

    /** The id in the path. */
    String id() {
        String decoded = decoded(String.valueOf(id), "id", false);
        if (decoded.isEmpty() || decoded.length() > limits.idLength()) {
            throw Problem.invalid("id", "an id has from 1 to " + limits.idLength() + " characters");
        }
        return decoded;
    }

    /** The parameters behind the question mark; refuses those with other names, and those that come twice. */
    Map<String, String> query(String... names) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0], "query", true);
            if (!List.of(names).contains(name)) {
                throw Problem.invalid(
                        JsonFields.shown(name),
                        "there is no parameter of this name; known are "
                                + (names.length == 0 ? "none" : String.join(", ", names)));
            }
            if (values.put(name, parts.length < 2 ? "" : decoded(parts[1], name, true)) != null) {
                throw Problem.invalid(name, "this parameter comes twice");
            }
        }
        return values;
    }

    /** A number among the parameters. */
    static int number(Map<String, String> query, String name, int most, int otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw Problem.invalid(
                    name, "this is '" + JsonFields.shown(text) + "'; expected a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    private static String decoded(String text, String field, boolean plusIsBlank) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
                if (low < 0) {
                    throw Problem.invalid(field, "a percent sign is followed by two hexadecimal digits");
                }
                out.put((byte) (16 * high + low));
                i += 2;
            } else {
                out.put(bytes[i] == '+' && plusIsBlank ? (byte) ' ' : bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid(field, "this is not UTF-8");
        }
    }

    /** The body, which must be JSON. */
    JsonNode body() {
        checkType();
        return reader.read(received);
    }

    /** Refuses a body that asks for something. */
    void noBody() {
        if (received.length > 0) {
            JsonFields.of(body(), "").only();
        }
    }

    private void checkType() {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String[] parts = type == null ? new String[] {"none"} : type.split(";", 2);
        boolean isUtf8 = parts.length < 2 || parts[1].replaceAll("[\\s\"]", "").equalsIgnoreCase("charset=utf-8");
        if (!parts[0].strip().equalsIgnoreCase(JSON) || !isUtf8) {
            throw new Problem(
                    Problem.WRONG_TYPE,
                    "Content-Type",
                    "this is '" + JsonFields.shown(type == null ? "" : type) + "'; expected " + JSON);
        }
    }

    /** Waits for the body. No thread that computes may do so: a client may send a byte a second. */
    void receive() throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(limits.bodyBytes() + 1);
            if (bytes.length > limits.bodyBytes()) {
                in.transferTo(new Discarded((long) DISCARDED * limits.bodyBytes()));
                throw tooLarge();
            }
            received = bytes;
        }
    }

    private Problem tooLarge() {
        return new Problem(
                Problem.TOO_LARGE,
                JsonFields.BODY,
                "the body has more than " + limits.bodyBytes() + " bytes; send several requests");
    }

    /** Takes that many bytes and then refuses. */
    private final class Discarded extends OutputStream {
        private long left;

        Discarded(long most) {
            left = most;
        }

        @Override
        public void write(int one) {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            left -= count;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
