package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {
    private static final String EVENTS = "i3,click\ni4,buy\n";

    @TempDir
    private Path folder;

    // values

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVENTS,
                "item,behavior\n" + EVENTS,
                "Item_ID,Behavior\n" + EVENTS,
                "product_id,event_type\n" + EVENTS,
                "sku:token,action:token\r\n" + EVENTS,
                "\uFEFFi3,click\ni4,buy",
                " i3 , click \n\"i4\",\"buy\"\n",
                "i3\tclick\ni4\tbuy\n"
            })
    void readsItemsAndBehaviors(String text) throws IOException {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).containsExactly("i3 click", "i4 buy");
    }

    @Test
    void anItemMayLookLikeAComment() throws IOException {
        assertThat(read("#sale,click\nsep=;,buy\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("#sale click", "sep=; buy");
    }

    @Test
    void encodingsAndPackingsAreThoseOfALog() throws IOException {
        assertThat(read(("\uFEFF" + EVENTS).getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("i3 click", "i4 buy");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(EVENTS.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(packed.toByteArray())).containsExactly("i3 click", "i4 buy");
        refused(new byte[] {'i', (byte) 0xe4, ','}, ": the text is not UTF-8; save or convert the file as UTF-8");
    }

    // edges

    @Test
    void anEmptyFileIsAnEmptyHistory() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("item,behavior\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    // errors

    @Test
    void aLineOfOtherFieldsIsNamedAndShownInPart() {
        refused("i3,click\ni4\n", ", line 2: expected item,behavior, found 'i4'");
        refused("i3,click,5\n", ", line 1: expected item,behavior, found 'i3,click,5'");
        refused(",click\n", ", line 1: expected item,behavior, found ',click'");
        refused("i3,click\nitem,behavior,\n", ", line 2: expected item,behavior, found 'item,behavior,'");
        refused("x".repeat(1000), ", line 1: expected item,behavior, found '" + "x".repeat(80) + "…'");
    }

    @Test
    void aMarkThatIsNotClosedAndFilesThatAreNone() {
        refused("\"i3,click\n", ": cannot be split into fields: ");
        assertThatThrownBy(() -> HistoryReader.read(folder, (item, behavior) -> {}))
                .isInstanceOf(EventLogException.class)
                .hasMessage(folder + ": is a folder; give the file itself");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> HistoryReader.read(missing, (item, behavior) -> {}))
                .isInstanceOf(EventLogException.class)
                .hasMessage(missing + ": there is no such file; check the path");
    }

    @Test
    void aHistoryThatIsFarTooLongIsRefused() throws IOException {
        Path file = folder.resolve("long.csv");
        try (var out = Files.newBufferedWriter(file)) {
            String lines = "item,click\n".repeat(100_000);
            for (int i = 0; i < 62; i++) {
                out.write(lines);
            }
        }
        assertThatThrownBy(() -> HistoryReader.read(file, (item, behavior) -> {}))
                .isInstanceOf(EventLogException.class)
                .hasMessage(file + ": the history has more than 67,108,864 characters; give only its newest events");
    }

    private List<String> read(byte[] bytes) throws IOException {
        List<String> events = new ArrayList<>();
        HistoryReader.read(
                Files.write(folder.resolve("history.csv"), bytes),
                (item, behavior) -> events.add(item + " " + behavior));
        return events;
    }

    private void refused(String text, String message) {
        refused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(EventLogException.class)
                .hasMessageStartingWith(folder.resolve("history.csv") + message);
    }
}
