package marginlab.serve;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import marginlab.report.Report;
import marginlab.report.Sweep;
import marginlab.serve.Ledger.Page;
import marginlab.store.News.Experiment;
import marginlab.store.Run;
import marginlab.store.Store;

/** The tables that pages looked at last, each made anew only when one of its runs has moved on. */
final class Tables {
    private static final int KEPT = 16;

    private final Store store;
    private final Function<String, Path> folders;
    private final Map<String, Made> made = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
            return size() > KEPT;
        }
    };

    Tables(Store store, Function<String, Path> folders) {
        this.store = store;
        this.folders = folders;
    }

    /** A table, and what it was made of. */
    private record Made(Experiment experiment, List<String> members, List<Run> runs, Answer answer) {}

    /**
     * The table of an experiment as far as it is filled; pages that ask together wait for one and the same.
     *
     * @param name empty for the latest
     */
    synchronized Answer of(String name, Page page) {
        Experiment experiment = page.experiments().stream()
                .filter(one -> name.isEmpty() || one.name().equals(name))
                .findFirst()
                .orElse(new Experiment(name, 0));
        Made last = made.get(experiment.name());
        boolean sameMembers = last != null && last.experiment().equals(experiment);
        List<String> members = sameMembers ? last.members() : store.members(experiment.name());
        List<Run> runs = page.runs(members);
        if (sameMembers && last.runs().equals(runs)) {
            return last.answer();
        }
        Made now = new Made(experiment, members, runs, answer(experiment.name(), members, runs));
        made.put(experiment.name(), now);
        return now.answer();
    }

    private Answer answer(String name, List<String> members, List<Run> runs) {
        JsonObject json = Report.table(Sweep.started(name, runs, folders));
        json.addProperty("planned", members.size());
        json.addProperty("started", runs.size());
        return Answer.json(json);
    }
}
