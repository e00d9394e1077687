package org.end4rec.lessons.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** Cuts a section into screens of slides, by an estimate of its height in lines. */
final class Screens {
    /** Lines of text under a heading on a screen of 1280 × 720. */
    private static final double LINES = 14.3;

    private static final int LETTERS_OF_A_LINE = 68;

    private Screens() {}

    static List<List<Node>> of(List<Node> blocks) {
        List<List<Node>> screens = new ArrayList<>();
        List<Node> screen = new ArrayList<>();
        double used = 0;
        for (Node block : blocks) {
            double lines = lines(block);
            if (!screen.isEmpty() && used + lines > LINES) {
                // what is said of a block stays with it
                Node before = screen.get(screen.size() - 1);
                boolean moves = screen.size() > 1
                        && before instanceof Paragraph
                        && !(block instanceof Paragraph)
                        && lines(before) + lines <= LINES;
                List<Node> next = new ArrayList<>();
                if (moves) {
                    screen.remove(screen.size() - 1);
                    next.add(before);
                }
                screens.add(screen);
                screen = next;
                used = moves ? lines(before) : 0;
            }
            screen.add(block);
            used += lines;
        }
        screens.add(screen);
        return screens;
    }

    /** The height of a block, with the gap below it. */
    private static double lines(Node block) {
        if (block.getFirstChild() instanceof Image) {
            return LINES;
        }
        if (block instanceof FencedCodeBlock code) {
            return 1.1
                    + code.getLiteral()
                            .lines()
                            .mapToDouble(line -> 0.9 * wrapped(line.length()))
                            .sum();
        }
        if (block instanceof TableBlock || block.getFirstChild() instanceof ListItem) {
            Rows rows = new Rows();
            block.accept(rows);
            return rows.lines + 0.5;
        }
        return wrapped(letters(block)) + 0.5;
    }

    private static double wrapped(int letters) {
        return Math.max(1, Math.ceil((double) letters / LETTERS_OF_A_LINE));
    }

    private static int letters(Node node) {
        Letters letters = new Letters();
        node.accept(letters);
        return letters.count;
    }

    /** Counts the letters that are shown. */
    private static final class Letters extends AbstractVisitor {
        private int count;

        @Override
        public void visit(Text text) {
            count += text.getLiteral().length();
        }

        @Override
        public void visit(Code code) {
            count += code.getLiteral().length();
        }
    }

    /** Adds the heights of rows and points. */
    private static final class Rows extends AbstractVisitor {
        private double lines;

        @Override
        public void visit(ListItem item) {
            lines += wrapped(letters(item)) + 0.1;
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                // a cell is narrower than the screen
                lines += wrapped(letters(node) * 6 / 5) + 0.2;
            } else {
                visitChildren(node);
            }
        }
    }
}
