package marginlab.report;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.experiment.Settings;

/**
 * The paper's own numbers, as printed, with where they are from and the settings they hold for.
 *
 * <p>Versions 3 and 4 of the paper disagree on the rows with a normalised softmax because version 4 trained them at scale
 * 20; the scale is part of a figure's identity.
 *
 * @param source the paper
 * @param table its table
 * @param settings under which it trained, by the keys of the experiment file
 * @param figures accuracy in percent by objective, scale and set
 * @param cited figures that the paper quotes from others
 * @param samplingNoise95 half-width in points of the 95 % interval that the number of pairs alone gives, by set
 * @param methods the paper's comparison with other methods
 */
record Published(
        String source,
        String table,
        Map<String, String> settings,
        List<Figure> figures,
        List<Cited> cited,
        Map<String, Double> samplingNoise95,
        List<Method> methods) {

    /** One row of the paper; {@code scale} is null where the loss has none. */
    record Figure(String objective, Double scale, List<String> versions, Map<String, Double> percent) {
        boolean holdsAt(double other) {
            return scale == null || scale == other;
        }

        /** {@code v4, scale 20}. */
        String edition() {
            return String.join("/", versions) + (scale == null ? "" : ", scale " + Factors.number(scale));
        }
    }

    /** A figure that the paper quotes. */
    record Cited(String objective, Map<String, Double> percent, String note) {}

    /** A method of the literature with the images it was trained on. */
    record Method(String method, String images, Map<String, Double> percent) {}

    private static final Published SHIPPED = read();

    static Published shipped() {
        return SHIPPED;
    }

    /** The paper's rows of an objective: at this scale if there are any, else at the scales that the paper used. */
    List<Figure> of(String objective, double scale) {
        List<Figure> all =
                figures.stream().filter(f -> f.objective().equals(objective)).toList();
        List<Figure> same = all.stream().filter(f -> f.holdsAt(scale)).toList();
        return same.isEmpty() ? all : same;
    }

    /** Where settings are not the paper's, one text each: {@code backbone IR-18 (paper: IR-50)}. Empty: comparable. */
    List<String> differences(Settings ours) {
        Map<String, String> texts = Factors.of(ours);
        List<String> differences = new ArrayList<>();
        settings.forEach((name, theirs) -> {
            String found = texts.getOrDefault(name, "none");
            if (!found.equals(theirs)) {
                differences.add(name + " " + found + " (paper: " + theirs + ")");
            }
        });
        return differences;
    }

    private static Published read() {
        try (InputStream stream = Published.class.getResourceAsStream("published.json");
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, Published.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
