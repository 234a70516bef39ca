package marginlab.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a store says is running, while a process lives that would say of its end; without one it is interrupted. A job of a
 * cluster, which has no such process, is as it was when it was last taken in.
 */
final class Living {
    static final String REASON = "its coordinator is gone";

    private final Access access;

    Living(Access access) {
        this.access = access;
    }

    List<Run> runs(Supplier<List<Run>> reading) {
        List<Run> runs = reading.get();
        if (runs.stream().noneMatch(Living::isWatched) || access.isOwned()) {
            return runs;
        }
        // The owner may have written the end and gone since: what it left is read again.
        return reading.get().stream().map(Living::asLeft).toList();
    }

    News news(Supplier<News> reading) {
        News news = reading.get();
        if (news.runs().stream().noneMatch(Living::isWatched) || access.isOwned()) {
            return news;
        }
        News last = reading.get();
        List<Run> runs = last.runs().stream().map(Living::asLeft).toList();
        Map<String, Integer> measured = new HashMap<>(last.measured());
        runs.stream()
                .filter(run -> run.state() != State.RUNNING)
                .forEach(run -> measured.remove(run.trial().id()));
        return new News(last.mark(), last.anew(), runs, measured, last.experiments());
    }

    /** Of these trials the states, where those that no process watches stay as they are. */
    Map<String, State> states(Supplier<Map<String, State>> reading) {
        Map<String, State> states = reading.get();
        if (!states.containsValue(State.RUNNING) || access.isOwned()) {
            return states;
        }
        Map<String, State> left = new HashMap<>(reading.get());
        left.replaceAll((id, state) -> state == State.RUNNING ? State.INTERRUPTED : state);
        return left;
    }

    private static boolean isWatched(Run run) {
        return run.state() == State.RUNNING && run.provenance().containsKey(Run.PROCESS);
    }

    private static Run asLeft(Run run) {
        return isWatched(run)
                ? new Run(
                        run.trial(),
                        State.INTERRUPTED,
                        REASON,
                        run.attempt(),
                        run.started(),
                        run.seconds(),
                        run.provenance(),
                        run.outcomes())
                : run;
    }
}
