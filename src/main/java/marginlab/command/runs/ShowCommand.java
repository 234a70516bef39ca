package marginlab.command.runs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.HeadlineText;
import marginlab.command.context.MetricText;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.FormerRuns;
import marginlab.run.code.TrainingCode;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code show ID}: one run with everything that is known of it. */
@Command(
        name = "show",
        description = "Shows one run: settings, results, provenance, training metrics.",
        footer = {"", "Example:  show 4f3a"})
public final class ShowCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "an id, or the start of one")
    private String id;

    @Override
    public Integer call() {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            Run run = store.find(id);
            List<String> experiments = store.experiments(List.of(run.trial().id()))
                    .getOrDefault(run.trial().id(), List.of());
            if (context.json()) {
                CommandOutput.json(context.out(), RunDescription.full(run, experiments));
            } else {
                print(run, experiments, store.metrics(run.trial().id()));
            }
        }
        return 0;
    }

    private void print(Run run, List<String> experiments, List<Metric> metrics) {
        PrintWriter out = context.out();
        out.println(run.trial().objective() + ", seed " + run.trial().seedText() + "  ("
                + run.trial().id() + ")");
        out.println("state        " + run.state().label() + (run.reason().isEmpty() ? "" : ": " + run.reason()));
        out.println("experiment   " + String.join(", ", experiments));
        String time = AttemptTime.text(run, Instant.now());
        out.println(
                "started      " + run.started() + ", attempt " + run.attempt() + (time.isEmpty() ? "" : ", " + time));
        for (ProtocolOutcome outcome : run.outcomes()) {
            out.println();
            out.println(outcome.set() + "  (" + outcome.variant() + ")");
            outcome.metrics().forEach((key, value) -> line(key, MetricText.of(key, value)));
        }
        former(run.trial().id());
        section("settings", run.trial().settings().flat());
        section("data", run.trial().fingerprints());
        section("provenance", run.provenance());
        out.println();
        out.println("training metrics of the last epoch");
        int last = metrics.stream().mapToInt(Metric::epoch).max().orElse(0);
        metrics.stream()
                .filter(metric -> metric.epoch() == last)
                .collect(Collectors.toMap(Metric::key, Metric::value, (old, late) -> late, TreeMap::new))
                .forEach((key, value) -> line(key, MetricText.ofTraining(key, value)));
        out.flush();
    }

    /** What was found before it was trained again. */
    private void former(String id) {
        List<List<TrialEvent>> journals;
        try {
            journals = new FormerRuns(context.place().runs()).journals(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (List<TrialEvent> journal : journals) {
            context.out().println();
            context.out().println("former result");
            for (TrialEvent event : journal) {
                if (event instanceof TrialEvent.Started started) {
                    line("started", started.at().toString());
                    line(TrainingCode.FACT, started.provenance().getOrDefault(TrainingCode.FACT, "unknown"));
                } else if (event instanceof TrialEvent.Scored scored) {
                    HeadlineText.ofSet(scored.outcome()).ifPresent(text -> line("found", text));
                }
            }
        }
    }

    private void section(String title, Map<String, String> facts) {
        context.out().println();
        context.out().println(title);
        facts.forEach(this::line);
    }

    private void line(String name, String text) {
        context.out().println(String.format(Locale.ROOT, "  %-24s %s", name, text));
    }
}
