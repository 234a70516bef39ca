package marginlab.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.SearchedRange;
import marginlab.experiment.Tuning;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.experiment.yaml.SettingRelevance;
import marginlab.stats.SobolPoints;
import marginlab.stats.SuccessiveHalving;

/**
 * The search of a row: points of Sobol's sequence, trained to the lengths of successive halving and scored on the set to tune on.
 *
 * @param row as the experiment has it
 * @param ranges what is searched, by the name of a setting or of a number as {@code ArcFace.m}
 * @param halving how many points are trained how long
 * @param points in the order of the sequence
 * @param on the set that it goes by
 * @param seed of every training of it
 * @param fingerprints of the data of its trainings
 */
public record RowSearch(
        ExperimentRow row,
        SortedMap<String, SearchedRange> ranges,
        SuccessiveHalving halving,
        List<SearchPoint> points,
        String on,
        long seed,
        Map<String, String> fingerprints) {

    /**
     * A point at a length.
     *
     * @param concluded absent where it is still to be trained; an empty figure where it diverged
     */
    public record TriedPoint(SearchPoint point, Trial trial, Optional<OptionalDouble> concluded) {}

    /**
     * How far a search is.
     *
     * @param rungs what was trained so far and is to be trained now, the shortest length first
     * @param winner the point that the row is trained with; absent while the search is open
     */
    public record SearchProgress(RowSearch search, List<List<TriedPoint>> rungs, Optional<SearchPoint> winner) {
        public List<Trial> trials() {
            return rungs.stream().flatMap(List::stream).map(TriedPoint::trial).toList();
        }
    }

    static RowSearch of(ExperimentRow row, Tuning tuning, long seed, Map<String, String> fingerprints) {
        SortedMap<String, SearchedRange> ranges = tuning.of(
                row, key -> SettingRelevance.changes(key, row.objective().factors()));
        SuccessiveHalving halving = tuning.halving(row.settings()).orElseThrow();
        List<SearchPoint> points = new ArrayList<>();
        for (double[] place : SobolPoints.of(halving.rungs().get(0).points(), ranges.size())) {
            points.add(SearchPoint.of(points.size() + 1, row, ranges, place));
        }
        SortedMap<String, String> used = new TreeMap<>(fingerprints);
        row.settings().verify().stream()
                .filter(set -> !row.settings().trainingDatasets().contains(set))
                .forEach(used::remove);
        return new RowSearch(row, ranges, halving, points, tuning.on(), seed, used);
    }

    /** Whether a longer training of a point goes on from the shorter one. */
    public boolean goesOn() {
        return Tuning.goesOn(row.settings());
    }

    /** The training of a point to a length, on which it is scored on the set to tune on alone. */
    public Trial trial(SearchPoint point, int rung) {
        Settings whole = point.settings();
        Map<String, String> texts = new TreeMap<>(whole.flat());
        texts.put(SettingKey.VERIFY.path(), on);
        texts.put(SettingKey.STOP_AT.path(), length(rung).label());
        return Trial.of(point.objective().label(), Settings.of(texts).with(whole.definitions()), seed, fingerprints);
    }

    /** How long the points of a rung are trained. */
    public Span length(int rung) {
        return new Span(
                halving.rungs().get(rung).length(),
                row.settings().schedule().stopAt().unit());
    }

    /** Every training that the search may come to. */
    public List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        for (int rung = 0; rung < halving.rungs().size(); rung++) {
            for (SearchPoint point : points) {
                all.add(trial(point, rung));
            }
        }
        return all;
    }

    /**
     * How far it is.
     *
     * @param concluded the figure of each trial that is over, by id, of which the larger is better; none where it diverged
     */
    public SearchProgress progress(Map<String, OptionalDouble> concluded) {
        List<List<TriedPoint>> rungs = new ArrayList<>();
        List<SearchPoint> alive = points;
        for (int rung = 0; rung < halving.rungs().size(); rung++) {
            int length = rung;
            List<TriedPoint> tried = alive.stream()
                    .map(point -> {
                        Trial trial = trial(point, length);
                        return new TriedPoint(point, trial, Optional.ofNullable(concluded.get(trial.id())));
                    })
                    .toList();
            rungs.add(tried);
            if (tried.stream().anyMatch(one -> one.concluded().isEmpty())) {
                return new SearchProgress(this, rungs, Optional.empty());
            }
            // A training that diverged would do so again; where all have, the first point stands for them.
            List<SearchPoint> ranked = ranked(tried);
            if (ranked.isEmpty()) {
                return new SearchProgress(this, rungs, Optional.of(alive.get(0)));
            }
            int next = rung + 1 < halving.rungs().size()
                    ? halving.rungs().get(rung + 1).points()
                    : 1;
            alive = ranked.subList(0, Math.min(next, ranked.size()));
        }
        return new SearchProgress(this, rungs, Optional.of(alive.get(0)));
    }

    /** Those with a figure, the best first, and of equal ones the earlier. */
    private static List<SearchPoint> ranked(List<TriedPoint> tried) {
        return tried.stream()
                .filter(one -> one.concluded().orElseThrow().isPresent())
                .sorted(Comparator.comparingDouble((TriedPoint one) ->
                                -one.concluded().orElseThrow().getAsDouble())
                        .thenComparingInt(one -> one.point().number()))
                .map(TriedPoint::point)
                .toList();
    }
}
