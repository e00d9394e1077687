package org.end4rec.models.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.end4rec.models.data.source.BlockForm;
import org.end4rec.models.data.source.BlockParser;
import org.end4rec.models.data.source.KnownFields;
import org.end4rec.models.data.source.LineBlock;
import org.end4rec.models.data.source.LogText;
import org.end4rec.models.data.source.ParsedBlocks;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file block by block, the plain lines of a block without objects, all others as {@link FileEvents} does. The
 * events are the same.
 */
final class BlockEvents {
    private static final char[] SINGLE = EventLogReader.SINGLE_BEHAVIOR.toCharArray();
    private static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());
    private static final int LAST_OF_ASCII = 127;

    private final FileEvents file;
    private final BlockForm form;
    private final LogLayout.Text text;
    private final EventStore events;
    private final TimeColumn times;
    private final FileBehaviors behaviors;
    private final IdIndex written;
    private long linesBefore;

    private BlockEvents(FileEvents file, BlockForm form, LogLayout.Text text) {
        this.file = file;
        this.form = form;
        this.text = text;
        this.events = file.events();
        this.times = file.times();
        this.behaviors = file.behaviors();
        this.written = behaviors.isAsWritten() ? events.behaviorIndex : new IdIndex(behaviors.written());
        this.linesBefore = text.linesBefore();
    }

    /** The form of blocks of a file of this layout, or null if it cannot be read by blocks. */
    static @Nullable BlockForm form(LogLayout layout, LogSettings settings) {
        LogLayout.Text text = layout.text();
        Columns columns = layout.columns();
        if (text == null) {
            return null;
        }
        boolean fits = text.separator().length() == 1
                && text.separator().charAt(0) <= LAST_OF_ASCII
                && columns.second() < 0
                && (settings.timeFormat() == null || columns.timestamp() < 0);
        if (!fits) {
            return null;
        }
        return new BlockForm(
                (byte) text.separator().charAt(0),
                columns.user(),
                columns.item(),
                columns.behavior(),
                columns.timestamp(),
                columns.label(),
                columns.fieldsNeeded(),
                text.quotes(),
                layout.format() != null && layout.format().wholeNumbers());
    }

    /**
     * Adds the events of a file.
     *
     * @param stream the bytes after the lines before the first row
     */
    static void addAll(FileEvents file, BlockForm form, LogLayout.Text text, InputStream stream)
            throws EventLogException {
        BlockEvents reading = new BlockEvents(file, form, text);
        try {
            reading.addAll(stream);
        } catch (IOException e) {
            throw LogText.fault(file.source(), reading.linesBefore, e);
        }
    }

    private void addAll(InputStream stream) throws IOException {
        if (file.awaitsHeader()) {
            byte[] line = firstLine(stream);
            if (!isOneLine(line)) {
                addOthers(new SequenceInputStream(new ByteArrayInputStream(line), stream));
                return;
            }
            addOthers(line, 0, line.length, linesBefore);
            linesBefore++;
        }
        byte[] user = file.header().user().getBytes(StandardCharsets.UTF_8);
        byte[] item = file.header().item().getBytes(StandardCharsets.UTF_8);
        try (ParsedBlocks blocks = new ParsedBlocks(stream, file.source(), () -> parser(user, item), THREADS)) {
            for (LineBlock block = blocks.next(); block != null; block = blocks.next()) {
                add(block);
                linesBefore += block.lines();
                if (block.end() < block.length()) {
                    addOthers(blocks.rest(block));
                    return;
                }
            }
        }
    }

    private BlockParser parser(byte[] repeatedUser, byte[] repeatedItem) {
        return new BlockParser(
                form,
                new KnownFields(
                        events.userIndex,
                        events.itemIndex,
                        form.behavior() < 0 ? key -> 0 : written,
                        form.label() < 0 ? key -> 0 : events.labelIndex),
                repeatedUser,
                repeatedItem);
    }

    private static byte[] firstLine(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        do {
            next = stream.read();
            if (next >= 0) {
                line.write(next);
            }
        } while (next >= 0 && next != '\n');
        return line.toByteArray();
    }

    /** Whether a header ends at its line break: it has neither a quotation mark nor a break within. */
    private boolean isOneLine(byte[] line) {
        for (int at = 0; at < line.length; at++) {
            boolean breaks = line[at] == '\r' && at + 2 < line.length;
            if (breaks || line[at] == '"' && text.quotes() && form.separator() != '\t') {
                return false;
            }
        }
        return true;
    }

    private void add(LineBlock block) throws EventLogException {
        int row = 0;
        for (int part = 0; part <= block.others(); part++) {
            int until = part < block.others() ? block.otherRow(part) : block.rows();
            for (; row < until; row++) {
                if (!add(block, row)) {
                    addLine(block, row);
                }
            }
            if (part < block.others()) {
                addOthers(
                        block.bytes(), block.otherFrom(part), block.otherTo(part), linesBefore + block.otherLine(part));
            }
        }
    }

    /** Adds the event of a plain line, or returns false if something is wrong with its time. */
    private boolean add(LineBlock block, int row) throws EventLogException {
        long line = linesBefore + block.line(row) + 1;
        long timestamp = events.size();
        if (form.timestamp() >= 0) {
            if (times.take(block.time(row), 0, block.dates(), block.zones(), line, events) != null) {
                return false;
            }
            timestamp = times.steps();
        }
        int behavior = form.behavior() < 0
                ? events.behaviors.add(SINGLE, 0, SINGLE.length)
                : behaviors.ofWritten(number(written, block, block.behavior(), row));
        if (behavior == 0) {
            int from = block.behavior().from(row);
            int length = block.behavior().to(row) - from;
            file.skipBehavior(new String(block.bytes(), from, length, StandardCharsets.US_ASCII), line);
            return true;
        }
        boolean labelled =
                form.label() >= 0 && block.label().to(row) > block.label().from(row);
        events.add(
                number(events.userIndex, block, block.user(), row),
                number(events.itemIndex, block, block.item(), row),
                behavior,
                timestamp,
                labelled ? number(events.labelIndex, block, block.label(), row) : 0);
        return true;
    }

    private static int number(IdIndex index, LineBlock block, LineBlock.FieldColumn column, int row) {
        int known = column.number(row);
        return known != 0 ? known : index.number(column.key(row), block.bytes(), column.from(row), column.to(row));
    }

    /** Adds the line of a row as other lines are added, which says what is wrong with the row. */
    private void addLine(LineBlock block, int row) throws EventLogException {
        byte[] bytes = block.bytes();
        int from = block.user().from(row);
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        int to = block.user().to(row);
        while (to < block.length() && bytes[to] != '\n') {
            to++;
        }
        addOthers(bytes, from, to, linesBefore + block.line(row));
    }

    private void addOthers(byte[] bytes, int from, int to, long before) throws EventLogException {
        addOthers(new ByteArrayInputStream(bytes, from, to - from), before);
    }

    private void addOthers(InputStream rest) throws EventLogException {
        addOthers(rest, linesBefore);
    }

    private void addOthers(InputStream bytes, long before) throws EventLogException {
        Reader characters = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        file.addAll(
                LogText.rows(file.source(), characters, before, text.separator(), text.quotes(), text.blankQuotes()));
    }
}
