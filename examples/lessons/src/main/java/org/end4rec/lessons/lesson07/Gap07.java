package org.end4rec.lessons.lesson07;

/** What the exercise of lesson 7 fills in. */
public interface Gap07 {
    /**
     * Backward of rfft: {@code ⟨rfft(x), G⟩ = ⟨x, g⟩} for every x.
     *
     * @param bins G, the gradient for each part of each bin; left as it is
     * @return g, the gradient for each of the n values
     */
    double[] rfftAdjoint(HalfSpectrum bins, int n);

    /**
     * Backward of irfft: {@code ⟨irfft(X), g⟩ = ⟨X, G⟩} for every X.
     *
     * @param values g, the gradient for each of the N values; left as it is
     * @return G, the gradient for each part of each bin
     */
    HalfSpectrum irfftAdjoint(double[] values);
}
