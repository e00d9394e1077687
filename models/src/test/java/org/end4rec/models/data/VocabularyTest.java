package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    // values

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
    void listsItsIdsAsAViewThatMakesStrings() {
        List<String> ids = Vocabulary.of(List.of("b", "a")).ids();
        assertThat(ids).isEqualTo(List.of("b", "a")).hasSameHashCodeAs(List.of("b", "a"));
        assertThat(ids.get(0)).isNotSameAs(ids.get(0));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> ids.set(0, "c"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ids.get(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ids.get(-1));
    }

    @Test
    void takesIdsFromTheMiddleOfAText() {
        char[] text = "ann,bob".toCharArray();
        Vocabulary vocabulary =
                new VocabularyBuilder().add(text, 4, 3).add(text, 0, 3).build();
        Arrays.fill(text, 'x');
        assertThat(vocabulary.ids()).containsExactly("bob", "ann");
    }

    // oracle

    @Test
    void growsAsAVocabularyOfAllIds() {
        List<String> ids = new ArrayList<>(List.of("b", "a", "c"));
        Vocabulary growing = Vocabulary.of(ids);
        Vocabulary first = growing;
        for (int round = 0; round < 200; round++) {
            List<String> more = new ArrayList<>();
            for (int i = 0; i < (round % 17 == 0 ? 30 : round % 3); i++) {
                more.add("x" + ids.size() + "y".repeat(i));
                ids.add(more.get(i));
            }
            growing = growing.with(more);
            assertThat(growing.ids()).isEqualTo(ids);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(growing.number(ids.get(i))).isEqualTo(i + 1);
            }
        }
        assertThat(growing.number("x")).isZero();
        assertThat(first.ids()).containsExactly("b", "a", "c");
        assertThat(first.number("x3")).isZero();
    }

    // edges

    @Test
    void mayBeEmpty() {
        assertThat(Vocabulary.of(List.of()).size()).isZero();
        assertThat(Vocabulary.of(List.of()).number("a")).isZero();
    }

    @Test
    void answersSeveralThreadsAtOnce() {
        List<String> ids = IntStream.range(0, 5_000)
                .mapToObj(i -> (i % 2 == 0 ? "item " : "商品 ") + i)
                .toList();
        Vocabulary vocabulary = Vocabulary.of(ids);
        List<Integer> numbers = IntStream.range(0, 8 * ids.size())
                .parallel()
                .mapToObj(i -> vocabulary.number(vocabulary.id(i % ids.size() + 1))
                        + vocabulary.number(ids.get(i % ids.size()) + "!"))
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i % ids.size() + 1);
        }
    }

    // errors

    @Test
    void refusesWhatIsNoId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
                .withMessage("Vocabulary: 'a' is both id number 1 and id number 3; every id must occur once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a", "")))
                .withMessage("Vocabulary: id number 2 is empty; an id is one line of at least one character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a")).with(List.of("b", "a")))
                .withMessage("Vocabulary: the new id 'a' is not new");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a")).with(List.of("b", "c", "b")))
                .withMessage("Vocabulary: the new id 'b' is not new");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("a")).with(List.of("b", "")))
                .withMessage("Vocabulary: a new id is empty; an id is one line of at least one character");
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
