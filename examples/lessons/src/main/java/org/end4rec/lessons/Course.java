package org.end4rec.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.end4rec.lessons.lesson01.Check01;
import org.end4rec.lessons.lesson01.Picture01;
import org.end4rec.lessons.lesson02.Check02;
import org.end4rec.lessons.lesson02.Picture02;
import org.end4rec.lessons.lesson03.Check03;
import org.end4rec.lessons.lesson03.Picture03;
import org.end4rec.lessons.lesson04.Check04;
import org.end4rec.lessons.lesson04.Picture04;
import org.end4rec.lessons.lesson05.Check05;
import org.end4rec.lessons.lesson05.Picture05;
import org.end4rec.lessons.lesson06.Check06;
import org.end4rec.lessons.lesson06.Picture06;
import org.end4rec.lessons.lesson07.Check07;
import org.end4rec.lessons.lesson07.Picture07;
import org.end4rec.lessons.lesson08.Check08;
import org.end4rec.lessons.lesson08.Picture08;
import org.end4rec.lessons.lesson09.Check09;
import org.end4rec.lessons.lesson09.Picture09;
import org.end4rec.lessons.lesson10.Check10;
import org.end4rec.lessons.lesson10.Picture10;
import org.end4rec.lessons.lesson11.Check11;
import org.end4rec.lessons.lesson11.Picture11;
import org.end4rec.lessons.lesson12.Check12;
import org.end4rec.lessons.lesson12.Picture12;
import org.end4rec.lessons.lesson13.Check13;
import org.end4rec.lessons.lesson13.Picture13;
import org.end4rec.lessons.lesson14.Check14;
import org.end4rec.lessons.lesson14.Picture14;

/** The lessons, in order. */
final class Course {
    static final List<Lesson> LESSONS = List.of(
            new Lesson(1, "A tape for one number", "ScalarTape", true, new Check01(), Picture01::draw),
            new Lesson(2, "Ops on arrays", "ArrayOps", false, new Check02(), Picture02::draw),
            new Lesson(3, "Broadcasting", "Broadcasting", false, new Check03(), Picture03::draw),
            new Lesson(4, "Do you believe your gradient?", "Differences", false, new Check04(), Picture04::draw),
            new Lesson(5, "Waves", "Waves", true, new Check05(), Picture05::draw),
            new Lesson(6, "The fast Fourier transform", "FastTransform", true, new Check06(), Picture06::draw),
            new Lesson(7, "Backward through a spectrum", "Folded", false, new Check07(), Picture07::draw),
            new Lesson(8, "Adam", "Downhill", true, new Check08(), Picture08::draw),
            new Lesson(9, "Items as vectors", "Vectors", false, new Check09(), Picture09::draw),
            new Lesson(10, "Mixing a sequence", "Mixers", false, new Check10(), Picture10::draw),
            new Lesson(11, "Chunks", "BlockMatrix", false, new Check11(), Picture11::draw),
            new Lesson(12, "Deciding with gradients", "KeepOrDrop", true, new Check12(), Picture12::draw),
            new Lesson(13, "The whole END4Rec", "WholeModel", false, new Check13(), Picture13::draw),
            new Lesson(14, "Is it any good?", "HonestFigures", false, new Check14(), Picture14::draw));

    /** Set by the launcher: the folder of the lessons. */
    private static final String FOLDER = "end4rec.lessons";

    private Course() {}

    /** The folder of the lessons; the current one if no launcher named another. */
    static Path folder() {
        return Path.of(System.getProperty(FOLDER, "."));
    }

    /** @throws IllegalArgumentException if there is no such lesson */
    static Lesson lesson(int number) {
        for (Lesson lesson : LESSONS) {
            if (lesson.number() == number) {
                return lesson;
            }
        }
        throw new IllegalArgumentException("there is no lesson " + number + "; the lessons are "
                + LESSONS.stream()
                        .map(lesson -> Integer.toString(lesson.number()))
                        .collect(Collectors.joining(", ")));
    }
}
