package org.end4rec.lessons;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.lessons.Exercise.Outcome;
import org.end4rec.lessons.check.CheckReport.Finding;

/** The outcome of a check as text for people and for programs. */
final class Outcomes {
    private static final int WIDTH = 90;

    private Outcomes() {}

    /** Lines of at most {@value #WIDTH} letters, broken between words. */
    static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** One JSON object in one line. */
    static String json(Lesson lesson, Outcome outcome) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("lesson", lesson.number());
            json.writeBooleanField("passes", outcome.passes());
            json.writeStringField("open", outcome.open());
            json.writeStringField("failure", outcome.failure());
            json.writeArrayFieldStart("findings");
            for (Finding each : outcome.report().findings()) {
                json.writeStartObject();
                json.writeStringField("what", each.what());
                json.writeStringField("yours", each.yours());
                json.writeStringField("expected", each.expected());
                json.writeBooleanField("right", each.isRight());
                json.writeStringField("message", each.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
