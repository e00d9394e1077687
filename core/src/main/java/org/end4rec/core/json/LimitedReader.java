package org.end4rec.core.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Passes a text of JSON on to a parser and counts what the parser would have to keep. */
final class LimitedReader extends Reader {
    /** A backslash stands before 4 digits after a {@code u}. */
    private static final int DIGITS = 4;

    private final Reader in;
    private final int mostDepth;
    private final int mostText;
    private final int mostWord;
    private int depth;
    private int length;
    private int digits;
    private boolean isText;
    private boolean isEscaped;

    /** Thrown when the parser comes to what is refused: a mistake before it is reported first. */
    private @Nullable String refusal;

    LimitedReader(Reader in, int mostDepth, int mostText, int mostWord) {
        this.in = in;
        this.mostDepth = mostDepth;
        this.mostText = mostText;
        this.mostWord = mostWord;
    }

    @Override
    public int read(char[] buffer, int offset, int most) throws IOException {
        int count = refusal == null ? in.read(buffer, offset, most) : 0;
        for (int i = 0; i < count; i++) {
            if (isText) {
                insideText(buffer[offset + i]);
            } else {
                outsideText(buffer[offset + i]);
            }
            if (refusal != null) {
                count = i;
            }
        }
        if (count == 0 && refusal != null) {
            throw new JsonParseException((JsonParser) null, refusal);
        }
        return count;
    }

    private void insideText(char c) {
        if (isEscaped) {
            isEscaped = false;
            digits = c == 'u' ? DIGITS : 0;
        } else if (c == '"') {
            isText = false;
            length = 0;
            digits = 0;
        } else if (c == '\\') {
            isEscaped = true;
            digits = 0;
            count("text", mostText);
        } else if (digits > 0) {
            digits--;
        } else {
            count("text", mostText);
        }
    }

    private void outsideText(char c) {
        switch (c) {
            case '"' -> {
                isText = true;
                length = 0;
            }
            case '{', '[' -> {
                length = 0;
                if (++depth > mostDepth) {
                    refusal = "more than " + mostDepth + " arrays and objects stand within each other";
                }
            }
            case '}', ']' -> {
                length = 0;
                depth--;
            }
            case ',', ':', ' ', '\t', '\r', '\n' -> length = 0;
            default -> count("number", mostWord);
        }
    }

    private void count(String what, int most) {
        if (++length > most) {
            refusal = "a " + what + " has more than " + most + " characters";
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
