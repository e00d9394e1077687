package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyTreeTest {
    record Whole(
            @Key(value = "first", standard = "1", after = "third")
            int first,

            Group group,

            @Key(value = "last", standard = "4") int last) {}

    record Group(
            @Key(value = "second", standard = "2", least = 0, most = 9)
            int second,

            @Key(value = "third", standard = "3", after = "last")
            int third) {
        Group {
            ConfigKey.checkAll(Group.class, second, third);
        }
    }

    record Lost(
            @Key(value = "lost", standard = "1", after = "nothing")
            int lost) {}

    private static final Whole WHOLE = new Whole(1, new Group(2, 3), 4);

    // values

    @Test
    void keysFollowTheRecordsUnlessTheySayOtherwise() {
        assertThat(KeyTree.keys(Whole.class))
                .extracting(ConfigKey::name)
                .containsExactly("second", "last", "third", "first");
    }

    @Test
    void theRecordIsBuiltFromItsValues() {
        Map<String, Object> values = KeyTree.values(WHOLE);
        assertThat(values).isEqualTo(Map.of("first", 1, "second", 2, "third", 3, "last", 4));
        assertThat(KeyTree.build(Whole.class, values)).isEqualTo(WHOLE);
    }

    // errors

    @Test
    void aGroupRefusesItsValues() {
        Map<String, Object> values = new HashMap<>(KeyTree.values(WHOLE));
        values.put("second", 10);
        assertThatThrownBy(() -> KeyTree.build(Whole.class, values))
                .isInstanceOf(ConfigException.class)
                .hasMessage("second is 10; it must be a whole number from 0 to 9");
    }

    @Test
    void aKeyThatFollowsNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyTree.keys(Lost.class))
                .withMessage("a key of " + Lost.class.getName() + " follows a key that does not exist");
    }
}
