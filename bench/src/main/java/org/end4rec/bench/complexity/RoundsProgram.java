package org.end4rec.bench.complexity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.kernel.Kernels;

/**
 * A process of its own that measures blocks in turns: {@code RoundsProgram PASS TOKENS SECONDS MIXER:N…} prints lines
 * of progress, and then {@link MeasuredTimes} as JSON in one line.
 */
public final class RoundsProgram {
    private RoundsProgram() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        MeasuredPass pass = MeasuredPass.valueOf(arguments[0]);
        int tokens = Integer.parseInt(arguments[1]);
        long budget = Long.parseLong(arguments[2]) * 1_000_000_000L;
        List<MeasuredBlock> blocks = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] parts = arguments[i].split(":", 2);
            blocks.add(new MeasuredBlock(MeasuredMixer.valueOf(parts[0]), Integer.parseInt(parts[1])));
        }
        say("warming up");
        Kernels.warmUp();
        blocks.stream()
                .map(MeasuredBlock::mixer)
                .distinct()
                .forEach(mixer -> MixingBlock.warmUp(mixer, pass, ComplexityRun.CHANNELS));
        ProcessorClock clock = new ProcessorClock();
        long memory = Runtime.getRuntime().maxMemory() - ComplexityRun.REST;
        BlockStopwatch stopwatch = new BlockStopwatch(blocks, pass, tokens, memory, clock);
        say("measuring in rounds");
        MeasuredTimes times = new Rounds(blocks, pass, tokens, stopwatch, System::nanoTime, RoundsProgram::say)
                .run(budget, clock.isKnown());
        System.out.println(new ObjectMapper().writeValueAsString(times));
    }

    private static void say(String text) {
        System.out.println(ForkedJava.PROGRESS + text);
        System.out.flush();
    }
}
