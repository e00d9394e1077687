package org.end4rec.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.end4rec.lessons.site.SitePage;
import org.jspecify.annotations.Nullable;

/** The lessons as a site: an index, and a page and slides for each lesson. */
final class Site {
    private final Path course;
    private final Links links;

    /**
     * @param course the folder of the lessons
     * @param sources the address of the repository's files; null if links to files become texts
     */
    Site(Path course, @Nullable String sources) {
        this.course = course;
        links = new Links(sources, ".html");
    }

    /** Writes all files. */
    void write(Path folder) throws IOException {
        OwnFiles.write(folder, files(), SitePage.MARK);
    }

    /** The names of the files and their content. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        StringBuilder list = new StringBuilder("<main>\n<h1>Lessons</h1>\n"
                + "<p>From one number on a tape to the whole END4Rec. The exercises are files of the repository:"
                + " <code>./end4rec check 1</code> checks your answer to the first one.</p>\n<ol>\n");
        for (int i = 0; i < Course.LESSONS.size(); i++) {
            Lesson lesson = Course.LESSONS.get(i);
            // page and slides show the same pictures, some of which take seconds to draw
            Map<String, String> pictures = new HashMap<>();
            SitePage page = new SitePage(
                    Files.readString(lesson.page(course)),
                    target -> target(lesson, target),
                    target -> pictures.computeIfAbsent(
                            target, each -> Pages.picture(lesson, each).html()));
            String exercise = Files.readString(lesson.exercise(course));
            files.put(
                    lesson.name() + ".html",
                    page.page(navigation(i, "-slides", "Slides"), exercise, Pages.hints(lesson, course)));
            files.put(lesson.name() + "-slides.html", page.slides(navigation(i, "", "Page")));
            list.append(String.format(
                    Locale.ROOT,
                    "<li value=\"%d\"><a href=\"%s.html\">%s</a> · <a href=\"%2$s-slides.html\">slides</a>\n%s</li>\n",
                    lesson.number(),
                    lesson.name(),
                    lesson.title(),
                    page.question()));
        }
        files.put(
                "index.html",
                SitePage.file("Lessons", list.append("</ol>\n</main>\n").toString()));
        return files;
    }

    /** Links from a lesson to its other form, to the lessons beside it, and to the index. */
    private static String navigation(int place, String otherEnding, String other) {
        String own = otherEnding.isEmpty() ? "-slides" : "";
        StringBuilder links = new StringBuilder("<nav>\n<a href=\"index.html\">All lessons</a>\n");
        if (place > 0) {
            links.append(link(Course.LESSONS.get(place - 1), own, "← "));
        }
        if (place + 1 < Course.LESSONS.size()) {
            links.append(link(Course.LESSONS.get(place + 1), own, "→ "));
        }
        return links.append("<a href=\"")
                .append(Course.LESSONS.get(place).name())
                .append(otherEnding)
                .append(".html\">")
                .append(other)
                .append("</a>\n</nav>\n")
                .toString();
    }

    private static String link(Lesson lesson, String ending, String arrow) {
        return "<a href=\"" + lesson.name() + ending + ".html\">" + arrow + lesson.number() + ". " + lesson.title()
                + "</a>\n";
    }

    /** Where a link of a page leads from the site. */
    private Optional<String> target(Lesson lesson, String target) {
        return switch (target) {
            case "Exercise.java" -> Optional.of(lesson.name() + ".html#" + SitePage.EXERCISE);
            case "../README.md" -> Optional.of("index.html");
            default -> links.target(lesson, target);
        };
    }
}
