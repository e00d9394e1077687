package org.end4rec.lessons.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java code as HTML: comments, texts, numbers, annotations and keywords are marked, for a style sheet to colour. */
final class JavaColors {
    private static final String KEYWORDS = "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default"
            + "|do|double|else|enum|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface"
            + "|long|new|null|package|private|protected|public|record|return|short|static|super|switch|this|throw"
            + "|throws|true|try|var|void|while|yield";

    /** The first alternative that fits is taken, so a keyword in a comment is a part of the comment. */
    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<text>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+')"
            + "|(?<number>\\b\\d[\\w.]*)"
            + "|(?<annotation>@\\w+)"
            + "|\\b(?<keyword>" + KEYWORDS + ")\\b");

    private static final String[] KINDS = {"comment", "text", "number", "annotation", "keyword"};

    private JavaColors() {}

    static String html(String code) {
        StringBuilder html = new StringBuilder();
        Matcher token = TOKEN.matcher(code);
        int end = 0;
        while (token.find()) {
            html.append(escape(code.substring(end, token.start())));
            html.append("<span class=\"").append(kind(token)).append("\">");
            html.append(escape(token.group())).append("</span>");
            end = token.end();
        }
        return html.append(escape(code.substring(end))).toString();
    }

    private static String kind(Matcher token) {
        for (String kind : KINDS) {
            if (token.group(kind) != null) {
                return kind;
            }
        }
        throw new IllegalStateException(token.group());
    }

    /** A text that stands for itself in HTML and XML. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
