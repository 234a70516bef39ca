package marginlab.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.RunDisagreement;
import marginlab.store.record.RunDisagreement.FigureDifference;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Two folders of one trial, each with a result: the same settings, seed and data should give the same figures. */
final class RunDifference {
    private RunDifference() {}

    /** What a folder says of its trial. */
    private record FolderResult(TrialState state, Map<List<String>, ProtocolOutcome> outcomes) {}

    /** How another folder differs from ours; sets that only one of them has scored tell nothing. */
    static RunDisagreement compare(RunFolder here, RunFolder there) throws IOException {
        FolderResult ours = result(here);
        FolderResult theirs = result(there);
        List<FigureDifference> differences = new ArrayList<>();
        if (ours.state() != theirs.state()) {
            differences.add(new FigureDifference(
                    "", "", "state", ours.state().label(), theirs.state().label()));
        }
        ours.outcomes().forEach((key, outcome) -> {
            ProtocolOutcome other = theirs.outcomes().get(key);
            if (other != null) {
                compare(outcome, other, differences);
            }
        });
        return new RunDisagreement(there.path().toAbsolutePath().normalize().toString(), differences);
    }

    private static void compare(ProtocolOutcome ours, ProtocolOutcome theirs, List<FigureDifference> differences) {
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
            differences.add(new FigureDifference(
                    ours.set(),
                    ours.variant(),
                    "folds",
                    String.valueOf(ours.folds().size()),
                    String.valueOf(theirs.folds().size())));
        }
    }

    private static FigureDifference difference(ProtocolOutcome outcome, String name, double here, double there) {
        return new FigureDifference(
                outcome.set(), outcome.variant(), name, String.valueOf(here), String.valueOf(there));
    }

    /** Of the last attempt that has a result; of figures that were scored twice the first ones, as in the store. */
    private static FolderResult result(RunFolder folder) throws IOException {
        List<TrialEvent> events = JournalTail.whole(folder.journal()).events();
        TrialState state = TrialState.PLANNED;
        int attempt = 0;
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.Ended ended
                    && (ended.state() == TrialState.DONE || ended.state() == TrialState.DIVERGED)) {
                state = ended.state();
                attempt = ended.attempt();
            }
        }
        Map<List<String>, ProtocolOutcome> outcomes = new LinkedHashMap<>();
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.Scored scored && scored.attempt() == attempt) {
                ProtocolOutcome outcome = scored.outcome();
                outcomes.putIfAbsent(List.of(outcome.set(), outcome.variant()), outcome);
            }
        }
        return new FolderResult(state, outcomes);
    }
}
