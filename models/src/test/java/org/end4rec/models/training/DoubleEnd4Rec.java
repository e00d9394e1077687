package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.end4rec.core.math.GammaFunction;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;

/**
 * END4Rec and its loss on one page: naive loops in double, without dropout, by the definitions (transforms are sums of
 * cosines and sines, the soft filter is applied in the frequency domain), from {@link DoubleArithmetic}. The decision
 * to keep an event has the gradient of its soft sample, so the loss that is differentiated is a surrogate: the decision
 * as it was first made, plus what the soft sample has moved since.
 */
final class DoubleEnd4Rec {
    private final End4RecVariant config;
    private final Map<String, double[]> parameters;
    private final DoubleMixing mixing;
    private final Batch batch;
    private final float[] gumbel;
    private final int n;
    private final int d;

    /** [B,N] the hard decision less the soft sample, as of the first loss; NaN before. */
    private final double[][] stopped;

    DoubleEnd4Rec(End4RecVariant config, Map<String, double[]> parameters, Batch batch, float[] gumbel) {
        this.config = config;
        this.parameters = parameters;
        this.batch = batch;
        this.gumbel = gumbel;
        mixing = new DoubleMixing(config, this::parameter);
        n = config.length();
        d = config.dim();
        stopped = new double[batch.size()][n];
        for (double[] each : stopped) {
            Arrays.fill(each, Double.NaN);
        }
    }

    /**
     * Recommendation loss over the whole catalogue, compactness, elimination budget and contrasts, as the stage has
     * them; the batch is sifted.
     */
    double loss(Stage stage) {
        boolean mining = stage.reads() == Stage.Signal.MINED;
        boolean hard = stage.reads() == Stage.Signal.PURE;
        boolean sifted = config.level() == End4RecVariant.Level.SEQUENCE && !hard;
        boolean joint = stage.epochs() == Stage.Epochs.JOINT;
        double recommend = 0;
        double compactness = 0;
        double keep = 0;
        int events = 0;
        double contrastHard = 0;
        int splits = 0;
        double contrastSoft = 0;
        for (int b = 0; b < batch.size(); b++) {
            double[] real = real(b);
            double[] target = row("item_embedding", batch.targets()[b]);
            double[][] s0 = embed(b);
            List<double[][]> mixed = new ArrayList<>();
            double[][] h = mine(s0, real, mixed);
            for (double[][] m : mixed) {
                compactness += codingRate(m) / mixed.size();
            }
            if (mining) {
                recommend += batch.hasTargetsAtEveryPosition()
                        ? crossEntropies(h, b)
                        : crossEntropy(readOut(h[n - 1]), batch.targets()[b]);
                continue;
            }
            double[][] pure = h;
            if (!sifted) {
                double[] margin = margin(b, h, s0, real);
                double[] kept = keep(b, margin, real);
                double[] dropped = new double[n];
                int keptEvents = 0;
                int realEvents = 0;
                for (int t = 0; t < n; t++) {
                    dropped[t] = real[t] - kept[t];
                    keep += real[t] * DoubleArithmetic.sigmoid(margin[t]);
                    keptEvents += kept[t] > 0.5 ? 1 : 0;
                    realEvents += (int) real[t];
                }
                events += realEvents;
                pure = restrict(s0, h, kept, real);
                double[] noise = restrict(s0, h, dropped, real)[n - 1];
                if (keptEvents > 0 && keptEvents < realEvents) {
                    contrastHard += contrast(pure[n - 1], h[n - 1], noise, target);
                    splits++;
                }
            }
            double[] soft = softFiltered(b, pure);
            contrastSoft += contrast(soft, pure[n - 1], DoubleArithmetic.subtract(pure[n - 1], soft), target);
            recommend += crossEntropy(readOut(hard ? pure[n - 1] : soft), batch.targets()[b]);
        }
        double sequences = batch.size();
        double loss = recommend / (batch.hasTargetsAtEveryPosition() ? positionsWithTargets() : sequences);
        if (mining || joint) {
            loss += config.weightCompactness() * compactness / sequences;
        }
        if (hard || joint) {
            double excess = sifted ? 0 : keep / events - (1 - config.eliminationRate());
            loss += config.weightElimination() * excess * excess;
            loss += config.weightContrast() * contrastHard / Math.max(splits, 1);
        }
        if (!mining && !hard) {
            loss += config.weightContrast() * contrastSoft / sequences;
        }
        return loss;
    }

    /** 1 for an event, 0 for padding. */
    private double[] real(int b) {
        double[] real = new double[n];
        for (int t = 0; t < n; t++) {
            real[t] = batch.items()[b * n + t] > 0 ? 1 : 0;
        }
        return real;
    }

