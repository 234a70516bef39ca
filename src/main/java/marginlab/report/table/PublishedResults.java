package marginlab.report.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.file.json.Json;
import marginlab.protocol.ScoredColumn;

/**
 * The paper's own numbers, as printed, with where they are from and the settings they hold for.
 *
 * <p>Versions 3 and 4 of the paper disagree on the rows with a normalised softmax because version 4 trained them at scale
 * 20; the scale is part of a figure's identity. They also state the length of training differently, in iterations and in
 * epochs; a row that both print has either. Only what the paper or its trainer states is here: where batches were drawn in
 * a way that neither tells, no setting of ours equals the paper's.
 *
 * @param source the paper
 * @param table its table
 * @param settings under which it trained, by the keys of the experiment file
 * @param schedules the settings that versions of the paper state differently, by version
 * @param figures accuracy in percent by objective, scale and set
 * @param others figures of its other tables, by objective, scale and set with the figure's name
 * @param cited figures that the paper quotes from others
 * @param samplingNoise95 half-width in points of the 95 % interval that the number of pairs alone gives, by set
 * @param methods the paper's comparison with other methods
 * @param angles its Table 3, degrees by objective and angle
 */
public record PublishedResults(
        String source,
        String table,
        Map<String, String> settings,
        Map<String, Map<String, String>> schedules,
        List<PublishedRow> figures,
        List<PublishedRow> others,
        List<Cited> cited,
        Map<String, Double> samplingNoise95,
        List<Method> methods,
        List<PublishedAngles> angles) {

    /**
     * One row of the paper.
     *
     * @param scale null where the loss has none
     * @param versions that print it
     * @param settings of this row in place of those of the table; empty where it has none of its own
     */
    public record PublishedRow(
            String objective,
            Double scale,
            List<String> versions,
            Map<String, String> settings,
            Map<String, Double> percent) {
        public PublishedRow {
            settings = settings == null ? Map.of() : settings;
        }

        boolean holdsAt(double other) {
            return scale == null || scale == other;
        }

        /** {@code v4, scale 20}. */
        public String edition() {
            return String.join("/", versions) + (scale == null ? "" : ", scale " + SettingTexts.number(scale));
        }
    }

    /** A figure that the paper quotes. */
    record Cited(String objective, Map<String, Double> percent, String note) {}

    /**
     * A method of the literature.
     *
     * @param images it was trained on
     * @param source where its figures are from
     */
    public record Method(String method, String images, Map<String, Double> percent, String source) {}

    /** A column of the paper's Table 3, of the versions that train at the scale of 64. */
    record PublishedAngles(String objective, Map<String, Double> degrees) {}

    private static final PublishedResults SHIPPED = read();

    public static PublishedResults shipped() {
        return SHIPPED;
    }

    /** An angle of the paper's Table 3 in degrees, by the name that it has among our results. */
    public Optional<Double> angle(String objective, String name) {
        return angles.stream()
                .filter(column -> column.objective().equals(objective))
                .map(column -> column.degrees().get(name))
                .filter(degrees -> degrees != null)
                .findFirst();
    }

    /**
     * The paper's figures for a column: of its Table 2, or else of its tables of other sets, of which those count that were trained
     * on our data where there are such.
     *
     * @param objective of the row
     */
    List<PublishedRow> of(ScoredColumn column, String objective, Settings ours) {
        List<PublishedRow> own = of(objective, ours.scale()).stream()
                .filter(figure -> percent(figure, column).isPresent())
                .toList();
        if (!own.isEmpty()) {
            return own;
        }
        List<PublishedRow> all = others.stream()
                .filter(figure -> figure.objective().equals(objective))
                .filter(figure -> percent(figure, column).isPresent())
                .toList();
        List<PublishedRow> same = all.stream()
                .filter(figure -> trainedOn(figure).equals(SettingKey.TRAIN.of(ours)))
                .toList();
        return same.isEmpty() ? all : same;
    }

    private String trainedOn(PublishedRow figure) {
        String train = SettingKey.TRAIN.path();
        return figure.settings().getOrDefault(train, settings.get(train));
    }

    /** A figure of the paper for a column; those of other protocols than pairs have the name of the figure beside the set's. */
    Optional<Double> percent(PublishedRow figure, ScoredColumn column) {
        String name = column.isAccuracy()
                ? column.set()
                : column.set() + " " + column.metric().name();
        return Optional.ofNullable(figure.percent().get(name));
    }

    /** The paper's rows of an objective: at this scale if there are any, else at the scales that the paper used. */
    List<PublishedRow> of(String objective, double scale) {
        List<PublishedRow> all =
                figures.stream().filter(f -> f.objective().equals(objective)).toList();
        List<PublishedRow> same = all.stream().filter(f -> f.holdsAt(scale)).toList();
        return same.isEmpty() ? all : same;
    }

    /**
     * Where settings are not those of a row of the paper, one text each: {@code backbone IR-18 (paper: IR-50)}. The
     * schedule is compared with the version that is nearest, of those that print the row. Empty: comparable.
     */
    List<String> differences(PublishedRow figure, Settings ours) {
        Map<String, String> shared = new LinkedHashMap<>(settings);
        shared.putAll(figure.settings());
        List<String> differences = new ArrayList<>(differences(ours, shared, "paper"));
        figure.versions().stream()
                .map(version -> differences(ours, schedules.get(version), version))
                .min(Comparator.comparingInt(List::size))
                .ifPresent(differences::addAll);
        return differences;
    }

    private static List<String> differences(Settings ours, Map<String, String> theirs, String whose) {
        Map<String, String> texts = SettingTexts.of(ours);
        return theirs.entrySet().stream()
                .filter(their -> !their.getValue().equals(texts.get(their.getKey())))
                .map(their ->
                        their.getKey() + " " + texts.get(their.getKey()) + " (" + whose + ": " + their.getValue() + ")")
                .toList();
    }

    private static PublishedResults read() {
        try (InputStream stream = PublishedResults.class.getResourceAsStream("published.json")) {
            return Json.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), PublishedResults.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
