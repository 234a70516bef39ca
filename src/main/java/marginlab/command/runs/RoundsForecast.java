package marginlab.command.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import marginlab.command.context.CommandOutput;
import marginlab.experiment.Experiment;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.plan.PlanJson;
import marginlab.report.table.RoundsOfSeeds;
import marginlab.report.table.SettingTexts;
import marginlab.stats.DesignPower;
import marginlab.stats.LookLevels;

/** What is known of seeds that come in rounds before they are trained: how many there may be, and whether they can decide anything. */
final class RoundsForecast {
    private static final double POINTS = 100;

    private RoundsForecast() {}

    /**
     * Of an experiment's rows.
     *
     * @param rows that are trained
     * @param noise of trainings on its columns; none where none is known
     */
    static PlanJson.Rounds of(Experiment experiment, int rows, List<DesignPower.Noise> noise) {
        SeedsUntilDecided rule = experiment.until().orElseThrow();
        int each = rows * experiment.repeat();
        List<Integer> looks = RoundsOfSeeds.design(rule).looks();
        int compared = Math.max(2, rows);
        LookLevels levels =
                new LookLevels(looks, rule.error(), Math.max(1, (compared - 1) * Math.max(1, noise.size())));
        List<DesignPower> found = noise.isEmpty()
                ? List.of()
                : DesignPower.of(
                        noise, compared, rule.most(), rule.difference() / POINTS, 1 - levels.level(looks.size() - 1));
        return new PlanJson.Rounds(
                each * rule.least(),
                each * rule.most(),
                looks,
                !noise.isEmpty(),
                found.stream()
                        .filter(one -> one.seedsNeeded()
                                .filter(many -> many <= rule.most())
                                .isEmpty())
                        .map(one ->
                                new PlanJson.Open(one.column(), one.deviation(), one.detectable(), one.seedsNeeded()))
                        .toList());
    }

    /** Lines for a person. */
    static List<String> lines(Experiment experiment, PlanJson.Rounds rounds) {
        SeedsUntilDecided rule = experiment.until().orElseThrow();
        String bound = SettingTexts.number(rule.difference());
        List<String> lines = new ArrayList<>();
        lines.add("seeds until decided: " + CommandOutput.counted(rounds.least(), "training", "trainings")
                + " at least, " + rounds.most() + " at most; looks at "
                + rounds.looks().stream().map(String::valueOf).collect(Collectors.joining(", ")) + " seeds a row");
        if (!rounds.noiseKnown()) {
            lines.add("whether " + rule.most() + " seeds can tell " + bound + " points from none is not known before"
                    + " something has run; --power --pilot NAME takes the noise of another experiment");
        }
        for (PlanJson.Open open : rounds.undecidable()) {
            lines.add("cannot decide on " + open.column() + ": by its noise of " + points(open.deviation())
                    + " points a training, rows that are equal within " + bound + " points are shown to be so by "
                    + open.seedsNeeded().map(many -> "about " + many).orElse("more than 100000")
                    + " seeds, and there are " + rule.most() + " at most"
                    + (open.detectable().isPresent()
                            ? "; what is less than " + points(open.detectable().getAsDouble())
                                    + " points apart mostly stays undecided"
                            : ""));
        }
        return lines;
    }

    private static String points(double fraction) {
        return String.format(Locale.ROOT, "%.2f", POINTS * fraction);
    }
}
