package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void numbersIdsFromOne() {
        Vocabulary vocabulary = Vocabulary.of(List.of("b", "a", " a", "商品"));
        assertThat(vocabulary.size()).isEqualTo(4);
        assertThat(vocabulary.number("b")).isEqualTo(1);
        assertThat(vocabulary.number("商品")).isEqualTo(4);
        assertThat(vocabulary.number("c")).isZero();
        assertThat(vocabulary.number("")).isZero();
        assertThat(vocabulary.id(3)).isEqualTo(" a");
        assertThat(vocabulary.ids()).containsExactly("b", "a", " a", "商品");
    }

    @Test
    void findsEveryOneOfManyIds() {
        RandomStream random = RandomStream.of(7, "ids", 0);
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add(Integer.toString(random.below(i, 1 << 20), 36));
        }
        List<String> list = new ArrayList<>(ids);
        Vocabulary vocabulary = Vocabulary.of(list);
        for (int i = 0; i < list.size(); i++) {
            assertThat(vocabulary.number(list.get(i))).isEqualTo(i + 1);
            assertThat(vocabulary.id(i + 1)).isEqualTo(list.get(i));
            assertThat(vocabulary.number(list.get(i) + "!")).isZero();
        }
    }

    @Test
    void mayBeEmpty() {
        assertThat(Vocabulary.of(List.of()).size()).isZero();
        assertThat(Vocabulary.of(List.of()).number("a")).isZero();
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
                .withMessage("Vocabulary: 'a' is both id number 1 and id number 3; every id must occur once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a", "")))
                .withMessage("Vocabulary: id number 2 is empty; an id is one line of at least one character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a\nb")))
                .withMessage(
                        "Vocabulary: id number 1 contains a line break; an id is one line of at least one character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a")).id(0))
                .withMessage("Vocabulary: there is no id number 0; numbers are 1 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a")).id(2))
                .withMessage("Vocabulary: there is no id number 2; numbers are 1 to 1");
    }
}
