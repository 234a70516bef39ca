package marginlab.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges;
import marginlab.store.record.TrialState;

/**
 * What a store says is running, while a process lives that would say of its end; without one it is interrupted. A job of a
 * cluster, which has no such process, is as it was when it was last taken in.
 */
final class LivingRuns {
    static final String REASON = "its coordinator is gone";

    private final DatabaseAccess access;

    LivingRuns(DatabaseAccess access) {
        this.access = access;
    }

    List<Run> runs(Supplier<List<Run>> reading) {
        List<Run> runs = reading.get();
        if (runs.stream().noneMatch(LivingRuns::isWatched) || access.isOwned()) {
            return runs;
        }
        // The owner may have written the end and gone since: what it left is read again.
        return reading.get().stream().map(LivingRuns::asLeft).toList();
    }

    StoreChanges news(Supplier<StoreChanges> reading) {
        StoreChanges news = reading.get();
        if (news.runs().stream().noneMatch(LivingRuns::isWatched) || access.isOwned()) {
            return news;
        }
        StoreChanges last = reading.get();
        List<Run> runs = last.runs().stream().map(LivingRuns::asLeft).toList();
        Map<String, Integer> measured = new HashMap<>(last.measured());
        runs.stream()
                .filter(run -> run.state() != TrialState.RUNNING)
                .forEach(run -> measured.remove(run.trial().id()));
        return new StoreChanges(last.mark(), last.anew(), runs, measured, last.experiments());
    }

    /** Of these trials the states, where those that no process watches stay as they are. */
    Map<String, TrialState> states(Supplier<Map<String, TrialState>> reading) {
        Map<String, TrialState> states = reading.get();
        if (!states.containsValue(TrialState.RUNNING) || access.isOwned()) {
            return states;
        }
        Map<String, TrialState> left = new HashMap<>(reading.get());
        left.replaceAll((id, state) -> state == TrialState.RUNNING ? TrialState.INTERRUPTED : state);
        return left;
    }

    private static boolean isWatched(Run run) {
        return run.state() == TrialState.RUNNING && run.provenance().containsKey(Run.PROCESS);
    }

    private static Run asLeft(Run run) {
        return isWatched(run)
                ? new Run(
                        run.trial(),
                        TrialState.INTERRUPTED,
                        REASON,
                        run.attempt(),
                        run.started(),
                        run.seconds(),
                        run.provenance(),
                        run.outcomes())
                : run;
    }
}
