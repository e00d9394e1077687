package org.end4rec.lessons.lesson02;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 2, each with the message that it must get. */
public final class WrongAnswers02 {
    private WrongAnswers02() {}

    /** A right answer, for a wrong one to change. */
    private static class Right implements Gap02 {
        @Override
        public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
            add(Check02.product(dy, Check02.transposed(w)), dx);
        }

        @Override
        public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
            add(Check02.product(Check02.transposed(x), dy), dw);
        }

        @Override
        public void backwardOfB(double[][] dy, double[] db) {
            for (double[] row : dy) {
                for (int j = 0; j < db.length; j++) {
                    db[j] += row[j];
                }
            }
        }
    }

    private static void add(double[][] share, double[][] to) {
        for (int r = 0; r < to.length; r++) {
            for (int i = 0; i < to[r].length; i++) {
                to[r][i] += share[r][i];
            }
        }
    }

    private static void clear(double[][] gradient) {
        for (double[] row : gradient) {
            Arrays.fill(row, 0);
        }
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        wrongX(all);
        wrongW(all);
        wrongB(all);
        return all;
    }

    private static void wrongX(Map<Object, String> all) {
        all.put(
                new Right() {
                    @Override
                    public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
                        add(Check02.product(dy, w), dx);
                    }
                },
                Check02.X_FITS);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
                        for (int r = 0; r < dx.length; r++) {
                            for (int i = 0; i < w.length; i++) {
                                for (int j = 0; j < w[0].length; j++) {
                                    dx[r][i] = dy[r][j] * w[i][j];
                                }
                            }
                        }
                    }
                },
                Check02.X_ONE);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
                        clear(dx);
                        super.backwardOfX(dy, w, dx);
                    }
                },
                Check02.OVERWRITTEN);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
                        super.backwardOfX(dy, w, dx);
                        super.backwardOfX(dy, w, dx);
                    }
                },
                Check02.OTHER_X);
    }

    private static void wrongW(Map<Object, String> all) {
        all.put(
                new Right() {
                    @Override
                    public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
                        add(Check02.product(Check02.transposed(dy), x), dw);
                    }
                },
                Check02.W_FITS);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
                        for (int i = 0; i < dw.length; i++) {
                            for (int j = 0; j < dw[0].length; j++) {
                                dw[i][j] += x[0][i] * dy[0][j];
                            }
                        }
                    }
                },
                Check02.W_ONE);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
                        clear(dw);
                        super.backwardOfW(x, dy, dw);
                    }
                },
                Check02.OVERWRITTEN);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
                        for (double[] row : x) {
                            add(Check02.transposed(new double[][] {row, row}), dw);
                        }
                    }
                },
                Check02.OTHER_W);
    }

    private static void wrongB(Map<Object, String> all) {
        all.put(
                new Right() {
                    @Override
                    public void backwardOfB(double[][] dy, double[] db) {
                        for (int j = 0; j < db.length; j++) {
                            db[j] += dy[0][j];
                        }
                    }
                },
                Check02.B_ONE);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfB(double[][] dy, double[] db) {
                        for (double[] row : dy) {
                            for (int j = 0; j < db.length; j++) {
                                db[j] += row[j] / dy.length;
                            }
                        }
                    }
                },
                Check02.B_MEAN);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfB(double[][] dy, double[] db) {
                        for (int r = 0; r < dy.length; r++) {
                            db[r] += Arrays.stream(dy[r]).sum();
                        }
                    }
                },
                Check02.B_ALONG);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfB(double[][] dy, double[] db) {
                        super.backwardOfB(dy, db);
                        db[0] += 1;
                    }
                },
                Check02.OTHER_B);
        all.put(
                new Right() {
                    @Override
                    public void backwardOfB(double[][] dy, double[] db) {
                        Arrays.fill(db, 0);
                        super.backwardOfB(dy, db);
                    }
                },
                Check02.OVERWRITTEN);
    }
}
