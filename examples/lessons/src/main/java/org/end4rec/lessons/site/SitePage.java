package org.end4rec.lessons.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.end4rec.models.page.Svg;

/**
 * One lesson as files of HTML: the page, with the exercise and its hints folded, and the slides.
 */
public final class SitePage {
    /** What every file has that this class writes. */
    public static final String MARK = "<meta name=\"generator\" content=\"end4rec lesson --site\">";

    /** The place of the exercise's file in the page. */
    public static final String EXERCISE = "exercise-file";

    private static final String EXERCISE_HEADING = "Exercise";

    private final String title;
    private final Node document;
    private final PageHtml html;

    /**
     * @param markdown the page of the lesson
     * @param targets where a link of the page leads from the HTML; empty if the link becomes a text
     * @param picture a picture of the page as elements of HTML, by the target of its link
     */
    public SitePage(String markdown, Function<String, Optional<String>> targets, UnaryOperator<String> picture) {
        html = new PageHtml(targets, picture);
        document = html.parse(markdown);
        if (!(document.getFirstChild() instanceof Heading heading) || heading.getLevel() != 1) {
            throw new IllegalArgumentException("the page does not begin with its title");
        }
        title = heading(heading);
    }

    /** The heading of the page. */
    public String title() {
        return title;
    }

    /** What the lesson asks, as HTML: the first paragraph. */
    public String question() {
        return html.html(Objects.requireNonNull(document.getFirstChild().getNext(), "question"));
    }

    /**
     * The page.
     *
     * @param navigation links to other pages as HTML
     * @param exercise the code of the exercise
     * @param hints the hints in Markdown
     */
    public String page(String navigation, String exercise, List<String> hints) {
        StringBuilder body = new StringBuilder(navigation).append("<main>\n");
        boolean inExercise = false;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (inExercise && node instanceof Heading) {
                inExercise = false;
                body.append(folded(exercise, hints));
            }
            inExercise |= node instanceof Heading heading && heading(heading).equals(EXERCISE_HEADING);
            body.append(html.html(node));
        }
        if (inExercise) {
            body.append(folded(exercise, hints));
        }
        return file(
                title,
                SiteStyle.PAGE,
                body.append("</main>\n").append(navigation).toString());
    }

    private String folded(String exercise, List<String> hints) {
        StringBuilder folded = new StringBuilder();
        folded.append("<details id=\"").append(EXERCISE).append("\"><summary>Exercise.java</summary>\n");
        folded.append(PageHtml.code("java", exercise)).append("</details>\n");
        for (int i = 0; i < hints.size(); i++) {
            folded.append("<details><summary>Hint ").append(i + 1).append("</summary>\n");
            folded.append(html.html(html.parse(hints.get(i)))).append("</details>\n");
        }
        return folded.toString();
    }

    /**
     * The slides: one heading a screen, and a long section on several screens.
     *
     * @param navigation links to other pages as HTML
     */
    public String slides(String navigation) {
        List<String> screens = new ArrayList<>();
        List<Node> section = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading && !section.isEmpty()) {
                screens.addAll(screens(section));
                section.clear();
            }
            section.add(node);
        }
        screens.addAll(screens(section));
        StringBuilder body = new StringBuilder("<main>\n");
        for (int i = 0; i < screens.size(); i++) {
            body.append("<section>\n").append(screens.get(i)).append("<footer>").append(i + 1);
            body.append(" of ").append(screens.size()).append("</footer>\n</section>\n");
        }
        return file(
                title,
                SiteStyle.SLIDES,
                body.append("</main>\n").append(navigation).toString());
    }

    /** The screens of a section, each with its heading. */
    private List<String> screens(List<Node> section) {
        Heading heading = (Heading) section.get(0);
        String tag = "h" + heading.getLevel();
        List<String> screens = new ArrayList<>();
        for (List<Node> screen : Screens.of(section.subList(1, section.size()))) {
            StringBuilder text = new StringBuilder("<" + tag + ">").append(JavaColors.escape(heading(heading)));
            text.append(screens.isEmpty() ? "" : " · " + (screens.size() + 1)).append("</" + tag + ">\n");
            screen.forEach(node -> text.append(html.html(node)));
            screens.add(text.toString());
        }
        return screens;
    }

    /** The text of a heading. */
    private static String heading(Heading heading) {
        StringBuilder text = new StringBuilder();
        for (Node node = heading.getFirstChild(); node != null; node = node.getNext()) {
            text.append(node instanceof Text part ? part.getLiteral() : "");
        }
        return text.toString();
    }

    /** A file of HTML with everything that it needs. */
    public static String file(String title, String body) {
        return file(title, SiteStyle.PAGE, body);
    }

    private static String file(String title, String style, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                """
                + MARK + "\n<title>" + JavaColors.escape(title) + "</title>\n<style>\n" + style + Svg.style()
                + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }
}
