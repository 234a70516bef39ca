package marginlab.command.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.experiment.Experiment;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.pipeline.StoredResults;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.table.PilotNoise;
import marginlab.stats.DesignPower;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import picocli.CommandLine.Option;

/** What {@code plan --power} is asked, and how it answers. */
final class PowerOptions {
    private static final double POINTS = 100;

    @Option(
            names = "--power",
            description = "says which difference this design can detect, given the noise of earlier runs")
    private boolean power;

    @Option(
            names = "--pilot",
            paramLabel = "FILE-or-NAME",
            description = "an experiment whose runs provide the noise (default: this one)")
    private String pilot;

    @Option(
            names = "--difference",
            paramLabel = "POINTS",
            description =
                    "says how many seeds it takes to decide on a difference of this size (default: the file's 'difference')")
    private Double difference;

    boolean isAsked() {
        return power;
    }

    /** Refuses before anything is read. */
    void check() {
        if (!power && (pilot != null || difference != null)) {
            throw new ProblemException(new Problem(
                    pilot != null ? "--pilot" : "--difference", "no --power", "--power beside it, which it is for"));
        }
        if (difference != null && !(difference > 0 && difference <= POINTS)) {
            throw new ProblemException(
                    new Problem("--difference", String.valueOf(difference), "above 0 and at most 100 points"));
        }
    }

    /** A line a column of which the noise is known. */
    List<DesignPower> forecast(CommandContext context, Experiment experiment, int rows, String file) {
        List<DesignPower.Noise> known = noise(context, experiment.name());
        List<DesignPower.Noise> ours = ofColumns(known, experiment);
        boolean measured = ours.stream().anyMatch(noise -> !isAverage(noise));
        if (!measured) {
            throw new ProblemException(new Problem(
                    pilot == null ? file : "--pilot " + pilot,
                    known.isEmpty()
                            ? "no row with two finished seeds"
                            : "runs that were verified on "
                                    + String.join(
                                            ", ",
                                            known.stream()
                                                    .map(DesignPower.Noise::column)
                                                    .toList()),
                    "runs that tell the noise on " + String.join(", ", experiment.columns()),
                    "Name an experiment that has them: --pilot NAME"));
        }
        double asked = (difference == null ? experiment.difference() : difference) / POINTS;
        int seeds = experiment
                .until()
                .map(SeedsUntilDecided::most)
                .orElse(experiment.seeds().size());
        return DesignPower.of(ours, Math.max(2, rows), seeds, asked);
    }

    /** The noise of trainings on the columns of an experiment, as far as runs tell it. */
    List<DesignPower.Noise> noise(CommandContext context, Experiment experiment) {
        List<DesignPower.Noise> ours = ofColumns(noise(context, experiment.name()), experiment);
        return ours.stream().allMatch(PowerOptions::isAverage) ? List.of() : ours;
    }

    private static List<DesignPower.Noise> ofColumns(List<DesignPower.Noise> known, Experiment experiment) {
        return known.stream()
                .filter(noise ->
                        isAverage(noise) || experiment.columns().stream().anyMatch(set -> isOf(noise.column(), set)))
                .toList();
    }

    private static boolean isAverage(DesignPower.Noise noise) {
        return noise.column().startsWith("Average");
    }

    private List<DesignPower.Noise> noise(CommandContext context, String name) {
        if (pilot != null) {
            return StoredResults.with(context.place(), pilot, PilotNoise::of);
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            // By its name: its data need not be there for that.
            return store.members(name).isEmpty()
                    ? List.of()
                    : PilotNoise.of(StoredResults.named(context.place(), name, store));
        }
    }

    /** Columns of other figures than accuracy have the figure behind the set. */
    private static boolean isOf(String column, String set) {
        return column.equals(set) || column.startsWith(set + " ");
    }

    static void print(CommandContext context, List<DesignPower> forecast) {
        if (forecast.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (DesignPower one : forecast) {
            lines.add(List.of(
                    one.column(),
                    points(one.deviation()),
                    one.detectable().isPresent() ? points(one.detectable().getAsDouble()) : "-",
                    one.seedsNeeded().map(String::valueOf).orElse("more than 100000")));
        }
        DesignPower first = forecast.get(0);
        context.out().println();
        context.table(List.of("COLUMN", "NOISE", "FOUND", "SEEDS FOR " + points(first.difference())), lines);
        context.tell(
                "NOISE: standard deviation of a training in points. FOUND: the true difference to the baseline that "
                        + CommandOutput.counted(first.seeds(), "seed finds", "seeds find") + " 4 times in 5.");
        context.tell(
                "SEEDS: a row, with which such a difference is found, and equal rows are shown to be so, 4 times in 5.");
        context.out().flush();
    }

    private static String points(double fraction) {
        return String.format(Locale.ROOT, "%.2f", POINTS * fraction);
    }
}
