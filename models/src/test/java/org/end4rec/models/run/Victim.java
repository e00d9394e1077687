package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingListener;

/**
 * The main class of a Java virtual machine that trains a run until it is ended from outside, or ends itself at a step.
 */
public final class Victim {
    static final int HALTED = 9;

    private Victim() {}

    /** Arguments: the folder, and the number of the step of writing at which the machine halts, or −1. */
    public static void main(String[] arguments) throws IOException {
        int haltAt = Integer.parseInt(arguments[1]);
        CountedSteps steps = new CountedSteps(haltAt, () -> Runtime.getRuntime().halt(HALTED));
        RunFolder run = RunFolder.open(Path.of(arguments[0])).withSteps(steps);
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                System.out.println("saved");
                System.out.flush();
            }
        });
    }
}
