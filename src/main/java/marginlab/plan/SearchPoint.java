package marginlab.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.SearchedRange;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.file.text.Decimal;
import marginlab.loss.Objective;
import marginlab.loss.TermNumbers;

/**
 * A point of a row's search: its loss and its settings with other numbers in them.
 *
 * @param number in the search, counting from 1
 * @param values by the name of a setting, or of a number as {@code ArcFace.m}
 */
public record SearchPoint(int number, Map<String, Double> values, Objective objective, Settings settings) {
    public SearchPoint {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A row at a place of the unit cube.
     *
     * @param ranges a side of the cube each, in order
     * @param place a coordinate a range
     */
    static SearchPoint of(int number, ExperimentRow row, Map<String, SearchedRange> ranges, double[] place) {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, Double> ofLoss = new LinkedHashMap<>();
        Map<String, String> texts = new TreeMap<>(row.settings().flat());
        ranges.forEach((name, range) -> {
            double value = range.at(place[values.size()]);
            values.put(name, value);
            if (SettingKey.named(name).isPresent()) {
                texts.put(name, Decimal.label(value));
            } else {
                ofLoss.put(name, value);
            }
        });
        return new SearchPoint(
                number,
                values,
                TermNumbers.with(row.objective(), ofLoss),
                Settings.of(texts).with(row.settings().definitions()));
    }

    /** {@code ArcFace.m 0.4, scale 32}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(Decimal.label(value)));
        return text.toString();
    }
}
