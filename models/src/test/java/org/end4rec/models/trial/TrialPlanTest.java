package org.end4rec.models.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialPlanTest {
    @Test
    void theAgendaJudgesTheRestByWhatIsDone() {
        TrialPlan agenda = new TrialPlan();
        agenda.expect("sasrec", 3);
        agenda.expect("end4rec", 2);
        agenda.expect("popularity", 1);
        assertThat(agenda.secondsLeft()).isNaN();
        TrialResult result =
                new TrialResult("sasrec", Map.of(), "x", 0, Map.of(), Map.of(), 1, 1, 1, 0.1, 0, 12, List.of());
        agenda.done(new FinishedTrial(Trial.of("sasrec", TinyExperiment.BASE, Map.of(), 1), "k", result, false));
        assertThat(agenda.done()).isEqualTo(1);
        assertThat(agenda.all()).isEqualTo(6);
        assertThat(agenda.secondsLeft()).isEqualTo(48);
    }
}
