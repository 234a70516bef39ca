package marginlab.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import marginlab.store.Store;
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
    private RunPage page = new RunPage(0, Map.of(), List.of(), Map.of(), List.of());

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
     */
    record RunPage(
            long version,
            Map<String, Run> byId,
            List<Run> newest,
            Map<String, Integer> measured,
            List<ExperimentChange> experiments) {

        /** @param text in the objective or at the start of the id, whatever its case; empty for any, as is the state */
        List<Run> search(String text, String state, int count) {
            String low = text.toLowerCase(Locale.ROOT);
            Predicate<Run> isAskedFor =
                    run -> (state.isEmpty() || run.state().label().equals(state))
                            && (run.trial().objective().toLowerCase(Locale.ROOT).contains(low)
                                    || run.trial().id().startsWith(low));
            return newest.stream().filter(isAskedFor).limit(count).toList();
        }

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

    /** All runs as they are now. */
    synchronized RunPage now() {
        String before = store.stamp();
        if (before.isEmpty() || !before.equals(stamp)) {
            take(store.since(mark, page.measured().keySet()));
            stamp = before;
        }
        return page;
    }

    private void take(StoreChanges news) {
        boolean changed = news.anew()
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
            page = new RunPage(page.version() + 1, Map.copyOf(runs), newest, news.measured(), news.experiments());
        }
    }
}
