package marginlab.command.runs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.HeadlineText;
import marginlab.command.context.MetricText;
import marginlab.pipeline.StoredResults;
import marginlab.progress.DisplayWidth;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.FormerRuns;
import marginlab.run.code.TrainingCode;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.query.RunRecord;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show ID}: one run with everything that is known of it. */
@Command(
        name = "show",
        description = "Shows one run: settings, results, provenance, training metrics.",
        footer = {"", "Example:  show 4f3a", "          show 4f3a --all"})
public final class ShowCommand implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "the id of a run, or a prefix of it")
    private String id;

    @Option(names = "--all", description = "shows the settings that are at their defaults too")
    private boolean all;

    @Override
    public Integer call() {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            RunRecord record = RunRecord.of(store, List.of(store.find(id))).get(0);
            if (context.json()) {
                CommandOutput.json(context.out(), RunDescription.full(record));
            } else {
                print(record, store);
            }
        }
        return 0;
    }

    private void print(RunRecord record, Store store) {
        Run run = record.run();
        List<Metric> metrics = store.metrics(record.id());
        PrintWriter out = context.out();
        context.tell(run.trial().objective() + ", seed " + run.trial().seedText() + "  ("
                + run.trial().id() + ")");
        fact("state", run.state().label() + (run.reason().isEmpty() ? "" : ": " + run.reason()));
        fact("experiment", String.join(", ", record.experiments()));
        if (!record.tags().isEmpty()) {
            fact("tags", String.join(", ", record.tags()));
        }
        if (!record.note().isEmpty()) {
            fact("note", record.note());
        }
        record.experiments().stream()
                .map(name -> StoredResults.command(name, store))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(command ->
                        fact("command", command + " --only '" + run.trial().objective() + "'"));
        String time = AttemptTime.text(run, Instant.now());
        fact("started", moment(run.started()) + ", attempt " + run.attempt() + (time.isEmpty() ? "" : ", " + time));
        for (ProtocolOutcome outcome : run.outcomes()) {
            out.println();
            context.tell(outcome.set() + "  (" + outcome.variant() + ")"
                    + (HeadlineText.isAtChance(outcome) ? ": at chance level" : ""));
            outcome.metrics().forEach((key, value) -> line(key, MetricText.of(key, value)));
        }
        former(run.trial().id());
        Map<String, String> chosen = ChosenSettings.of(run.trial().settings());
        section("settings that differ from the defaults", chosen);
        if (all) {
            Map<String, String> others = new TreeMap<>(run.trial().settings().flat());
            others.keySet().removeAll(chosen.keySet());
            section("settings at their defaults", others);
        } else {
            context.tell("  (--all shows the " + (run.trial().settings().flat().size() - chosen.size()) + " others)");
        }
        section("data", run.trial().fingerprints());
        section("provenance", run.provenance());
        if (run.trial().settings().isTraining()) {
            out.println();
            context.tell("training metrics by epoch (bars from the lowest to the highest)");
            boolean isPlain = "dumb".equals(System.getenv("TERM"));
            MetricBars.of(metrics, isPlain, context.width()).forEach(out::println);
        }
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
                    line("started", moment(started.at()));
                    line(TrainingCode.FACT, started.provenance().getOrDefault(TrainingCode.FACT, "unknown"));
                } else if (event instanceof TrialEvent.Scored scored) {
                    HeadlineText.ofSet(scored.outcome()).ifPresent(text -> line("found", text));
                }
            }
        }
    }

    /** As {@code ls} shows it, by the clock of this machine; {@code --json} has the instant. */
    private static String moment(Instant instant) {
        return MOMENT.format(instant.atZone(ZoneId.systemDefault()));
    }

    private void section(String title, Map<String, String> facts) {
        context.out().println();
        context.out().println(title);
        facts.forEach(this::line);
    }

    private void fact(String name, String text) {
        indented(String.format(Locale.ROOT, "%-12s ", name), text);
    }

    private void line(String name, String text) {
        indented(String.format(Locale.ROOT, "  %-24s ", name), text);
    }

    /** A text that is wider than the terminal goes on under itself; a word that is, is cut. */
    private void indented(String name, String text) {
        int room = context.width() > 2 * name.length() ? context.width() - name.length() : Integer.MAX_VALUE;
        String start = name;
        for (String part : DisplayWidth.wrapped(text, room)) {
            context.out().println(start + DisplayWidth.cut(part, room));
            start = " ".repeat(name.length());
        }
    }
}
