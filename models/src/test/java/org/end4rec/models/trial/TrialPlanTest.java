package org.end4rec.models.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialPlanTest {
    @Test
    void theAgendaJudgesTheRestByWhatIsDone() {
        TrialPlan plan = new TrialPlan();
        plan.expect("sasrec", 3);
        plan.expect("end4rec", 2);
        plan.expect("popularity", 1);
        assertThat(plan.secondsLeft()).isNaN();
        TrialResult result =
                new TrialResult("sasrec", Map.of(), "x", 0, Map.of(), Map.of(), 1, 1, 1, 0.1, 0, 12, List.of());
        plan.done(new FinishedTrial(Trial.of("sasrec", TinyExperiment.BASE, Map.of(), 1), "k", result, false));
        assertThat(plan.done()).isEqualTo(1);
        assertThat(plan.all()).isEqualTo(6);
        assertThat(plan.secondsLeft()).isEqualTo(48);
    }
}
