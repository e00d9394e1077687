package org.end4rec.models.data.source;

/**
 * Reads the plain lines of a block without an object for a line: characters of ASCII, no quotation mark, as many fields
 * as are needed, a time of digits or a date of the form {@code 2016-01-31 23:59:02}. Other lines are left for {@link
 * RowSource}, which knows all forms and says what is wrong. Two parsers of one form can work side by side.
 */
public final class BlockParser {
    private static final int MOST_DIGITS = 18;

    private final BlockForm form;
    private final KnownFields known;
    private final byte[] repeatedUser;
    private final byte[] repeatedItem;
    private final int[] from;
    private final int[] to;
    private final PlainDate date = new PlainDate();

    /**
     * A parser.
     *
     * @param known the numbers that are known
     * @param repeatedUser the header's name of the user, empty if there is no header; a line with the header's names is
     *     not plain
     * @param repeatedItem the header's name of the item
     */
    public BlockParser(BlockForm form, KnownFields known, byte[] repeatedUser, byte[] repeatedItem) {
        this.form = form;
        this.known = known;
        this.repeatedUser = repeatedUser.clone();
        this.repeatedItem = repeatedItem.clone();
        this.from = new int[form.fields()];
        this.to = new int[form.fields()];
    }

    /** Fills the block with what its bytes say. */
    public void parse(LineBlock block) {
        parseLines(block);
        block.find(known);
    }

    private void parseLines(LineBlock block) {
        block.clear();
        byte[] bytes = block.bytes;
        int length = block.length;
        byte separator = form.separator();
        int at = 0;
        int line = 0;
        while (at < length) {
            int start = at;
            int field = 0;
            int fieldStart = at;
            boolean plain = true;
            boolean quoted = false;
            boolean broken = false;
            int stop = length;
            for (; at < length; at++) {
                byte b = bytes[at];
                if (b == separator) {
                    if (field < from.length) {
                        from[field] = fieldStart;
                        to[field] = at;
                    }
                    field++;
                    fieldStart = at + 1;
                } else if (b <= '"') {
                    if (b == '\n') {
                        stop = at;
                        break;
                    }
                    if (b == '\r') {
                        if (at + 1 == length || bytes[at + 1] == '\n') {
                            stop = at++;
                            break;
                        }
                        broken = true;
                    } else if (b == '"') {
                        quoted = true;
                    } else if (b <= 0) {
                        plain = false;
                    }
                }
            }
            int next = Math.min(length, at + 1);
            if (broken || quoted && form.quotes() && !isWhole(bytes, start, stop)) {
                block.endAt(start, line);
                return;
            }
            if (stop > start) {
                if (field < from.length) {
                    from[field] = fieldStart;
                    to[field] = stop;
                }
                plain = plain && !(quoted && form.quotes()) && add(block, field + 1, line);
                if (!plain) {
                    block.addOther(start, next, line);
                }
            }
            line++;
            at = next;
        }
        block.endAt(length, line);
    }

    /** Adds a row if its fields are plain. */
    private boolean add(LineBlock block, int fields, int line) {
        byte[] bytes = block.bytes;
        boolean plain = fields >= form.needed()
                && isText(bytes, form.user())
                && isText(bytes, form.item())
                && (form.behavior() < 0 || isText(bytes, form.behavior()))
                && (form.label() < 0
                        || form.label() >= fields
                        || from[form.label()] == to[form.label()]
                        || isText(bytes, form.label()))
                && !isHeader(bytes);
        if (!plain) {
            return false;
        }
        if (form.timestamp() < 0) {
            block.addRow(line, 0, false, false);
        } else if (!addTime(block, from[form.timestamp()], to[form.timestamp()], line)) {
            return false;
        }
        block.setFields(form, from, to, fields);
        return true;
    }

    /** Whether a field has characters, and no blank around them. */
    private boolean isText(byte[] bytes, int field) {
        return to[field] > from[field] && bytes[from[field]] > ' ' && bytes[to[field] - 1] > ' ';
    }

    private boolean isHeader(byte[] bytes) {
        return repeatedUser.length > 0
                && isEqual(bytes, form.user(), repeatedUser)
                && isEqual(bytes, form.item(), repeatedItem);
    }

    private boolean isEqual(byte[] bytes, int field, byte[] name) {
        boolean equal = to[field] - from[field] == name.length;
        for (int i = 0; equal && i < name.length; i++) {
            equal = bytes[from[field] + i] == name[i];
        }
        return equal;
    }

    private boolean addTime(LineBlock block, int start, int stop, int line) {
        byte[] bytes = block.bytes;
        int size = stop - start;
        if (size == 0) {
            return false;
        }
        long number = 0;
        int at = start;
        while (at < stop && bytes[at] >= '0' && bytes[at] <= '9') {
            number = 10 * number + (bytes[at++] - '0');
        }
        boolean isNumber = at == stop && size <= MOST_DIGITS;
        if (!isNumber && !date.parse(bytes, start, stop)) {
            return false;
        }
        boolean zone = !isNumber && date.hasZone();
        if (block.rows() > 0 && (block.hasDates() == isNumber || block.hasZones() != zone)) {
            return false;
        }
        block.addRow(line, isNumber ? number : date.seconds(), !isNumber, zone);
        return true;
    }

    /** Whether no field of a line with quotation marks goes on in the next line, as far as can be said for sure. */
    private boolean isWhole(byte[] bytes, int start, int stop) {
        if (form.separator() == '\t') {
            return true;
        }
        boolean inside = false;
        boolean begins = true;
        for (int at = start; at < stop; at++) {
            byte b = bytes[at];
            if (inside) {
                if (b == '"' && at + 1 < stop && bytes[at + 1] == '"') {
                    at++;
                } else if (b == '"') {
                    inside = false;
                    if (at + 1 < stop && bytes[at + 1] != form.separator()) {
                        return false;
                    }
                }
            } else if (b == form.separator()) {
                begins = true;
            } else if (b == '"') {
                if (!begins) {
                    return false;
                }
                inside = true;
                begins = false;
            } else {
                begins = false;
            }
        }
        return !inside;
    }
}
