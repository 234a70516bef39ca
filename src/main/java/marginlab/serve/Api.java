package marginlab.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import marginlab.report.Report;
import marginlab.report.SideBySide;
import marginlab.report.Sweep;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.store.Store;

/** What the page asks for, as JSON. */
final class Api {
    private static final int LISTED = 100;
    private static final int WATCHED = 50;
    private static final int RUNNING = 8;
    private static final int COMPARED = 8;
    private static final int LOG_BYTES = 64 * 1024;

    private final Store store;
    private final Function<String, Path> folders;
    private Tabled tabled;

    Api(Store store, Function<String, Path> folders) {
        this.store = store;
        this.folders = folders;
    }

    /** Changes whenever a run starts, moves on or ends. */
    String fingerprint() {
        return store.pulse(WATCHED);
    }

    /** The newest runs that are asked for, how many there are in each state, those that train, and the experiments. */
    JsonObject runs(String text, String state) {
        return store.atOnce(reading -> runs(reading, text, state));
    }

    private static JsonObject runs(Store store, String text, String state) {
        JsonArray runs = new JsonArray();
        store.search(text, state, LISTED).forEach(run -> runs.add(RunJson.summary(run)));
        JsonObject counts = new JsonObject();
        store.counts().forEach((one, count) -> counts.addProperty(one.label(), count));
        JsonArray running = new JsonArray();
        store.search("", State.RUNNING.label(), RUNNING)
                .forEach(run -> running.add(
                        RunJson.running(run, store.metrics(run.trial().id()))));
        JsonArray experiments = new JsonArray();
        store.experiments().forEach(experiments::add);
        JsonObject json = new JsonObject();
        json.add("runs", runs);
        json.add("counts", counts);
        json.add("running", running);
        json.add("experiments", experiments);
        return json;
    }

    /** Makes the table that a page asks for first, so that of thousands of runs it is there when the page is. */
    void prepare() {
        store.experiments().stream().findFirst().ifPresent(this::experiment);
    }

    /** The table of an experiment as far as it is filled; pages that ask together wait for one and the same. */
    synchronized JsonObject experiment(String name) {
        tabled = store.atOnce(reading -> tabled(reading, name, tabled));
        return tabled.json();
    }

    private Tabled tabled(Store store, String name, Tabled last) {
        List<String> ids = store.members(name);
        List<Object> state = List.of(name, ids, store.pulse(WATCHED));
        if (last != null && last.state().equals(state)) {
            return last;
        }
        List<Run> runs = store.outlines(ids);
        JsonObject json = Report.table(Sweep.started(name, runs, folders));
        json.addProperty("planned", ids.size());
        json.addProperty("started", runs.size());
        return new Tabled(state, json);
    }

    /** A table, and what it was made of; of thousands of runs it takes a while. */
    private record Tabled(List<Object> state, JsonObject json) {}

    /** One run with its curves and the end of its log. */
    JsonObject run(String id) throws IOException {
        Run run = store.find(id);
        JsonObject json = RunJson.whole(run, store.metrics(run.trial().id()));
        json.addProperty("log", log(run.trial().id()));
        return json;
    }

    /** Up to eight runs side by side. */
    JsonArray compare(String ids, boolean onlyChanged) {
        List<Run> runs = Arrays.stream(ids.split(","))
                .filter(id -> !id.isBlank())
                .limit(COMPARED)
                .map(store::find)
                .toList();
        return runs.isEmpty()
                ? new JsonArray()
                : SideBySide.of(runs, onlyChanged).json();
    }

    private String log(String id) throws IOException {
        Path file = folders.apply(id).resolve("log.txt");
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(LOG_BYTES, log.length())];
            log.seek(log.length() - end.length);
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        }
    }
}
