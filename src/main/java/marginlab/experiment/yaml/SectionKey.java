package marginlab.experiment.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.experiment.setting.SettingKey;

/** What stands in an experiment file beside {@link SettingKey settings}. */
enum SectionKey {
    NAME("name of the runs and the report: letters, digits, dots, hyphens and underscores"),
    DESCRIPTION("what the experiment is about, in words"),
    LOSSES("losses, one row of the table per line: ArcFace(0.5), CosFace(0.2..0.5 by 0.05), NS + {Intra, Inter}"),
    NETWORKS(
            "rows that are not trained, networks of others: [{name: y1, file: m.onnx, pixels: -1..1, colour: rgb, input: 112}];"
                    + " 'network check' finds out what a network takes"),
    DEFINE("losses of your own as formulas: Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}"),
    SEEDS(
            "each row is trained once with each seed; {until: decided, least: 3, most: 20} trains rounds of seeds until every row is better, worse or equal"),
    TUNE(
            "the same search for every row before its seeds are trained: {on: NAME, budget: 24, search: {margin: 0.1..0.7, scale: {16..64: log}}}"),
    REPEAT("how often each seed is trained; 2 measures the noise floor, the difference between identical trainings"),
    MATRIX("settings with lists of values, crossed with the losses: {scale: [30, 64]}"),
    INCLUDE("additional rows: [{loss: NS, scale: 20}]"),
    EXCLUDE("rows to leave out, by loss, by settings or by both: [{loss: Softmax, scale: 30}]"),
    BASELINE("the row, or the objective, that others are compared with"),
    DIFFERENCE("points within which rows count as equal; a verdict takes the seeds that tell so much apart");

    private final String description;

    SectionKey(String description) {
        this.description = description;
    }

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    static Optional<SectionKey> named(String path) {
        return Stream.of(values()).filter(part -> part.path().equals(path)).findFirst();
    }
}
