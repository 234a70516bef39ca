package marginlab.report.page;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.protocol.pair.PairMistakes;
import marginlab.protocol.pair.PairMistakes.Mistake;
import marginlab.protocol.pair.PairScores;
import marginlab.report.chart.AngleHistograms;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.ReportDatasets.PairImages;
import marginlab.report.table.SweepResults;

/**
 * The pairs of a verification set that most trainings get wrong, with their images where these are at hand.
 *
 * @param set its name
 * @param runs trainings whose decisions are known
 * @param rejects one person taken for two
 * @param accepts two people taken for one
 */
public record HardPairs(String set, int runs, List<HardPair> rejects, List<HardPair> accepts) {
    private static final int SHOWN = 6;

    /**
     * One pair.
     *
     * @param name {@code pair 17}, counting from 1
     * @param detail in how many runs it is wrong, and how far apart its faces are
     * @param errors wrong labels that are known of its images; most often none
     * @param first an image as a data address; empty where the dataset is not at hand
     * @param second the other one
     */
    public record HardPair(String name, String detail, List<String> errors, String first, String second) {}

    /** Pairs that are wrong in one way, and which way that is. */
    public record HardPairGroup(String title, List<HardPair> pairs) {}

    /** What there is of each kind. */
    public List<HardPairGroup> kinds() {
        return Stream.of(
                        new HardPairGroup("One person, taken for two", rejects),
                        new HardPairGroup("Two people, taken for one", accepts))
                .filter(kind -> !kind.pairs().isEmpty())
                .toList();
    }

    /** How often a pair was wrong, and its distances then. */
    private record Count(int pair, int wrong, double distances, double thresholds) {
        Count plus(Mistake mistake) {
            return new Count(pair, wrong + 1, distances + mistake.distance(), thresholds + mistake.threshold());
        }

        double beyond() {
            return Math.abs(distances - thresholds) / wrong;
        }
    }

    /** A set each that has mistakes. */
    static List<HardPairs> of(SweepResults sweep, PairDecisions decisions, AccuracyTable table) {
        List<HardPairs> all = new ArrayList<>();
        for (int column = 0; column < table.sets().size(); column++) {
            String set = table.sets().get(column);
            int at = column;
            Map<Integer, Count> rejects = new HashMap<>();
            Map<Integer, Count> accepts = new HashMap<>();
            int runs = 0;
            List<Cell.Sample> samples = table.rows().stream()
                    .flatMap(row -> row.cells().get(at).samples().stream())
                    .toList();
            for (Cell.Sample sample : samples) {
                PairScores scores = decisions.scores(sample.trial(), set).orElse(null);
                if (scores != null) {
                    runs++;
                    PairMistakes mistakes = PairMistakes.hardest(scores, scores.size());
                    mistakes.falseRejects().forEach(mistake -> count(rejects, mistake));
                    mistakes.falseAccepts().forEach(mistake -> count(accepts, mistake));
                }
            }
            if (!rejects.isEmpty() || !accepts.isEmpty()) {
                all.add(hardest(sweep, set, runs, worst(rejects), worst(accepts)));
            }
        }
        return all;
    }

    private static void count(Map<Integer, Count> counts, Mistake mistake) {
        Count before = counts.getOrDefault(mistake.pair(), new Count(mistake.pair(), 0, 0, 0));
        counts.put(mistake.pair(), before.plus(mistake));
    }

    private static List<Count> worst(Map<Integer, Count> counts) {
        return counts.values().stream()
                .sorted(Comparator.comparingInt(Count::wrong)
                        .thenComparingDouble(Count::beyond)
                        .reversed()
                        .thenComparingInt(Count::pair))
                .limit(SHOWN)
                .toList();
    }

    private static HardPairs hardest(
            SweepResults sweep, String set, int runs, List<Count> rejects, List<Count> accepts) {
        List<Integer> pairs = new ArrayList<>();
        rejects.forEach(count -> pairs.add(count.pair()));
        accepts.forEach(count -> pairs.add(count.pair()));
        Optional<String> print = sweep.trials().stream()
                .map(trial -> trial.fingerprints().get(set))
                .filter(Objects::nonNull)
                .findFirst();
        Map<Integer, PairImages> images =
                print.map(p -> sweep.datasets().images(set, p, pairs)).orElse(Map.of());
        Map<Integer, List<String>> errors =
                print.map(p -> sweep.datasets().labelErrors(set, p, pairs)).orElse(Map.of());
        return new HardPairs(
                set,
                runs,
                rejects.stream().map(count -> pair(count, runs, images, errors)).toList(),
                accepts.stream().map(count -> pair(count, runs, images, errors)).toList());
    }

    private static HardPair pair(
            Count count, int runs, Map<Integer, PairImages> images, Map<Integer, List<String>> errors) {
        PairImages both = images.get(count.pair());
        String detail = String.format(
                Locale.ROOT,
                "wrong in %d of %d; %.0f° apart, where %.0f° divides",
                count.wrong(),
                runs,
                AngleHistograms.degrees(count.distances() / count.wrong()),
                AngleHistograms.degrees(count.thresholds() / count.wrong()));
        return new HardPair(
                "pair " + (count.pair() + 1),
                detail,
                errors.getOrDefault(count.pair(), List.of()),
                both == null ? "" : address(both.first()),
                both == null ? "" : address(both.second()));
    }

    private static String address(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }
}
