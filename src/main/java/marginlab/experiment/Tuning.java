package marginlab.experiment;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.loss.TermNumbers;
import marginlab.stats.SuccessiveHalving;

/**
 * The search that every row gets before its seeds are trained, so that no loss is better tuned than another.
 *
 * @param on the set whose figure it goes by; no column
 * @param budget trainings' worth of compute a row
 * @param search what is searched, in order
 */
public record Tuning(String on, double budget, List<SearchedRange> search) {
    public Tuning {
        search = List.copyOf(search);
    }

    /**
     * How the points of a row are trained; empty where the budget does not pay for one halving, or a training is too short to be
     * halved.
     */
    public Optional<SuccessiveHalving> halving(Settings settings) {
        return SuccessiveHalving.of(budget, settings.schedule().stopAt().count(), goesOn(settings));
    }

    /**
     * Whether a longer training goes on from the end of a shorter one: where its rate is divided at stated steps, the shorter one is
     * its beginning. Along a curve that ends with the training, and where a watched set may have ended it, it is another training.
     */
    public static boolean goesOn(Settings settings) {
        return settings.schedule().curve() == Schedule.RateCurve.STEPS
                && !settings.watch().isNeeded();
    }

    /**
     * What of the search changes a row: by the name of a setting, or of a number as {@code ArcFace.m}, the range.
     *
     * @param matters whether a setting changes the row's loss
     */
    public SortedMap<String, SearchedRange> of(ExperimentRow row, Predicate<SettingKey> matters) {
        SortedMap<String, SearchedRange> ranges = new TreeMap<>();
        // A number of one loss by its full name goes before one of all that have it.
        for (SearchedRange range : search) {
            Optional<SettingKey> setting = SettingKey.named(range.name());
            if (setting.isPresent()) {
                setting.filter(matters).ifPresent(key -> ranges.put(key.path(), range));
            } else {
                TermNumbers.named(row.objective(), range.name())
                        .filter(number -> number.equals(range.name()) || !isNamed(number))
                        .ifPresent(number -> ranges.putIfAbsent(number, range));
            }
        }
        return ranges;
    }

    private boolean isNamed(String number) {
        return search.stream().anyMatch(range -> range.name().equals(number));
    }
}
