package marginlab.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges;
import marginlab.store.record.StoreChanges.ExperimentChange;
import marginlab.store.record.StoreChanges.ReadPosition;
import marginlab.store.record.TrialState;

/**
 * Finds what has happened since a mark without looking at what has not: a run that moves on has started or been scored
 * since, or was running.
 */
final class ChangeQueries {
    private final StoreAnswers answers;

    ChangeQueries(StoreAnswers answers) {
        this.answers = answers;
    }

    /** @param running ids of the runs that were running when the mark was made */
    StoreChanges since(ReadPosition last, Collection<String> running) throws SQLException {
        List<Long> added = new ArrayList<>();
        List<ReadPosition> marks = answers.list(
                StoreQuestion.MARK,
                row -> {
                    added.add(row.whole(5));
                    return new ReadPosition(row.text(6), row.whole(1), row.number(2), row.number(3), row.whole(4));
                },
                last == ReadPosition.START ? Integer.MAX_VALUE : last.trial());
        ReadPosition now = marks.get(0);
        boolean anew = !now.made().equals(last.made()) || now.trials() != last.trials() + added.get(0);
        List<Run> runs = new RunQueries(answers)
                .outlines(anew ? moved(ReadPosition.START, now, Set.of()) : moved(last, now, running));
        return new StoreChanges(now, anew, runs, measured(runs), experiments());
    }

    /** Those that were already there first, for they keep their places among the others. */
    private Collection<String> moved(ReadPosition last, ReadPosition now, Collection<String> running)
            throws SQLException {
        Set<String> ids = new LinkedHashSet<>(running);
        if (now.outcome() > last.outcome()) {
            ids.addAll(answers.list(StoreQuestion.SCORED_SINCE, row -> row.text(1), last.outcome()));
        }
        List<String> started = answers.list(StoreQuestion.STARTED_SINCE, row -> row.text(1), last.touched());
        started.forEach(ids::remove);
        ids.addAll(started);
        return ids;
    }

    private Map<String, Integer> measured(List<Run> runs) throws SQLException {
        Map<String, Integer> measured = new HashMap<>();
        runs.stream()
                .filter(run -> run.state() == TrialState.RUNNING)
                .forEach(run -> measured.put(run.trial().id(), 0));
        if (!measured.isEmpty()) {
            answers.each(StoreQuestion.MEASURED, row -> measured.put(row.text(1), row.number(2)), (Object)
                    measured.keySet().toArray());
        }
        return measured;
    }

    private List<ExperimentChange> experiments() throws SQLException {
        return answers.list(StoreQuestion.EXPERIMENTS, row -> new ExperimentChange(row.text(1), row.whole(2)));
    }
}
