package org.end4rec.lessons.site;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** The Markdown of a lesson as HTML: Java has colours, a formula is MathML, and the picture is a part of the page. */
public final class PageHtml {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .customInlineContentParserFactory(new Dollars())
            .build();
    private final HtmlRenderer renderer;

    /**
     * @param targets where a link of the page leads from the HTML; empty if the link becomes a text
     * @param picture a picture of the page as elements of HTML, by the target of its link
     */
    public PageHtml(Function<String, Optional<String>> targets, UnaryOperator<String> picture) {
        Objects.requireNonNull(targets, "targets");
        Objects.requireNonNull(picture, "picture");
        renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .nodeRendererFactory(context -> new Renderer(context, targets, picture))
                .build();
    }

    /** The blocks of a page, without its comments. */
    public Node parse(String markdown) {
        return parser.parse(withoutComments(markdown));
    }

    /** Blocks of a page as HTML. */
    public String html(Node node) {
        return renderer.render(node)
                .replace("<table>", "<div class=\"table\" tabindex=\"0\">\n<table>")
                .replace("</table>", "</table>\n</div>");
    }

    /** A page without what only the weaver reads; in code a comment is code. */
    public static String withoutComments(String markdown) {
        StringBuilder text = new StringBuilder();
        boolean code = false;
        for (String line : markdown.lines().toList()) {
            code ^= line.startsWith("```");
            text.append(code ? line : line.replaceAll("<!--.*?-->", "")).append('\n');
        }
        return text.toString();
    }

    /** A formula. */
    private static final class FormulaNode extends CustomNode {
        private final String tex;
        private final boolean display;

        FormulaNode(String tex, boolean display) {
            this.tex = tex;
            this.display = display;
        }
    }

    /** Finds formulas between one dollar and one, or two and two. */
    private static final class Dollars implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            int dollars = scanner.matchMultiple('$');
            Position start = scanner.position();
            if (dollars > 2 || scanner.find('$') < 1) {
                return ParsedInline.none();
            }
            String tex = scanner.getSource(start, scanner.position()).getContent();
            return scanner.matchMultiple('$') == dollars
                    ? ParsedInline.of(new FormulaNode(tex, dollars == 2), scanner.position())
                    : ParsedInline.none();
        }
    }

    /** Renders what differs from usual Markdown. */
    private static final class Renderer extends CoreHtmlNodeRenderer {
        private final HtmlWriter html;
        private final Function<String, Optional<String>> targets;
        private final UnaryOperator<String> picture;

        Renderer(
                HtmlNodeRendererContext context,
                Function<String, Optional<String>> targets,
                UnaryOperator<String> picture) {
            super(context);
            html = context.getWriter();
            this.targets = targets;
            this.picture = picture;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(
                    FencedCodeBlock.class,
                    HtmlBlock.class,
                    HtmlInline.class,
                    Image.class,
                    Link.class,
                    FormulaNode.class,
                    Paragraph.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof FormulaNode formula) {
                html.raw(Formula.mathml(formula.tex, formula.display));
            } else {
                super.render(node);
            }
        }

        @Override
        public void visit(FencedCodeBlock block) {
            html.line();
            html.raw(code(block.getInfo(), block.getLiteral()));
            html.line();
        }

        @Override
        public void visit(HtmlBlock block) {
            throw new IllegalArgumentException("the page has HTML: " + block.getLiteral());
        }

        @Override
        public void visit(HtmlInline inline) {
            throw new IllegalArgumentException("the page has HTML: " + inline.getLiteral());
        }

        @Override
        public void visit(Image image) {
            html.raw(picture.apply(image.getDestination()));
        }

        @Override
        public void visit(Link link) {
            Optional<String> target = targets.apply(link.getDestination());
            String place = link.getDestination().replaceFirst("^(\\.\\./)+", "");
            if (target.isPresent()) {
                html.tag("a", Map.of("href", target.get()));
            } else {
                html.tag("span", Map.of("title", place));
            }
            visitChildren(link);
            html.tag(target.isPresent() ? "/a" : "/span");
        }

        /** A picture or a formula alone needs no paragraph around it; a formula scrolls where it is too wide. */
        @Override
        public void visit(Paragraph paragraph) {
            Node only = paragraph.getFirstChild() == paragraph.getLastChild() ? paragraph.getFirstChild() : null;
            if (only instanceof Image) {
                block("<figure>", "</figure>", paragraph);
            } else if (only instanceof FormulaNode formula && formula.display) {
                block("<div class=\"formula\" tabindex=\"0\">", "</div>", paragraph);
            } else {
                super.visit(paragraph);
            }
        }

        private void block(String start, String end, Paragraph paragraph) {
            html.line();
            html.raw(start);
            visitChildren(paragraph);
            html.raw(end);
            html.line();
        }
    }

    /** A block of code or of output, which scrolls where it is too wide. */
    static String code(String language, String text) {
        return language.equals("java")
                ? "<pre class=\"java\" tabindex=\"0\"><code>" + JavaColors.html(text) + "</code></pre>\n"
                : "<pre tabindex=\"0\"><code>" + JavaColors.escape(text) + "</code></pre>\n";
    }
}
