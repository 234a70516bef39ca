package marginlab.command.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.experiment.ExcludedRow;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.setting.FirstWeights;
import marginlab.pipeline.KnownTrials;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import marginlab.plan.PlanJson;
import marginlab.plan.PlannedTrial;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.progress.DurationText;
import marginlab.run.ReusableRuns;
import marginlab.run.code.TrainedCode;
import marginlab.run.coordinate.TimeForecast;
import marginlab.stats.DesignPower;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan FILE}: every trial before anything runs. */
@Command(
        name = "plan",
        description =
                "Shows every trial before anything runs: new or done, and what is excluded and why. A trial's id depends on the content of its data, so there is none until 'run' has drawn the synthetic faces.",
        footer = {
            "",
            "Example:  plan experiments/quickstart.yaml",
            "          plan experiments/quickstart.yaml --power --difference 1 --pilot example"
        })
public final class PlanCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Mixin
    private ExperimentOptions selection;

    @Mixin
    private PowerOptions power;

    @Override
    public Integer call() throws IOException {
        power.check();
        Pipeline pipeline = context.pipeline();
        Plan plan;
        try {
            List<String> toBeMade = selection.toBeMade(pipeline);
            if (!toBeMade.isEmpty()) {
                List<DesignPower> found = power.isAsked() ? forecast(selection.experiment(pipeline)) : List.of();
                checkBeforeDrawing(pipeline);
                printWithoutIds(pipeline, toBeMade, found);
                return 0;
            }
            plan = selection.plan(pipeline);
        } catch (ProblemException problems) {
            if (!context.json()) {
                printWithoutIds(pipeline, List.of(), List.of());
            }
            throw problems;
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            Optional<KnownTrials> known = Optional.empty();
            if (plan.experiment().until().isPresent() || plan.search().isPresent()) {
                known = Optional.of(pipeline.runner().known(plan, selection.scope(pipeline), store));
                plan = known.get().plan();
            }
            List<Trial> trials = plan.trials();
            Map<String, TrialState> states =
                    store.states(trials.stream().map(Trial::id).toList());
            Map<String, Trial> trained = new ReusableRuns(context.place().runs(), store).find(trials);
            List<Trial> left = trials.stream()
                    .filter(trial -> states.get(trial.id()) != TrialState.DONE && !trained.containsKey(trial.id()))
                    .toList();
            TrainedCode code =
                    TrainedCode.of(store.runs(trials.stream().map(Trial::id).toList()));
            TimeForecast forecast = new TimeForecast(store);
            OptionalDouble seconds = forecast.seconds(left);
            try {
                pipeline.runner().check(plan, left);
            } catch (ProblemException problems) {
                if (!context.json()) {
                    print(plan, states, code, trained, seconds, List.of());
                    printThatNoneCanRun();
                }
                throw problems;
            }
            List<DesignPower> found = power.isAsked() ? forecast(plan.experiment()) : List.of();
            Optional<PlanJson.Search> search = plan.search().map(rows -> SearchForecast.of(rows, forecast::seconds));
            if (context.json()) {
                json(
                        plan.experiment(),
                        search,
                        PlanJson.of(plan, trial -> state(states, trial), trained, seconds)
                                .withCode(code::label),
                        found);
            } else {
                print(plan, states, code, trained, seconds, pipeline.planner().doubts(plan));
                printRounds(plan.experiment());
                printSearch(plan.experiment(), search);
                known.ifPresent(rounds -> printRound(rounds, states));
                context.out().flush();
                PowerOptions.print(context, found);
            }
        }
        return 0;
    }

    /** Which round is open, once something has been trained for it. */
    private void printRound(KnownTrials known, Map<String, TrialState> states) {
        if (known.plan().trials().stream().anyMatch(trial -> states.get(trial.id()) == TrialState.DONE)) {
            known.round().ifPresent(context::tell);
        }
        known.notes().forEach(context::tell);
    }

    private void json(
            Experiment experiment, Optional<PlanJson.Search> search, PlanJson document, List<DesignPower> found) {
        PlanJson seeds = experiment.until().isEmpty() ? document : document.with(rounds(experiment));
        PlanJson whole = search.map(seeds::with).orElse(seeds);
        CommandOutput.json(context.out(), found.isEmpty() ? whole : whole.with(found));
    }

    private PlanJson.Rounds rounds(Experiment experiment) {
        return RoundsForecast.of(experiment, selection.rows(experiment).size(), power.noise(context, experiment));
    }

    /** How many seeds there may be where they come in rounds, and what they cannot decide. */
    private void printRounds(Experiment experiment) {
        if (experiment.until().isPresent()) {
            RoundsForecast.lines(experiment, rounds(experiment)).forEach(context::tell);
        }
    }

    /** What is searched before the seeds, and what it costs. */
    private void printSearch(Experiment experiment, Optional<PlanJson.Search> search) {
        search.ifPresent(rows -> SearchForecast.lines(
                        rows,
                        experiment.seeds().size() * experiment.repeat(),
                        rows.rows().size())
                .forEach(context::tell));
    }

    private List<DesignPower> forecast(Experiment experiment) {
        return power.forecast(context, experiment, selection.rows(experiment).size(), selection.file());
    }

    /** What of the numbers that the catalog promises cannot be trained on is told before anything is drawn. */
    private void checkBeforeDrawing(Pipeline pipeline) {
        Experiment experiment = selection.experiment(pipeline);
        Set<String> rows =
                selection.rows(experiment).stream().map(ExperimentRow::label).collect(Collectors.toSet());
        Plan plan = undrawn(experiment);
        pipeline.runner()
                .check(
                        plan,
                        plan.planned().stream()
                                .filter(planned -> rows.contains(planned.label()))
                                .map(PlannedTrial::trial)
                                .toList());
    }

    /** The plan of an experiment whose data are not there, with ids that mean nothing. */
    private static Plan undrawn(Experiment experiment) {
        Map<String, String> undrawn = new HashMap<>();
        experiment.mentions().forEach(mention -> undrawn.put(mention.name(), ""));
        experiment.networks().forEach(network -> undrawn.put(Trial.networkKey(network.name()), ""));
        experiment.rows().stream()
                .map(row -> row.settings().firstWeights())
                .filter(FirstWeights::isFile)
                .forEach(weights -> undrawn.put(weights.file(), ""));
        return Plan.of(experiment, undrawn);
    }

    /** Where data are not there yet, what would run can be told all the same; ids come of the content of the data. */
    private void printWithoutIds(Pipeline pipeline, List<String> toBeMade, List<DesignPower> found) {
        try {
            Experiment experiment = selection.experiment(pipeline);
            List<ExperimentRow> rows = selection.rows(experiment);
            Optional<PlanJson.Search> search = undrawn(experiment)
                    .only(rows.stream().map(ExperimentRow::label).toList())
                    .search()
                    .map(searched -> SearchForecast.of(searched, trial -> OptionalDouble.empty()));
            if (context.json()) {
                json(
                        experiment,
                        search,
                        PlanJson.withoutIds(experiment, rows, selection.networks(experiment), toBeMade),
                        found);
                return;
            }
            List<List<String>> trials = new ArrayList<>();
            for (ExperimentRow row : rows) {
                for (long seed : experiment.seeds()) {
                    trials.addAll(Collections.nCopies(experiment.repeat(), List.of(String.valueOf(seed), row.label())));
                }
            }
            selection.networks(experiment).forEach(network -> trials.add(List.of(Trial.NO_SEED_TEXT, network.name())));
            context.table(List.of("SEED", "ROW"), trials);
            printExcluded(experiment.excluded());
            warn(experiment);
            context.tell(trials(trials.size()) + "; their ids follow once the data are there");
            printRounds(experiment);
            printSearch(experiment, search);
            if (toBeMade.isEmpty()) {
                printThatNoneCanRun();
            } else {
                context.tell("will be drawn when it runs: " + String.join(", ", toBeMade));
                PowerOptions.print(context, found);
                context.out().flush();
            }
        } catch (ProblemException alsoWrong) {
            // The file itself has problems: they are among those that are told.
        }
    }

    /** What would run is worth knowing, but must not be taken for what will. */
    private void printThatNoneCanRun() {
        context.tell("none of them can run until these problems are fixed:");
        context.out().flush();
    }

    private void printExcluded(List<ExcludedRow> rows) {
        for (ExcludedRow excluded : rows) {
            context.tell("excluded: " + excluded.objective() + " " + excluded.varying() + ": " + excluded.why());
        }
    }

    /** What may be meant so, on standard error. */
    private void warn(Experiment experiment) {
        experiment.doubts().forEach(doubt -> context.say("warning: " + doubt));
    }

    private void print(
            Plan plan,
            Map<String, TrialState> states,
            TrainedCode code,
            Map<String, Trial> trained,
            OptionalDouble seconds,
            List<String> looks) {
        List<List<String>> rows = new ArrayList<>();
        for (PlannedTrial planned : plan.planned()) {
            Trial trial = planned.trial();
            rows.add(List.of(
                    trial.id(),
                    state(states, trial)
                            + code.label(trial.id()).map(label -> ", " + label).orElse(""),
                    trial.seedText(),
                    planned.label()));
        }
        context.table(List.of("ID", "STATE", "SEED", "ROW"), rows);
        printExcluded(plan.excluded());
        warn(plan.experiment());
        long done = plan.trials().stream()
                .filter(trial -> states.get(trial.id()) == TrialState.DONE)
                .count();
        context.tell(trials(plan.trials().size()) + ", " + done + " done"
                + (seconds.isPresent()
                        ? ", about " + DurationText.text(seconds.getAsDouble()) + " left"
                        : ", time unknown until a trial like each of them is done"));
        looks.forEach(context::tell);
        code.lines().forEach(line -> context.tell(line + "; 'run --retrain' trains again"));
        if (!trained.isEmpty()) {
            context.tell(trained.size() + " of them are trained already, with other verification sets:"
                    + " they are only scored");
        }
        context.out().flush();
    }

    private static String trials(int count) {
        return CommandOutput.counted(count, "trial", "trials");
    }

    private static String state(Map<String, TrialState> states, Trial trial) {
        return states.getOrDefault(trial.id(), TrialState.PLANNED).label();
    }
}
