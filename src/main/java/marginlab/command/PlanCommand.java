package marginlab.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import marginlab.experiment.Excluded;
import marginlab.experiment.ProblemException;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import marginlab.plan.PlanDocument;
import marginlab.plan.Planned;
import marginlab.plan.Trial;
import marginlab.run.Forecast;
import marginlab.store.Role;
import marginlab.store.State;
import marginlab.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan FILE}: every trial before anything runs. */
@Command(
        name = "plan",
        description =
                "Shows every trial before anything runs: new or done, and what is excluded and why. A trial is known"
                        + " by the content of its data, so synthetic faces are drawn here, once, where they are not there"
                        + " yet.",
        footer = {"", "Example:  plan experiments/quickstart.yaml"})
public final class PlanCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Mixin
    private Selection selection;

    @Override
    public Integer call() {
        Pipeline pipeline = context.pipeline();
        Plan plan;
        try {
            plan = selection.plan(pipeline);
        } catch (ProblemException problems) {
            printWithoutIds(pipeline);
            throw problems;
        }
        List<Trial> trials = plan.trials();
        try (Store store = Store.open(context.place().store(), Role.READER)) {
            Map<String, State> states =
                    store.states(trials.stream().map(Trial::id).toList());
            List<Trial> left = trials.stream()
                    .filter(trial -> states.get(trial.id()) != State.DONE)
                    .toList();
            OptionalDouble seconds = new Forecast(store).seconds(left);
            if (context.json()) {
                Output.json(context.out(), PlanDocument.of(plan, trial -> state(states, trial), seconds));
            } else {
                print(plan, states, seconds);
            }
        }
        return 0;
    }

    /** Where only the data are missing, what would run can be told all the same; ids come of the content of the data. */
    private void printWithoutIds(Pipeline pipeline) {
        if (!context.json()) {
            try {
                List<List<String>> trials = selection.trials(pipeline);
                Output.table(context.out(), List.of("SEED", "ROW"), trials);
                context.out().println(trials.size() + " trials; they get their ids from the data, once they are there");
                context.out().flush();
            } catch (ProblemException alsoWrong) {
                // The file itself has problems: they are among those that are told.
            }
        }
    }

    private void print(Plan plan, Map<String, State> states, OptionalDouble seconds) {
        List<List<String>> rows = new ArrayList<>();
        for (Planned planned : plan.planned()) {
            Trial trial = planned.trial();
            rows.add(List.of(
                    trial.id(),
                    state(states, trial),
                    trial.seedText(),
                    planned.row().label()));
        }
        Output.table(context.out(), List.of("ID", "STATE", "SEED", "ROW"), rows);
        for (Excluded excluded : plan.excluded()) {
            context.out()
                    .println("excluded: " + excluded.objective() + " " + excluded.varying() + ": " + excluded.why());
        }
        long done = plan.trials().stream()
                .filter(trial -> states.get(trial.id()) == State.DONE)
                .count();
        context.out()
                .println(plan.trials().size() + " trials, " + done + " done"
                        + (seconds.isPresent() ? ", about " + Durations.text(seconds.getAsDouble()) + " left" : ""));
        context.out().flush();
    }

    private static String state(Map<String, State> states, Trial trial) {
        return states.getOrDefault(trial.id(), State.PLANNED).label();
    }
}
