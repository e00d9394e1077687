package org.end4rec.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.end4rec.cli.files.ParquetAnswers;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommendations;
import org.jspecify.annotations.Nullable;

/** How {@code recommend --all} writes answers: the name of the file decides. Scores have all their digits. */
enum AnswerFormat {
    /** A line for each item. */
    TSV(".tsv", "user\titem\trank\tscore\n"),
    /** A JSON object for each user. */
    JSON_LINES(".jsonl", "") {
        @Override
        String text(String user, Recommendations answer) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("user", user);
                json.writeArrayFieldStart("items");
                for (Recommendation each : answer.items()) {
                    json.writeStartObject();
                    json.writeStringField("item", each.item());
                    json.writeNumberField("score", each.score());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeNumberField("used_events", answer.used());
                json.writeBooleanField("by_popularity", answer.byPopularity());
                json.writeEndObject();
            }
            return text.append('\n').toString();
        }
    },
    /** A row for each item; the rows of TSV until all are there. */
    PARQUET(".parquet", "") {
        @Override
        ResumableFile.Conversion conversion() {
            return AnswerFormat::toParquet;
        }
    };

    private static final String GZIP = ".gz";

    /** Java's own digits of a number are others from version 19 on. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final String suffix;
    private final String header;

    AnswerFormat(String suffix, String header) {
        this.suffix = suffix;
        this.header = header;
    }

    /** The format of a file, if its name has one. */
    static Optional<AnswerFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each ->
                        name.endsWith(each.suffix) || each.conversion() == null && name.endsWith(each.suffix + GZIP))
                .findFirst();
    }

    /** What the name of a file may end in. */
    static String suffixes() {
        return Arrays.stream(values())
                .map(each -> each.conversion() == null ? each.suffix + ", " + each.suffix + GZIP : each.suffix)
                .collect(Collectors.joining(", "));
    }

    /** Whether a file is to be packed. */
    static boolean isPacked(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(GZIP);
    }

    /** The first line with its end, or nothing. */
    String header() {
        return header;
    }

    /** The lines of a user, each with its end: a line for each item, if the format has no other form. */
    String text(String user, Recommendations answer) throws IOException {
        StringBuilder text = new StringBuilder();
        int rank = 0;
        for (Recommendation each : answer.items()) {
            text.append(escape(user)).append('\t').append(escape(each.item()));
            text.append('\t').append(++rank);
            text.append('\t').append(NumberOutput.toString(each.score(), true));
            text.append('\n');
        }
        return text.toString();
    }

    /** Makes the file of what {@link #text} gave, or null if this is the file. */
    ResumableFile.@Nullable Conversion conversion() {
        return null;
    }

    private static void toParquet(Path rows, OutputStream to) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(rows);
                ParquetAnswers answers = new ParquetAnswers(to)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                answers.add(
                        unescape(fields[0]),
                        unescape(fields[1]),
                        Integer.parseInt(fields[2]),
                        Double.parseDouble(fields[3]));
            }
        }
    }

    private static String unescape(String id) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char next = id.charAt(++i);
            text.append(
                    switch (next) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> next;
                    });
        }
        return text.toString();
    }

    /** As {@code evaluate --ranks} writes ids. */
    private static String escape(String id) {
        return id.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
