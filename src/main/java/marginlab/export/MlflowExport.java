package marginlab.export;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.export.MlflowMessage.CreateExperiment;
import marginlab.export.MlflowMessage.CreateRun;
import marginlab.export.MlflowMessage.CreatedRun;
import marginlab.export.MlflowMessage.Done;
import marginlab.export.MlflowMessage.FoundExperiment;
import marginlab.export.MlflowMessage.FoundRun;
import marginlab.export.MlflowMessage.FoundRuns;
import marginlab.export.MlflowMessage.LogBatch;
import marginlab.export.MlflowMessage.MlflowExperiment;
import marginlab.export.MlflowMessage.MlflowMetric;
import marginlab.export.MlflowMessage.MlflowParameter;
import marginlab.export.MlflowMessage.SearchRuns;
import marginlab.export.MlflowMessage.UpdateRun;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Runs of one experiment on an MLflow server. A run is known there by a tag with its id, and another tag says what was sent of
 * it: each figure is sent once, with the time of its step, also of a run at work that is sent now and then.
 */
public final class MlflowExport {
    private static final String ID = "marginlab.id";
    /** How the run stood when it was sent. */
    private static final String WHOLE = "marginlab.whole";
    /** What was sent, in parts that a tag can hold. */
    private static final String SENT = "marginlab.sent";

    private static final int LONGEST_TAG = 4500;
    /** The interface takes 1,000 things in all; the tags go with them. */
    private static final int MOST_METRICS = 900;

    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_NAME = 250;

    private final MlflowServer server;
    private final String experiment;

    private MlflowExport(MlflowServer server, String experiment) {
        this.server = server;
        this.experiment = experiment;
    }

    /** The experiment of that name, made where there is none. */
    public static MlflowExport into(MlflowServer server, String name) throws IOException {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Optional<MlflowExperiment> known =
                server.find(query, FoundExperiment.class).map(FoundExperiment::experiment);
        if (known.isPresent()) {
            String id = known.get().id();
            if ("deleted".equals(known.get().stage())) {
                throw new ProblemException(new Problem(
                        server.place(),
                        "the experiment '" + name + "', which was deleted there",
                        "one that is active",
                        "Restore it ('mlflow experiments restore --experiment-id " + id
                                + "') or remove it for good ('mlflow gc --experiment-ids " + id
                                + "'), then export again"));
            }
            return new MlflowExport(server, id);
        }
        return new MlflowExport(
                server,
                server.post("experiments/create", new CreateExperiment(name), MlflowExperiment.class)
                        .id());
    }

    /** Sends of a run what is new; false where that is nothing. */
    public boolean send(Run run, List<Metric> metrics, StepMoments moments) throws IOException {
        Optional<FoundRun> known = find(run);
        Map<String, String> tags = known.map(MlflowExport::tags).orElse(Map.of());
        boolean isAsBefore = stamp(run).equals(tags.get(WHOLE));
        if (isAsBefore && !tags.containsKey(SENT)) {
            // Sent whole by a version that kept no account of it.
            return false;
        }
        SentFigures sent = SentFigures.read(joined(tags));
        List<ExportedFigure> news = ExportedFigure.of(run, metrics, moments).stream()
                .filter(figure -> !sent.has(figure))
                .sorted(Comparator.comparingLong(ExportedFigure::step))
                .toList();
        if (isAsBefore && news.isEmpty()) {
            return false;
        }
        String id = known.isPresent() ? known.get().info().id() : create(run);
        if (!tags.containsKey(SENT)) {
            parameters(id, run);
        }
        figures(id, news, sent);
        if (!isAsBefore) {
            state(id, run);
        }
        return true;
    }

    private void parameters(String id, Run run) throws IOException {
        List<MlflowParameter> all = parameters(run);
        for (int from = 0; from < all.size(); from += MOST_PARAMETERS) {
            log(LogBatch.parameters(id, all.subList(from, Math.min(all.size(), from + MOST_PARAMETERS))));
        }
    }

    private void log(LogBatch batch) throws IOException {
        server.post("runs/log-batch", batch, Done.class);
    }

