package org.end4rec.core.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RootOfUnityTest {
    @Test
    void quarterTurnsAndDiagonalsAreExact() {
        assertThat(RootOfUnity.of(0, 4)).isEqualTo(new RootOfUnity(1, 0));
        assertThat(RootOfUnity.of(3, 12)).isEqualTo(new RootOfUnity(-0.0, 1));
        assertThat(RootOfUnity.of(2, 4)).isEqualTo(new RootOfUnity(-1, -0.0));
        assertThat(RootOfUnity.of(-1, 4)).isEqualTo(new RootOfUnity(0, -1));
        assertThat(RootOfUnity.of(1, 8)).isEqualTo(new RootOfUnity(Math.sqrt(0.5), Math.sqrt(0.5)));
    }

    @Test
    void matchesSineAndCosine() {
        for (int n = 1; n <= 60; n++) {
            for (int k = -2 * n; k <= 2 * n; k++) {
                RootOfUnity root = RootOfUnity.of(k, n);
                assertThat(root.cos()).isCloseTo(StrictMath.cos(2 * Math.PI * k / n), within(3e-15));
                assertThat(root.sin()).isCloseTo(StrictMath.sin(2 * Math.PI * k / n), within(3e-15));
            }
        }
    }

    @Test
    void mirroredAnglesAgreeInEveryBit() {
        for (int n : new int[] {5, 8, 12, 50, 127}) {
            for (int k = 1; k < n; k++) {
                assertThat(RootOfUnity.of(n - k, n).cos())
                        .isEqualTo(RootOfUnity.of(k, n).cos());
                assertThat(RootOfUnity.of(n - k, n).sin())
                        .isEqualTo(-RootOfUnity.of(k, n).sin());
            }
        }
    }
}
