package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class IdTableTest {
    private static int add(IdTable table, String id) {
        return table.add(id.toCharArray(), 0, id.length());
    }

    private static int find(IdTable table, String id) {
        return table.find(id.toCharArray(), 0, id.length());
    }

    // values

    @Test
    void numbersIdsByFirstAppearance() {
        IdTable table = new IdTable();
        char[] text = "ann,bob,ann".toCharArray();
        assertThat(table.add(text, 4, 3)).isEqualTo(1);
        assertThat(table.add(text, 0, 3)).isEqualTo(2);
        assertThat(table.add(text, 8, 3)).isEqualTo(2);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.id(1)).isEqualTo("bob");
        assertThat(table.find(text, 3, 4)).isZero();
    }

    // oracle

    @Test
    void numbersAsAMapDoes() {
        RandomStream random = RandomStream.of(3, "ids", 0);
        char[] letters = {'a', 'b', '\0', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud83d', '\uded2', '\uffff'};
        IdTable table = new IdTable();
        Map<String, Integer> numbers = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder id = new StringBuilder();
            for (int j = 0; j < 1 + i % 6; j++) {
                id.append(letters[random.below(6L * i + j, letters.length)]);
            }
            String text = id.toString();
            assertThat(find(table, text)).isEqualTo(numbers.getOrDefault(text, 0));
            if (numbers.putIfAbsent(text, numbers.size() + 1) == null) {
                ids.add(text);
            }
            assertThat(add(table, text)).isEqualTo(numbers.get(text));
        }
        assertThat(table.size()).isEqualTo(ids.size());
        for (int number = 1; number <= ids.size(); number++) {
            assertThat(table.id(number)).isEqualTo(ids.get(number - 1));
            assertThat(find(table, ids.get(number - 1))).isEqualTo(number);
        }
    }

    // edges

    @Test
    void keepsAnyCharacter() {
        IdTable table = new IdTable();
        char[] all = new char[1 << 16];
        for (int c = 0; c < all.length; c++) {
            all[c] = (char) c;
            assertThat(table.add(all, c, 1)).isEqualTo(c + 1);
        }
        assertThat(table.add(all, 0, all.length)).isEqualTo(all.length + 1);
        for (int c = 0; c < all.length; c++) {
            assertThat(table.find(all, c, 1)).isEqualTo(c + 1);
            assertThat(table.id(c + 1)).isEqualTo(String.valueOf(all[c]));
        }
        assertThat(table.id(all.length + 1)).isEqualTo(new String(all));
    }

    @Test
    void keepsSurrogatesApart() {
        IdTable table = new IdTable();
        List<String> ids = List.of("🛒", "\ud83d", "\uded2", "\uded2\ud83d", "?", "\ufffd");
        for (int i = 0; i < ids.size(); i++) {
            assertThat(add(table, ids.get(i))).isEqualTo(i + 1);
            assertThat(table.id(i + 1)).isEqualTo(ids.get(i));
        }
    }

    @Test
    void tellsBeginningsFromWholeIds() {
        IdTable table = new IdTable();
        String longest = "\0\0a商品aé";
        for (int length = 1; length <= longest.length(); length++) {
            assertThat(find(table, longest.substring(0, length))).isZero();
            assertThat(add(table, longest.substring(0, length))).isEqualTo(length);
        }
        for (int length = 1; length <= longest.length(); length++) {
            assertThat(find(table, longest.substring(0, length))).isEqualTo(length);
        }
        assertThat(find(table, "")).isZero();
    }

    @Test
    void allocatesNothingForAnIdThatIsHere() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        IdTable table = new IdTable();
        char[] text = "item 商品".toCharArray();
        table.add(text, 0, text.length);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            table.add(text, 0, text.length);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
}