    /** In batches, each with the account of what was sent up to it. */
    private void figures(String id, List<ExportedFigure> news, SentFigures sent) throws IOException {
        for (int from = 0; from == 0 || from < news.size(); from += MOST_METRICS) {
            List<MlflowMetric> some = new ArrayList<>();
            for (ExportedFigure figure : news.subList(from, Math.min(news.size(), from + MOST_METRICS))) {
                some.add(new MlflowMetric(
                        key(figure.key()), figure.value(), figure.at().toEpochMilli(), figure.step()));
                sent.add(figure);
            }
            log(LogBatch.figures(id, some, account(sent.toString())));
        }
    }

    private static List<MlflowParameter> account(String text) {
        List<MlflowParameter> tags = new ArrayList<>();
        for (int from = 0, part = 1; from == 0 || from < text.length(); from += LONGEST_TAG, part++) {
            String some = text.substring(from, Math.min(text.length(), from + LONGEST_TAG));
            tags.add(new MlflowParameter(part == 1 ? SENT : SENT + "." + part, some));
        }
        return tags;
    }

    private static String joined(Map<String, String> tags) {
        StringBuilder text = new StringBuilder(tags.getOrDefault(SENT, ""));
        for (int part = 2; tags.containsKey(SENT + "." + part); part++) {
            text.append(tags.get(SENT + "." + part));
        }
        return text.toString();
    }

    private void state(String id, Run run) throws IOException {
        Optional<Long> end = run.state() == TrialState.RUNNING
                ? Optional.empty()
                : Optional.of(run.started().toEpochMilli() + Math.round(1000 * run.seconds()));
        server.post("runs/update", new UpdateRun(id, status(run.state()), end), Done.class);
        log(LogBatch.tags(id, List.of(new MlflowParameter(WHOLE, stamp(run)))));
    }

    private Optional<FoundRun> find(Run run) throws IOException {
        String filter = "tags.`" + ID + "` = '" + run.trial().id() + "'";
        List<FoundRun> runs = server.post(
                        "runs/search", new SearchRuns(List.of(experiment), filter, 1), FoundRuns.class)
                .runs();
        return runs == null ? Optional.empty() : runs.stream().findFirst();
    }

    private String create(Run run) throws IOException {
        List<MlflowParameter> tags =
                new ArrayList<>(List.of(new MlflowParameter(ID, run.trial().id())));
        run.provenance()
                .forEach((name, value) ->
                        tags.add(new MlflowParameter("marginlab." + key(name), cut(value, LONGEST_VALUE))));
        String name = cut(run.trial().objective() + ", seed " + run.trial().seedText(), LONGEST_NAME);
        return server.post(
                        "runs/create",
                        new CreateRun(experiment, name, run.started().toEpochMilli(), tags),
                        CreatedRun.class)
                .run()
                .info()
                .id();
    }

    private static Map<String, String> tags(FoundRun run) {
        Map<String, String> tags = new HashMap<>();
        if (run.data() != null && run.data().tags() != null) {
            run.data().tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        return tags;
    }

    /** Another attempt, or another end of it, is told the server. */
    private static String stamp(Run run) {
        return run.attempt() + " " + run.state().label();
    }

    private static List<MlflowParameter> parameters(Run run) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("objective", run.trial().objective());
        all.put("seed", String.valueOf(run.trial().seed()));
        all.put("repeat", String.valueOf(run.trial().repeat()));
        all.putAll(run.trial().settings().flat());
        run.trial().fingerprints().forEach((name, print) -> all.put("data." + name, print));
        List<MlflowParameter> parameters = new ArrayList<>();
        all.forEach((name, value) -> parameters.add(new MlflowParameter(key(name), cut(value, LONGEST_VALUE))));
        return parameters;
    }

    /** Names may have letters, digits and {@code _ - . / } there: {@code tar@far=1e-3} is {@code tar_far_1e-3}. */
    private static String key(String name) {
        return cut(name.replaceAll("[^A-Za-z0-9_./ -]", "_"), LONGEST_NAME);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    private static String status(TrialState state) {
        return switch (state) {
            case DONE -> "FINISHED";
            case RUNNING -> "RUNNING";
            case PLANNED -> "SCHEDULED";
            case INTERRUPTED -> "KILLED";
            default -> "FAILED";
        };
    }
}
