package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirstGradientTest {
    @Test
    void printsWhatOneCanWorkOutByHand() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            FirstGradient.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        // 1 + 4 + 9; 2x; x − 2x/4
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("f(x)     = 14.0", "gradient = [2.0, -4.0, 6.0]", "x moved  = [0.5, -1.0, 1.5]");
    }
}
