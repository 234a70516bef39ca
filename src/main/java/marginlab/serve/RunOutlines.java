package marginlab.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import marginlab.store.Store;
import marginlab.store.query.RunRecord;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges;
import marginlab.store.record.StoreChanges.ExperimentChange;
import marginlab.store.record.StoreChanges.ReadPosition;
import marginlab.store.record.TrialState;

/** The outlines of all runs in memory, to which only what has happened since is added before each answer. */
final class RunOutlines {
    private final Store store;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private ReadPosition mark = ReadPosition.START;
    private String stamp = "";
    private RunPage page = new RunPage(0, Map.of(), List.of(), Map.of(), List.of(), SaidOfRuns.NOTHING, List.of());

    RunOutlines(Store store) {
        this.store = store;
    }

    /**
     * All runs at one moment.
     *
     * @param version grows whenever a run starts, moves on or ends
     * @param byId every run
     * @param newest the same, those that started last first
     * @param measured how many rows of figures each run has that is running, by id
     * @param experiments the latest first
     * @param said what people said of them
     * @param records the runs, the newest first, with what people said of each
     */
    record RunPage(
            long version,
            Map<String, Run> byId,
            List<Run> newest,
            Map<String, Integer> measured,
            List<ExperimentChange> experiments,
            SaidOfRuns said,
            List<RunRecord> records) {

        Map<TrialState, Long> counts() {
            return newest.stream()
                    .collect(Collectors.groupingBy(
                            Run::state, () -> new EnumMap<>(TrialState.class), Collectors.counting()));
        }

        /** Those of some trials that have started. */
        List<Run> runs(List<String> ids) {
            return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
        }
    }

    /**
     * What people said of runs, by id.
     *
     * @param experiments that a trial belongs to, whether it has started or not
     */
    record SaidOfRuns(
            Map<String, List<String>> experiments, Map<String, List<String>> tags, Map<String, String> notes) {
        private static final SaidOfRuns NOTHING = new SaidOfRuns(Map.of(), Map.of(), Map.of());
    }

    /** What is read at once. */
    private record ReadChanges(StoreChanges changes, SaidOfRuns said) {}

    /** All runs as they are now. */
    synchronized RunPage now() {
        String before = store.stamp();
        if (before.isEmpty() || !before.equals(stamp)) {
            ReadChanges news = store.atOnce(this::read);
            take(news.changes(), news.said());
            stamp = before;
        }
        return page;
    }

    /** Which trials an experiment names is asked only when one was kept since. */
    private ReadChanges read(Store reading) {
        StoreChanges changes = reading.since(mark, page.measured().keySet());
        boolean sameExperiments = !changes.anew() && changes.experiments().equals(page.experiments());
        Map<String, List<String>> experiments = sameExperiments ? page.said().experiments() : reading.memberships();
        return new ReadChanges(changes, new SaidOfRuns(experiments, reading.tags(), reading.notes()));
    }

    private void take(StoreChanges news, SaidOfRuns said) {
        boolean changed = news.anew()
                || !said.equals(page.said())
                || !news.measured().equals(page.measured())
                || !news.experiments().equals(page.experiments());
        if (news.anew()) {
            runs.clear();
        }
        for (Run run : news.runs()) {
            Run known = runs.get(run.trial().id());
            if (!run.equals(known)) {
                changed = true;
                if (known == null || run.attempt() != known.attempt()) {
                    // It started after all others, and stands at the end.
                    runs.remove(run.trial().id());
                }
                runs.put(run.trial().id(), run);
            }
        }
        mark = news.mark();
        if (changed) {
            List<Run> newest = new ArrayList<>(runs.values());
            Collections.reverse(newest);
            page = new RunPage(
                    page.version() + 1,
                    Map.copyOf(runs),
                    newest,
                    news.measured(),
                    news.experiments(),
                    said,
                    RunRecord.of(newest, said.experiments(), said.tags(), said.notes()));
        }
    }
}
