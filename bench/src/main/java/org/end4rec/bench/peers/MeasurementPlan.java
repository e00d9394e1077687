package org.end4rec.bench.peers;

/**
 * How a case is measured.
 *
 * @param rounds turns of every contender, unless the budget ends before
 * @param sliceSeconds least length of a turn; 0 is a single call
 * @param callsApart calls of a turn that are timed one by one; 1 unless single answers matter
 * @param warmUpSeconds length of a stretch of warm-up, of which every contender gets two or more
 * @param budgetSeconds length of all rounds together, beyond which only {@link #FEWEST} are made
 */
public record MeasurementPlan(
        int rounds, double sliceSeconds, int callsApart, double warmUpSeconds, double budgetSeconds) {
    /** Rounds that are made in any case. */
    static final int FEWEST = 7;

    /** The plan of a workload, thorough or quick. */
    static MeasurementPlan of(Workload workload, boolean quick) {
        if (workload instanceof Workload.Training) {
            return quick ? new MeasurementPlan(7, 0, 1, 3, 10) : new MeasurementPlan(21, 0, 1, 4, 30);
        }
        if (workload instanceof Workload.Request) {
            return quick ? new MeasurementPlan(15, 0, 10, 0.7, 3) : new MeasurementPlan(50, 0, 20, 2, 20);
        }
        return quick ? new MeasurementPlan(15, 0.010, 1, 0.1, 1.5) : new MeasurementPlan(40, 0.020, 1, 0.2, 6);
    }
}
