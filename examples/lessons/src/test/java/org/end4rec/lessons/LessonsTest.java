package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.end4rec.lessons.Exercise.Outcome;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport.Finding;
import org.end4rec.lessons.lesson13.ModelDiagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every lesson owes: pages that are true, exercises that are open, answers that pass, mistakes that are named. */
class LessonsTest {
    private static final Path COURSE = Path.of("").toAbsolutePath();
    private static final String REWRITE = "./end4rec lesson --weave";
    private static final int MOST_LINES_ALONE = 200;
    private static final int HINTS = 3;
    private static final int FEWEST_WRONG_ANSWERS = 3;

    @TempDir
    private Path folder;

    static List<Lesson> lessons() {
        return Course.LESSONS;
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void pageHasWhatTheProgramPrintsAndDraws(Lesson lesson) throws IOException, FailedProgram {
        assertThat(Files.readString(lesson.page(COURSE))).as(REWRITE).isEqualTo(Pages.woven(lesson, COURSE));
        assertThat(Files.readString(Pages.picture(lesson, COURSE)))
                .as(REWRITE)
                .isEqualTo(lesson.picture().file());
    }

    @Test
    void indexListsTheLessons() throws IOException {
        assertThat(Files.readString(Pages.index(COURSE))).as(REWRITE).isEqualTo(Pages.indexWoven());
    }

    @Test
    void documentationHasTheDiagramOfTheModel() throws IOException {
        assertThat(Files.readString(Pages.diagram(COURSE))).as(REWRITE).isEqualTo(new ModelDiagram().file());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void exerciseIsOpen(Lesson lesson) throws FailedProgram {
        Outcome outcome = Exercise.check(lesson, lesson.exercise(COURSE));
        assertThat(outcome.open()).contains("Exercise.java:");
        assertThat(outcome.failure()).isNull();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void answerPasses(Lesson lesson) throws FailedProgram {
        Outcome outcome = Exercise.check(lesson, lesson.answer(COURSE));
        assertThat(outcome.report().findings()).isNotEmpty().allMatch(Finding::isRight);
        assertThat(outcome.passes()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyWrongAnswerGetsItsMessage(Lesson lesson) throws ReflectiveOperationException {
        Map<Object, String> wrong = wrongAnswers(lesson);
        assertThat(wrong).hasSizeGreaterThanOrEqualTo(FEWEST_WRONG_ANSWERS);
        Set<String> given = new HashSet<>();
        for (Map.Entry<Object, String> each : wrong.entrySet()) {
            Outcome outcome = check(lesson.check(), each.getKey());
            assertThat(outcome.passes()).as("%s", each.getValue()).isFalse();
            List<String> messages = outcome.report().findings().stream()
                    .map(Finding::message)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(messages).contains(each.getValue());
            given.addAll(messages);
        }
        assertThat(given).as("every message of the check").containsAll(messages(lesson.check()));
    }

    private static <G> Outcome check(Check<G> check, Object answer) {
        return Exercise.check(check, check.gap().cast(answer), Path.of("WrongAnswers.java"));
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, String> wrongAnswers(Lesson lesson) throws ReflectiveOperationException {
        String name =
                String.format(Locale.ROOT, "org.end4rec.lessons.%s.WrongAnswers%02d", lesson.name(), lesson.number());
        return (Map<Object, String>) Class.forName(name).getMethod("all").invoke(null);
    }

    /** The constants of a check that are messages. */
    private static Set<String> messages(Check<?> check) throws ReflectiveOperationException {
        Set<String> messages = new HashSet<>();
        for (Field field : check.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                messages.add(String.valueOf(field.get(null)));
            }
        }
        return messages;
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void hasThreeHints(Lesson lesson) throws IOException {
        assertThat(Pages.hints(lesson, COURSE)).hasSize(HINTS).noneMatch(String::isBlank);
    }

    /** A program that reads no library is one file of at most 200 lines, for Java 17. */
    @ParameterizedTest
    @MethodSource("lessons")
    void aProgramThatStandsAloneNeedsNothing(Lesson lesson) throws IOException {
        if (lesson.alone()) {
            Path file = lesson.programFile(COURSE);
            assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES_ALONE);
            Path empty = Files.createDirectory(folder.resolve("empty"));
            String[] arguments = {
                "--release",
                "17",
                "-proc:none",
                "-classpath",
                empty.toString(),
                "-d",
                folder.toString(),
                file.toString()
            };
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                    .isZero();
        }
    }

    /** No sentence is too long for somebody who learned English at school. */
    @ParameterizedTest
    @MethodSource("lessons")
    void sentencesAreShort(Lesson lesson) throws IOException {
        for (Path file : List.of(lesson.page(COURSE), lesson.hints(COURSE))) {
            assertThat(Prose.sentences(Files.readAllLines(file)))
                    .isNotEmpty()
                    .allSatisfy(sentence ->
                            assertThat(sentence.split("\\s+")).as(sentence).hasSizeLessThanOrEqualTo(25));
        }
    }

    @Test
    void everyFolderOfALessonIsInTheCourse() throws IOException {
        try (Stream<Path> files = Files.list(COURSE)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.startsWith("lesson")))
                    .containsExactlyInAnyOrderElementsOf(
                            Course.LESSONS.stream().map(Lesson::name).toList());
        }
        assertThat(Arrays.stream(new int[] {0, -1, 99}))
                .allSatisfy(number -> assertThatThrownBy(() -> Course.lesson(number))
                        .hasMessageContaining("there is no lesson " + number));
    }
}
