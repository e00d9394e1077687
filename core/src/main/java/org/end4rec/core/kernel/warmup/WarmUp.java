package org.end4rec.core.kernel.warmup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.end4rec.core.kernel.Kernels;

/** Calls kernels in turns until the compiler has made code for each that makes no objects, or time is up. */
public final class WarmUp {
    /** Few, since a call takes some twenty times as long while each vector is an object. */
    private static final int ROWS = 16;

    private static final int CALLS_IN_TURN = 40;

    /** Turns without an object after which a kernel is done: the first may be the end of a compilation. */
    private static final int QUIET_TURNS = 3;

    private WarmUp() {}

    /**
     * The calls that still make objects in the end.
     *
     * @param nanoseconds how long to go on, in processor time of this thread
     */
    public static List<KernelCall> of(Kernels kernels, long nanoseconds) {
        return of(KernelCall.all(kernels, ROWS), nanoseconds);
    }

    static List<KernelCall> of(Collection<KernelCall> calls, long nanoseconds) {
        List<Player> waiting = new ArrayList<>();
        calls.forEach(call -> waiting.add(new Player(call)));
        long start = KernelCall.processorTime();
        while (!waiting.isEmpty() && KernelCall.processorTime() - start < nanoseconds) {
            waiting.removeIf(Player::isDoneAfterTurn);
        }
        return waiting.stream().map(player -> player.call).toList();
    }

    /** The families of calls. */
    public static Set<KernelFamily> families(Collection<KernelCall> calls) {
        return calls.stream()
                .map(KernelCall::family)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(KernelFamily.class)));
    }

    private static final class Player {
        private final KernelCall call;
        private int quiet;

        Player(KernelCall call) {
            this.call = call;
        }

        boolean isDoneAfterTurn() {
            quiet = call.bytes(CALLS_IN_TURN) == 0 ? quiet + 1 : 0;
            return quiet == QUIET_TURNS;
        }
    }
}
