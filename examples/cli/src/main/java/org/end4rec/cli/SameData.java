package org.end4rec.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.run.RunData;
import org.jspecify.annotations.Nullable;

/** Whether a log that was read again gives the events and examples of a run. */
final class SameData {
    private SameData() {}

    /** The first difference, such as {@code 560 events, and the run has 550}; null if there is none. */
    static @Nullable String difference(RunData read, RunData ofRun) {
        Histories a = read.histories();
        Histories b = ofRun.histories();
        Split examples = read.split();
        Split ofExamples = ofRun.split();
        for (String counted : Arrays.asList(
                count("users", a.users().size(), b.users().size()),
                count("items", a.items().size(), b.items().size()),
                count("behaviors", a.behaviors().size(), b.behaviors().size()),
                count("events", a.events(), b.events()),
                count(
                        "examples to train on",
                        examples.train().size(),
                        ofExamples.train().size()),
                count(
                        "for validation",
                        examples.validation().size(),
                        ofExamples.validation().size()),
                count("for the test", examples.test().size(), ofExamples.test().size()))) {
            if (counted != null) {
                return counted;
            }
        }
        if (!equal(a.users().ids(), b.users().ids())
                || !equal(a.items().ids(), b.items().ids())
                || !equal(a.behaviors().ids(), b.behaviors().ids())) {
            return "as many users and items as the run, but other ids, or the same ids in another order";
        }
        if (!Arrays.equals(a.offsets(), b.offsets())
                || !Arrays.equals(a.itemColumn(), b.itemColumn())
                || !Arrays.equals(a.behaviorColumn(), b.behaviorColumn())) {
            return "as many events as the run, but other events, or the same events in another order";
        }
        boolean sameExamples = examples.train().equals(ofExamples.train())
                && examples.validation().equals(ofExamples.validation())
                && examples.test().equals(ofExamples.test())
                && Arrays.equals(examples.visible(), ofExamples.visible());
        return sameExamples ? null : "the events of the run, but it makes other examples of them";
    }

    private static @Nullable String count(String what, int read, int ofRun) {
        return read == ofRun ? null : String.format(Locale.ROOT, "%,d %s, and the run has %,d", read, what, ofRun);
    }

    private static boolean equal(List<String> read, List<String> ofRun) {
        for (int i = 0; i < read.size(); i++) {
            if (!read.get(i).equals(ofRun.get(i))) {
                return false;
            }
        }
        return true;
    }
}
