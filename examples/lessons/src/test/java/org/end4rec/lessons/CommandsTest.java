package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String FOLDER = "end4rec.lessons";

    @TempDir
    private Path course;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyLessonOne() throws IOException {
        Path from = Path.of("").toAbsolutePath();
        Files.createDirectories(course.resolve("lesson01"));
        Files.createDirectories(course.resolve("answers/lesson01"));
        for (String file : new String[] {
            "lesson01/Exercise.java",
            "lesson01/ScalarTape.java",
            "lesson01/lesson.md",
            "lesson01/hints.md",
            "answers/lesson01/Answer.java"
        }) {
            Files.copy(from.resolve(file), course.resolve(file));
        }
        System.setProperty(FOLDER, course.toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(FOLDER);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return LessonsProgram.run(arguments, new PrintWriter(out), new PrintWriter(err));
    }

    /** Fills the first gap. */
    private void write(String code) throws IOException {
        Path file = course.resolve("lesson01/Exercise.java");
        Files.writeString(file, Files.readString(file).replace("throw new Todo(\"2 lines\");", code));
    }

    @Test
    void lessonRunsTheProgram() {
        assertThat(run("lesson", "1")).isZero();
        assertThat(out.toString()).contains("g = 24.7041   dg/da = 138.8338   dg/db = 645.5773", "lesson.md");
    }

    @Test
    void lessonListsTheLessons() {
        assertThat(run("lesson")).isZero();
        assertThat(out.toString()).contains("A tape for one number").doesNotContain("done");
    }

    @Test
    void checkOfAnOpenExerciseNamesTheGap() {
        assertThat(run("check", "1")).isOne();
        assertThat(out.toString()).contains("Exercise.java:13 is still open (2 lines)", "end4rec hint 1");
    }

    @Test
    void checkNamesTheMistake() throws IOException {
        write("a.gradient = b.value * product.gradient;\nb.gradient = a.value * product.gradient;");
        assertThat(run("check", "1")).isOne();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("✗ gradient of a in a·a at 3 yours 3 expected 6 a is used twice", "10 right, 1 wrong");
        assertThat(run("check", "1", "--json")).isOne();
        assertThat(out.toString())
                .contains("\"lesson\":1,\"passes\":false", "\"yours\":\"3\",\"expected\":\"6\",\"right\":false");
    }

    @Test
    void checkOfCodeThatDoesNotCompileHasFileAndLine() throws IOException {
        write("a.gradient + b;");
        assertThat(run("check", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("Exercise.java:13: ", "not a statement");
    }

    @Test
    void checkOfCodeThatThrowsHasFileAndLine() throws IOException {
        write("throw new IllegalStateException(\"no\");");
        assertThat(run("check", "1")).isOne();
        assertThat(out.toString())
                .contains("your code threw java.lang.IllegalStateException: no at ", "Exercise.java:13");
    }

    @Test
    void hintsAreNumbered() {
        assertThat(run("hint", "1")).isZero();
        assertThat(out.toString()).startsWith("Think of one use").contains("'end4rec hint 1 2' says more");
        assertThat(run("hint", "1", "3")).isZero();
        assertThat(out.toString()).contains("lines.size() - 1").doesNotContain("says more");
        assertThat(run("hint", "1", "4")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no hint 4; lesson 1 has the hints 1 to 3");
    }

    @Test
    void answerIsShownWhenTheExerciseIsRight() throws IOException {
        assertThat(run("answer", "1")).isOne();
        assertThat(err.toString()).contains("not right yet", "--anyway");
        assertThat(run("answer", "1", "--anyway")).isZero();
        assertThat(out.toString()).contains("class Answer");
        Files.writeString(
                course.resolve("lesson01/Exercise.java"),
                Files.readString(course.resolve("answers/lesson01/Answer.java"))
                        .replace("class Answer", "class Exercise"));
        assertThat(run("answer", "1")).isZero();
        assertThat(run("check", "1")).isZero();
        assertThat(out.toString()).contains("All 19 are right");
        assertThat(run("lesson")).isZero();
        assertThat(out.toString()).contains("done");
    }

    @Test
    void aLessonThatIsNotThereIsAMistake() {
        assertThat(run("check", "99")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no lesson 99; the lessons are 1, ");
    }
}
