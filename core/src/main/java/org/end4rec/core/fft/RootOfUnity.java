package org.end4rec.core.fft;

/**
 * The point e^(2πi·k/n) of the unit circle, in double. Only angles in [0, π/4] are ever given to the sine and cosine,
 * so that roots that mirror each other agree in every bit and quarter turns are exact.
 */
record RootOfUnity(double cos, double sin) {
    static RootOfUnity of(long k, long n) {
        long quarters = 4 * Math.floorMod(k, n);
        long quadrant = quarters / n;
        long rest = quarters - quadrant * n;
        boolean lower = 2 * rest <= n;
        double angle = Math.PI / 2 * (lower ? rest : n - rest) / n;
        boolean diagonal = 2 * rest == n;
        double near = diagonal ? Math.sqrt(0.5) : StrictMath.cos(angle);
        double far = diagonal ? near : StrictMath.sin(angle);
        double c = lower ? near : far;
        double s = lower ? far : near;
        if (quadrant == 0) {
            return new RootOfUnity(c, s);
        } else if (quadrant == 1) {
            return new RootOfUnity(-s, c);
        } else if (quadrant == 2) {
            return new RootOfUnity(-c, -s);
        }
        return new RootOfUnity(s, -c);
    }
}
