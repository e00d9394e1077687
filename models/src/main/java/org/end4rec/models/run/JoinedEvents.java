package org.end4rec.models.run;

import java.util.Arrays;
import java.util.Locale;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.data.VocabularyBuilder;
import org.end4rec.models.run.WarmStart.LogForm;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run with the events of another log. Users, items and behaviors of the run keep their numbers; new
 * ones get the next numbers. Immutable.
 *
 * @param histories all events
 * @param form whether the log has later events only, or the events of the run too
 * @param added events that are new
 * @param had events of the log that the run has, or had hidden
 * @param hidden the latter: in a novel split, earlier events on held-out items
 * @param continuing users of the run with new events
 * @param doubtful known users whose events in the log begin with the newest events that the run has, though the log was
 *     taken for later events
 */
record JoinedEvents(Histories histories, LogForm form, int added, int had, int hidden, int continuing, int doubtful) {
    /** A log is later events if at most this share of its known users begins with events of the run. */
    private static final double BY_CHANCE = 0.05;

    /** One equal event of a single user may be chance; of so many users it is not. */
    private static final int ENOUGH_USERS = 3;

    /** @param form null to find out */
    static JoinedEvents of(RunData old, Histories log, @Nullable LogForm form) {
        return new Joining(old, log).join(form);
    }

    /** The comparison of all users of a log with a run. */
    private static final class Joining {
        private final RunData old;
        private final Histories before;
        private final Histories log;
        private final EventMatch match;
        private final Vocabulary users;
        private final Vocabulary items;
        private final Vocabulary behaviors;
        private final int[] userNumbers;
        private final int[] itemNumbers;
        private final int[] behaviorNumbers;

        /** [users of the log + 1] how many events of the log the run has; −1 if the log begins otherwise. */
        private final int[] beginning;

        private int known;
        private int whole;
        private int notWhole;
        private int partly;
        private int firstPartly;

        Joining(RunData old, Histories log) {
            this.old = old;
            before = old.histories();
            this.log = log;
            match = new EventMatch(old);
            userNumbers = new int[log.users().size() + 1];
            itemNumbers = new int[log.items().size() + 1];
            behaviorNumbers = new int[log.behaviors().size() + 1];
            users = extended(before.users(), log.users(), userNumbers);
            items = extended(before.items(), log.items(), itemNumbers);
            behaviors = extended(before.behaviors(), log.behaviors(), behaviorNumbers);
            beginning = new int[userNumbers.length];
            for (int user = 1; user < userNumbers.length; user++) {
                compare(user);
            }
        }

        private static Vocabulary extended(Vocabulary old, Vocabulary more, int[] numbers) {
            VocabularyBuilder all = new VocabularyBuilder();
            for (String id : old.ids()) {
                all.add(id.toCharArray(), 0, id.length());
            }
            int next = old.size();
            for (int number = 1; number < numbers.length; number++) {
                String id = more.id(number);
                numbers[number] = old.number(id);
                if (numbers[number] == 0) {
                    all.add(id.toCharArray(), 0, id.length());
                    numbers[number] = ++next;
                }
            }
            return all.build();
        }

        private int[] items(int user) {
            return Arrays.stream(log.items(user)).map(item -> itemNumbers[item]).toArray();
        }

        private int[] behaviors(int user) {
            return Arrays.stream(log.behaviors(user))
                    .map(behavior -> behaviorNumbers[behavior])
                    .toArray();
        }

        private void compare(int user) {
            int number = userNumbers[user];
            if (number > before.users().size() || log.length(user) == 0 || before.length(number) == 0) {
                return;
            }
            known++;
            int[] userItems = items(user);
            int[] userBehaviors = behaviors(user);
            beginning[user] = match.beginning(number, userItems, userBehaviors);
            if (beginning[user] < 0) {
                notWhole++;
                int overlap = match.overlap(number, userItems, userBehaviors);
                if (EventMatch.isTelling(userItems, userBehaviors, overlap)) {
                    partly++;
                    firstPartly = firstPartly == 0 ? user : firstPartly;
                }
            } else if (EventMatch.isTelling(userItems, userBehaviors, beginning[user])) {
                whole++;
                firstPartly = firstPartly == 0 ? user : firstPartly;
            }
        }

        private LogForm form() {
            boolean allBegin = known > 0 && notWhole == 0;
            if (allBegin && (whole > 0 || known >= ENOUGH_USERS)) {
                return LogForm.WHOLE;
            }
            if (!allBegin && whole + partly <= BY_CHANCE * known) {
                return LogForm.LATER;
            }
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "WarmStart: the log repeats events of the run, but not all of them: of its %,d users that the run"
                            + " knows, %,d begin with the whole history that the run has, and %,d with the newest"
                            + " part of it, such as user '%s'. Give a log that begins after the events of the run, or"
                            + " the whole log so far; or say which it is: later (users really repeat these events)"
                            + " or whole (its histories replace those of the run)",
                    known,
                    whole,
                    partly,
                    log.users().id(firstPartly)));
        }

        JoinedEvents join(@Nullable LogForm wanted) {
            LogForm form = wanted == null ? form() : wanted;
            boolean replaces = form == LogForm.WHOLE;
            int[] numberInLog = new int[users.size() + 1];
            for (int user = 1; user < userNumbers.length; user++) {
                numberInLog[userNumbers[user]] = log.length(user) > 0 ? user : 0;
            }
            int[] offset = offsets(numberInLog, replaces);
            int[] item = new int[offset[offset.length - 1]];
            int[] behavior = new int[item.length];
            int had = 0;
            int hidden = 0;
            int added = 0;
            int continuing = 0;
            for (int user = 1; user < numberInLog.length; user++) {
                int at = offset[user];
                int inLog = numberInLog[user];
                int kept = replaces && inLog > 0 ? 0 : length(user);
                if (kept > 0) {
                    System.arraycopy(before.itemColumn(), before.offsets()[user], item, at, kept);
                    System.arraycopy(before.behaviorColumn(), before.offsets()[user], behavior, at, kept);
                }
                if (inLog > 0) {
                    System.arraycopy(items(inLog), 0, item, at + kept, log.length(inLog));
                    System.arraycopy(behaviors(inLog), 0, behavior, at + kept, log.length(inLog));
                    int equal = replaces ? Math.max(0, beginning[inLog]) : 0;
                    had += equal;
                    hidden += equal > 0 ? equal - length(user) : 0;
                    added += log.length(inLog) - equal;
                    continuing += length(user) > 0 && log.length(inLog) > equal ? 1 : 0;
                }
            }
            Histories all = Histories.of(users, items, behaviors, offset, item, behavior);
            return new JoinedEvents(all, form, added, had, hidden, continuing, replaces ? 0 : whole + partly);
        }

        /** The events that the run has of a user; 0 for a new user. */
        private int length(int user) {
            return user <= before.users().size() ? before.length(user) : 0;
        }

        private int[] offsets(int[] numberInLog, boolean replaces) {
            int[] offset = new int[numberInLog.length + 1];
            for (int user = 1; user < numberInLog.length; user++) {
                int inLog = numberInLog[user];
                int kept = replaces && inLog > 0 ? 0 : length(user);
                offset[user + 1] = Math.addExact(offset[user], kept + (inLog > 0 ? log.length(inLog) : 0));
            }
            return offset;
        }
    }
}
