package marginlab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.NetworkRow;
import marginlab.stats.DesignPower;

/**
 * A plan as the {@code plan} verb prints it with {@code --json}.
 *
 * @param estimatedSeconds of all that is not done yet; null where nothing is known
 * @param toBeMade the datasets that are made when it runs
 * @param rounds of seeds; absent where all seeds are known
 * @param search that rows get first; absent where they are trained as they are
 * @param power what the design will find in each column; absent where nobody asks
 * @param warnings what is odd about the losses that it defines; absent where nothing is
 */
public record PlanJson(
        String experiment,
        List<PlannedTrialJson> trials,
        List<Excluded> excluded,
        Double estimatedSeconds,
        Optional<List<String>> toBeMade,
        Optional<List<String>> warnings,
        Optional<Rounds> rounds,
        Optional<Search> search,
        Optional<List<DesignPower>> power) {
    /**
     * A trial.
     *
     * @param id null where the data that it follows from are not there yet
     * @param state {@code planned} or {@code done}
     * @param trainedAs the finished run whose network it takes over
     * @param code what is to be said of the code that trained it; absent where it is that of this process
     */
    public record PlannedTrialJson(
            String id,
            String row,
            String objective,
            long seed,
            int repeat,
            Map<String, String> settings,
            String state,
            Optional<String> trainedAs,
            Optional<String> code) {
        PlannedTrialJson withCode(Optional<String> other) {
            return new PlannedTrialJson(id, row, objective, seed, repeat, settings, state, trainedAs, other);
        }
    }

    /**
     * Seeds that come in rounds.
     *
     * @param least trainings
     * @param most trainings
     * @param looks seeds a row at each look
     * @param noiseKnown whether runs tell how much trainings scatter
     * @param undecidable columns in which most seeds cannot show equal rows to be equal
     */
    public record Rounds(int least, int most, List<Integer> looks, boolean noiseKnown, List<Open> undecidable) {}

    /**
     * A column that stays undecided.
     *
     * @param deviation of a training, a fraction
     * @param detectable the true difference that most seeds find 4 times in 5
     * @param seedsNeeded absent beyond 100,000
     */
    public record Open(String column, double deviation, OptionalDouble detectable, Optional<Integer> seedsNeeded) {}

    /**
     * The search that every row gets first.
     *
     * @param on the set that it goes by
     * @param budget trainings' worth of compute a row
     * @param trainings what it costs, of all rows together, in whole trainings
     * @param estimatedSeconds of all of it; absent where nothing is known
     */
    public record Search(
            String on, double budget, double trainings, List<SearchedRow> rows, OptionalDouble estimatedSeconds) {}

    /**
     * The search of a row.
     *
     * @param goesOn whether a longer training goes on from the shorter one
     * @param search the ranges by what is searched, as text
     */
    public record SearchedRow(
            String row, Map<String, String> search, boolean goesOn, double trainings, List<SearchedLength> rungs) {}

    /** So many points are trained so long. */
    public record SearchedLength(int points, String length) {}

    /** A row that the experiment leaves out on purpose. */
    public record Excluded(String objective, Map<String, String> settings, String why) {}

    /**
     * The document.
     *
     * @param state of a trial, {@code planned} or {@code done}
     * @param trained the finished run whose network a trial takes over, by the trial's id
     * @param estimatedSeconds of all that is not done yet
     */
    public static PlanJson of(
            Plan plan, Function<Trial, String> state, Map<String, Trial> trained, OptionalDouble estimatedSeconds) {
        List<PlannedTrialJson> trials = plan.planned().stream()
                .map(planned -> new PlannedTrialJson(
                        planned.trial().id(),
                        planned.label(),
                        planned.trial().objective(),
                        planned.trial().seed(),
                        planned.trial().repeat(),
                        planned.trial().settings().flat(),
                        state.apply(planned.trial()),
                        Optional.ofNullable(trained.get(planned.trial().id())).map(Trial::id),
                        Optional.empty()))
                .toList();
        Double seconds = estimatedSeconds.isPresent() ? estimatedSeconds.getAsDouble() : null;
        return document(plan.experiment(), trials, seconds, Optional.empty());
    }

    /** The same with what is to be said of the code of results, by the ids of trials. */
    public PlanJson withCode(Function<String, Optional<String>> label) {
        return new PlanJson(
                experiment,
                trials.stream()
                        .map(trial -> trial.withCode(label.apply(trial.id())))
                        .toList(),
                excluded,
                estimatedSeconds,
                toBeMade,
                warnings,
                rounds,
                search,
                power);
    }

    /**
     * The document of an experiment whose data are not there yet: its trials have no ids.
     *
     * @param rows that are meant
     * @param networks of others that are meant
     * @param toBeMade the datasets that are made when it runs
     */
    public static PlanJson withoutIds(
            Experiment experiment, List<ExperimentRow> rows, List<NetworkRow> networks, List<String> toBeMade) {
        List<PlannedTrialJson> trials = new ArrayList<>();
        for (ExperimentRow row : rows) {
            for (long seed : experiment.seeds()) {
                for (int repeat = 1; repeat <= experiment.repeat(); repeat++) {
                    trials.add(new PlannedTrialJson(
                            null,
                            row.label(),
                            row.objective().label(),
                            seed,
                            repeat,
                            row.settings().flat(),
                            "planned",
                            Optional.empty(),
                            Optional.empty()));
                }
            }
        }
        networks.forEach(network -> trials.add(new PlannedTrialJson(
                null,
                network.name(),
                network.name(),
                Trial.NO_SEED,
                1,
                network.settings().flat(),
                "planned",
                Optional.empty(),
                Optional.empty())));
        return document(experiment, trials, null, Optional.of(toBeMade));
    }

    /** The same with what the design will find. */
    public PlanJson with(List<DesignPower> forecast) {
        return new PlanJson(
                experiment,
                trials,
                excluded,
                estimatedSeconds,
                toBeMade,
                warnings,
                rounds,
                search,
                Optional.of(forecast));
    }

    /** The same with what is known of its rounds of seeds. */
    public PlanJson with(Rounds known) {
        return new PlanJson(
                experiment, trials, excluded, estimatedSeconds, toBeMade, warnings, Optional.of(known), search, power);
    }

    /** The same with the search that rows get first. */
    public PlanJson with(Search first) {
        return new PlanJson(
                experiment, trials, excluded, estimatedSeconds, toBeMade, warnings, rounds, Optional.of(first), power);
    }

    private static PlanJson document(
            Experiment experiment, List<PlannedTrialJson> trials, Double seconds, Optional<List<String>> toBeMade) {
        List<Excluded> excluded = experiment.excluded().stream()
                .map(row -> new Excluded(row.objective(), row.varying(), row.why()))
                .toList();
        Optional<List<String>> warnings = Optional.of(experiment.doubts()).filter(doubts -> !doubts.isEmpty());
        return new PlanJson(
                experiment.name(),
                trials,
                excluded,
                seconds,
                toBeMade,
                warnings,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