    /** S⁰ = LN(item + behavior + position) · mask. */
    private double[][] embed(int b) {
        double[][] s = new double[n][d];
        double[] real = real(b);
        for (int t = 0; t < n; t++) {
            double[] event = DoubleArithmetic.add(
                    row("item_embedding", batch.items()[b * n + t]),
                    row("behavior_embedding", batch.behaviors()[b * n + t]));
            event = DoubleArithmetic.add(event, row("position_embedding", t));
            s[t] = DoubleArithmetic.scale(norm("embedding_norm", event), real[t]);
        }
        return s;
    }

    /** The layers: S′ = LN(S + M), S″ = LN(S′ + FFN(S′)) · mask. */
    private double[][] mine(double[][] s, double[] real, List<double[][]> mixed) {
        double[][] x = s;
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "ebm." + layer;
            double[][] m = mixing.mix(name, x);
            mixed.add(m);
            double[][] next = new double[n][];
            for (int t = 0; t < n; t++) {
                double[] y = norm(name + ".norm1", DoubleArithmetic.add(x[t], m[t]));
                double[] fed = norm(name + ".norm2", DoubleArithmetic.add(y, feedForward(name + ".ffn", y)));
                next[t] = DoubleArithmetic.scale(fed, real[t]);
            }
            x = next;
        }
        return x;
    }

    /** GELU(x·w1 + b1)·w2 + b2. */
    private double[] feedForward(String name, double[] x) {
        double[] hidden = DoubleArithmetic.linear(x, parameter(name + ".w1"), parameter(name + ".b1"));
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] *= DoubleArithmetic.normalDistribution(hidden[i]);
        }
        return DoubleArithmetic.linear(hidden, parameter(name + ".w2"), parameter(name + ".b2"));
    }

    /** p_b − t_i: the preference for the event's behavior less its noise score. */
    private double[] margin(int b, double[][] h, double[][] s0, double[] real) {
        double[] agreement = agreement(b, s0, real);
        double[] margin = new double[n];
        for (int t = 0; t < n; t++) {
            double noise = DoubleArithmetic.dot(h[t], parameter("hard.score.weight"))
                    + parameter("hard.score.bias")[0]
                    - agreement[t];
            int behavior = Math.max(batch.behaviors()[b * n + t], 1);
            margin[t] = preference(parameter("hard.rho")[behavior - 1]) - noise;
        }
        return margin;
    }

    /** mean_{j≠i} g_ij with g_ij = (e_i·C)·e_j, or of h² + 1.8·h with h = ¾/√d·g; e embedded events or normed items. */
    private double[] agreement(int b, double[][] s0, double[] real) {
        double[] agreement = new double[n];
        if (config.score() == End4RecVariant.Score.LINEAR) {
            return agreement;
        }
        double[][] e = config.score() == End4RecVariant.Score.AGREEMENT ? s0 : items(b);
        double count = Arrays.stream(real).sum();
        for (int i = 0; i < n; i++) {
            double[] query = DoubleArithmetic.linear(e[i], parameter("hard.context"), new double[d]);
            for (int j = 0; j < n; j++) {
                double fit = DoubleArithmetic.dot(query, e[j]);
                if (config.score() == End4RecVariant.Score.SQUARED_AGREEMENT) {
                    fit *= 0.75 / Math.sqrt(d);
                    fit = fit * fit + 1.8 * fit;
                }
                if (j != i && real[i] > 0 && real[j] > 0) {
                    agreement[i] += fit / Math.max(count - 1, 1);
                }
            }
        }
        return agreement;
    }

    private double[][] items(int b) {
        double[][] items = new double[n][];
        for (int t = 0; t < n; t++) {
            items[t] = DoubleArithmetic.standardize(row("item_embedding", batch.items()[b * n + t]));
        }
        return items;
    }

    /** 1 + e^−λ·λ^λ/Γ(λ+1) with λ = softplus(ρ) + 10⁻⁶. */
    private static double preference(double rho) {
        double rate = StrictMath.log1p(StrictMath.exp(rho)) + 1e-6;
        return 1 + StrictMath.exp(-rate + rate * StrictMath.log(rate) - GammaFunction.logGamma(rate + 1));
    }

    /** The straight-through sample: the first decision, moved as the soft sample moves. */
    private double[] keep(int b, double[] margin, double[] real) {
        double[] kept = new double[n];
        for (int t = 0; t < n; t++) {
            int draw = 2 * (b * n + t);
            double soft =
                    DoubleArithmetic.sigmoid((margin[t] + gumbel[draw] - gumbel[draw + 1]) / config.temperature());
            if (Double.isNaN(stopped[b][t])) {
                stopped[b][t] = (soft > 0.5 ? 1 : 0) - soft;
            }
            kept[t] = real[t] * (soft + stopped[b][t]);
        }
        return kept;
    }

    /** H of the events with a mask: mined again, or masked after mining. */
    private double[][] restrict(double[][] s0, double[][] h, double[] mask, double[] real) {
        boolean token = config.level() != End4RecVariant.Level.REPRESENTATION;
        double[][] masked = new double[n][];
        for (int t = 0; t < n; t++) {
            masked[t] = DoubleArithmetic.scale(token ? s0[t] : h[t], mask[t]);
        }
        return token ? mine(masked, real, new ArrayList<>()) : masked;
    }

    /** The newest position of irfft(Σ_b K_b ⊙ rfft(channel_b)), channel_b the events of behavior b. */
    private double[] softFiltered(int b, double[][] h) {
        double[] kernel = parameter("soft.kernel");
        int plane = config.paper().bins() * d;
        double[][][] sum = new double[2][config.paper().bins()][d];
        for (int r = 0; r < config.behaviors(); r++) {
            double[][] channel = new double[n][d];
            for (int t = 0; t < n; t++) {
                channel[t] = batch.behaviors()[b * n + t] == r + 1 ? h[t] : new double[d];
            }
            double[][][] spectrum = DoubleArithmetic.rfft(channel);
            for (int f = 0; f < config.paper().bins(); f++) {
                for (int j = 0; j < d; j++) {
                    double re = kernel[r * plane + f * d + j];
                    double im = kernel[(config.behaviors() + r) * plane + f * d + j];
                    sum[0][f][j] += re * spectrum[0][f][j] - im * spectrum[1][f][j];
                    sum[1][f][j] += re * spectrum[1][f][j] + im * spectrum[0][f][j];
                }
            }
        }
        return DoubleArithmetic.irfft(sum, n)[n - 1];
    }

    private double[] readOut(double[] s) {
        return norm("output_norm", s);
    }

    /** Of the positions that have a target. */
    private double crossEntropies(double[][] h, int b) {
        double sum = 0;
        for (int t = 0; t < n; t++) {
            int target = batch.next()[b * n + t];
            sum += target > 0 ? crossEntropy(readOut(h[t]), target) : 0;
        }
        return sum;
    }

    private long positionsWithTargets() {
        return Arrays.stream(batch.next()).filter(target -> target > 0).count();
    }

    /** log Σ_v e^{z·e_v} − z·e_target over the items. */
    private double crossEntropy(double[] z, int target) {
        double sum = 0;
        for (int v = 1; v <= config.items(); v++) {
            sum += StrictMath.exp(DoubleArithmetic.dot(z, row("item_embedding", v)));
        }
        return StrictMath.log(sum) - DoubleArithmetic.dot(z, row("item_embedding", target));
    }

    /** ½·ln det(I + d/(N·ε²)·sᵀs). */
    private double codingRate(double[][] s) {
        double[][] gram = new double[d][d];
        double c = d / (n * config.codingPrecision() * config.codingPrecision());
        for (int i = 0; i < d; i++) {
            gram[i][i] = 1;
            for (int j = 0; j < d; j++) {
                for (double[] position : s) {
                    gram[i][j] += c * position[i] * position[j];
                }
            }
        }
        return 0.5 * DoubleArithmetic.logDeterminant(gram);
    }

    /** −log σ(Q(pure) − Q(original)) − log σ(Q(original) − Q(noise)), Q(s) = s·target. */
    private static double contrast(double[] pure, double[] original, double[] noise, double[] target) {
        double q = DoubleArithmetic.dot(original, target);
        return -StrictMath.log(DoubleArithmetic.sigmoid(DoubleArithmetic.dot(pure, target) - q))
                - StrictMath.log(DoubleArithmetic.sigmoid(q - DoubleArithmetic.dot(noise, target)));
    }

    private double[] norm(String name, double[] x) {
        double[] y = DoubleArithmetic.standardize(x);
        for (int j = 0; j < d; j++) {
            y[j] = y[j] * parameter(name + ".weight")[j] + parameter(name + ".bias")[j];
        }
        return y;
    }

    private double[] row(String table, int row) {
        return Arrays.copyOfRange(parameter(table), row * d, (row + 1) * d);
    }

    private double[] parameter(String name) {
        double[] values = parameters.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'");
        }
        return values;
    }
}
