package org.end4rec.lessons.lesson01;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wrong answers to the exercise of lesson 1, each with the message that it must get. */
public final class WrongAnswers01 {
    private WrongAnswers01() {}

    /** A right answer, for a wrong one to change. */
    private static class Right implements Gap01 {
        @Override
        public void multiplyBackward(Node a, Node b, Node product) {
            a.gradient += b.value * product.gradient;
            b.gradient += a.value * product.gradient;
        }

        @Override
        public void tanhBackward(Node x, Node y) {
            x.gradient += (1 - y.value * y.value) * y.gradient;
        }

        @Override
        public void playBackwards(List<Runnable> lines) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                lines.get(i).run();
            }
        }
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(
                new Right() {
                    @Override
                    public void multiplyBackward(Node a, Node b, Node product) {
                        a.gradient = b.value * product.gradient;
                        b.gradient = a.value * product.gradient;
                    }
                },
                Check01.REPLACED);
        all.put(
                new Right() {
                    @Override
                    public void tanhBackward(Node x, Node y) {
                        x.gradient = (1 - y.value * y.value) * y.gradient;
                    }
                },
                Check01.REPLACED_TANH);
        all.put(
                new Right() {
                    @Override
                    public void tanhBackward(Node x, Node y) {
                        x.gradient += 1 - y.value * y.value;
                    }
                },
                Check01.ALONE_TANH);
        all.put(
                new Right() {
                    @Override
                    public void playBackwards(List<Runnable> lines) {
                        for (int i = lines.size() - 1; i > 0; i--) {
                            lines.get(i).run();
                        }
                    }
                },
                Check01.LEFT_OUT);
        all.put(
                new Right() {
                    @Override
                    public void playBackwards(List<Runnable> lines) {
                        lines.get(lines.size() - 1).run();
                    }
                },
                Check01.OTHER_ORDER);
        all.put(
                new Right() {
                    @Override
                    public void multiplyBackward(Node a, Node b, Node product) {
                        a.gradient += a.value * product.gradient;
                        b.gradient += b.value * product.gradient;
                    }
                },
                Check01.SWAPPED);
        all.put(
                new Right() {
                    @Override
                    public void multiplyBackward(Node a, Node b, Node product) {
                        a.gradient += b.value;
                        b.gradient += a.value;
                    }
                },
                Check01.ALONE);
        all.put(
                new Right() {
                    @Override
                    public void tanhBackward(Node x, Node y) {
                        x.gradient += (1 - y.value) * y.gradient;
                    }
                },
                Check01.NOT_SQUARED);
        all.put(
                new Right() {
                    @Override
                    public void tanhBackward(Node x, Node y) {
                        x.gradient += (1 - x.value * x.value) * y.gradient;
                    }
                },
                Check01.OF_INPUT);
        all.put(
                new Right() {
                    @Override
                    public void playBackwards(List<Runnable> lines) {
                        lines.forEach(Runnable::run);
                    }
                },
                Check01.FORWARDS);
        all.put(
                new Right() {
                    @Override
                    public void tanhBackward(Node x, Node y) {
                        x.gradient -= (1 - y.value * y.value) * y.gradient;
                    }
                },
                Check01.OTHER);
        return all;
    }
}
