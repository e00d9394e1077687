package org.end4rec.lessons.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A notebook of Jupyter (format 4.5) for a kernel of Java, put together cell by cell. */
public final class NotebookFile {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private int cells;

    /** @param origin which command writes the file; it stands in the metadata */
    public NotebookFile(String origin) {
        Objects.requireNonNull(origin, "origin");
        try {
            json = new JsonFactory().createGenerator(text);
            DefaultIndenter lines = new DefaultIndenter(" ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            json.writeStartObject();
            json.writeNumberField("nbformat", 4);
            json.writeNumberField("nbformat_minor", 5);
            json.writeObjectFieldStart("metadata");
            json.writeStringField("origin", origin);
            json.writeObjectFieldStart("kernelspec");
            json.writeStringField("name", "java");
            json.writeStringField("display_name", "Java");
            json.writeStringField("language", "java");
            json.writeEndObject();
            json.writeObjectFieldStart("language_info");
            json.writeStringField("name", "java");
            json.writeStringField("file_extension", ".java");
            json.writeStringField("mimetype", "text/x-java-source");
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("cells");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds text in Markdown. */
    public NotebookFile markdown(String markdown) {
        return cell("markdown", markdown, null);
    }

    /**
     * Adds code.
     *
     * @param printed what the code prints; empty for nothing
     */
    public NotebookFile code(String code, String printed) {
        return cell("code", code, printed);
    }

    private NotebookFile cell(String type, String source, @Nullable String printed) {
        try {
            json.writeStartObject();
            json.writeStringField("cell_type", type);
            json.writeStringField("id", "cell-" + ++cells);
            json.writeObjectFieldStart("metadata");
            json.writeEndObject();
            lines("source", source.strip());
            if (printed != null) {
                json.writeNullField("execution_count");
                json.writeArrayFieldStart("outputs");
                if (!printed.isEmpty()) {
                    json.writeStartObject();
                    json.writeStringField("output_type", "stream");
                    json.writeStringField("name", "stdout");
                    lines("text", printed);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A text as its lines, so that a difference of two notebooks can be read. */
    private void lines(String name, String lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start) + 1;
            end = end == 0 ? lines.length() : end;
            json.writeString(lines.substring(start, end));
            start = end;
        }
        json.writeEndArray();
    }

    /** The whole file; no cell can be added after it. */
    public String json() {
        try {
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }
}
