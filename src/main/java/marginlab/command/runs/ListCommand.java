package marginlab.command.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.HeadlineText;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ls}: the runs, newest first. */
@Command(
        name = "ls",
        description = "Lists the runs, newest first.",
        footer = {"", "Example:  ls --limit 20 --json"})
public final class ListCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "shows at most N runs (default: 50)")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ProblemException(new Problem("--limit", String.valueOf(limit), "at least 1"));
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            Listed listed = store.atOnce(this::read);
            List<Run> runs = listed.runs();
            Map<String, List<String>> experiments = listed.experiments();
            if (runs.isEmpty()) {
                context.say(none(context.place().store()));
            }
            if (context.json()) {
                CommandOutput.json(
                        context.out(),
                        runs.stream()
                                .map(run -> RunDescription.brief(run, of(experiments, run)))
                                .toList());
            } else if (!runs.isEmpty()) {
                print(runs, experiments);
            }
        }
        return 0;
    }

    /** What there is to list, and the experiments of each run. */
    private record Listed(List<Run> runs, Map<String, List<String>> experiments) {}

    private Listed read(Store store) {
        List<Run> runs = store.latest(limit);
        return new Listed(
                runs,
                store.experiments(runs.stream().map(run -> run.trial().id()).toList()));
    }

    private static String none(String location) {
        return Store.isThere(location)
                ? "no runs yet in " + location
                : "no store yet at " + location + "; 'run FILE' makes it, 'rebuild' makes it from run folders";
    }

    private void print(List<Run> runs, Map<String, List<String>> experiments) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            rows.add(List.of(
                    run.trial().id(),
                    String.join(",", of(experiments, run)),
                    run.trial().objective(),
                    run.trial().seedText(),
                    run.state().label(),
                    AttemptTime.text(run, Instant.now()),
                    results(run),
                    run.reason()));
        }
        CommandOutput.table(
                context.out(),
                List.of("ID", "EXPERIMENT", "OBJECTIVE", "SEED", "STATE", "TIME", "RESULT %", "REASON"),
                rows);
    }

    private static String results(Run run) {
        return run.outcomes().stream()
                .flatMap(outcome -> HeadlineText.ofSet(outcome).stream())
                .collect(Collectors.joining("  "));
    }

    private static List<String> of(Map<String, List<String>> experiments, Run run) {
        return experiments.getOrDefault(run.trial().id(), List.of());
    }
}
