package marginlab.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.store.Disagreement;
import marginlab.store.Disagreement.Difference;
import marginlab.store.Event;
import marginlab.store.State;
import marginlab.verify.Outcome;

/** Two folders of one trial, each with a result: the same settings, seed and data should give the same figures. */
final class TwoRuns {
    private TwoRuns() {}

    /** What a folder says of its trial. */
    private record Result(State state, Map<List<String>, Outcome> outcomes) {}

    /** How another folder differs from ours; sets that only one of them has scored tell nothing. */
    static Disagreement compare(RunFolder here, RunFolder there) throws IOException {
        Result ours = result(here);
        Result theirs = result(there);
        List<Difference> differences = new ArrayList<>();
        if (ours.state() != theirs.state()) {
            differences.add(new Difference(
                    "", "", "state", ours.state().label(), theirs.state().label()));
        }
        ours.outcomes().forEach((key, outcome) -> {
            Outcome other = theirs.outcomes().get(key);
            if (other != null) {
                compare(outcome, other, differences);
            }
        });
        return new Disagreement(there.path().toAbsolutePath().normalize().toString(), differences);
    }

    private static void compare(Outcome ours, Outcome theirs, List<Difference> differences) {
        ours.metrics().forEach((name, value) -> {
            Double other = theirs.metrics().get(name);
            if (other != null && Double.compare(value, other) != 0) {
                differences.add(difference(ours, name, value, other));
            }
        });
        if (ours.folds().size() == theirs.folds().size()) {
            for (int fold = 0; fold < ours.folds().size(); fold++) {
                if (Double.compare(ours.folds().get(fold), theirs.folds().get(fold)) != 0) {
                    differences.add(difference(
                            ours,
                            "fold " + (fold + 1),
                            ours.folds().get(fold),
                            theirs.folds().get(fold)));
                }
            }
        } else {
            differences.add(new Difference(
                    ours.set(),
                    ours.variant(),
                    "folds",
                    String.valueOf(ours.folds().size()),
                    String.valueOf(theirs.folds().size())));
        }
    }

    private static Difference difference(Outcome outcome, String name, double here, double there) {
        return new Difference(outcome.set(), outcome.variant(), name, String.valueOf(here), String.valueOf(there));
    }

    /** Of the last attempt that has a result; of figures that were scored twice the first ones, as in the store. */
    private static Result result(RunFolder folder) throws IOException {
        List<Event> events = JournalTail.whole(folder.journal()).events();
        State state = State.PLANNED;
        int attempt = 0;
        for (Event event : events) {
            if (event instanceof Event.Ended ended
                    && (ended.state() == State.DONE || ended.state() == State.DIVERGED)) {
                state = ended.state();
                attempt = ended.attempt();
            }
        }
        Map<List<String>, Outcome> outcomes = new LinkedHashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Scored scored && scored.attempt() == attempt) {
                Outcome outcome = scored.outcome();
                outcomes.putIfAbsent(List.of(outcome.set(), outcome.variant()), outcome);
            }
        }
        return new Result(state, outcomes);
    }
}
