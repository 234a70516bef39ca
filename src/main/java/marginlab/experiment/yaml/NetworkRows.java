package marginlab.experiment.yaml;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import marginlab.experiment.NetworkRow;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.experiment.setting.DatasetNamesType;
import marginlab.experiment.setting.Settings;
import marginlab.file.text.ShellVariables;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.Objective;
import marginlab.loss.label.LabelException;
import marginlab.problem.ClosestName;

/** The rows of networks that others trained: {@code networks: [{name: y1, file: m.onnx, pixels: -1..1, colour: rgb, input: 112}]}. */
final class NetworkRows {
    static final String NAME = "name";
    static final String FILE = "file";
    static final String PIXELS = "pixels";
    static final String COLOUR = "colour";
    static final String INPUT = "input";
    static final String MEAN = "mean";
    static final String DEVIATION = "deviation";
    private static final List<String> PARTS = List.of(NAME, FILE, PIXELS, COLOUR, INPUT);
    private static final int LONGEST = 4096;
    private static final String A_FILE = "the file of a network";
    private static final String EXPECTED = "networks such as [{name: y1, file: m.onnx, pixels: -1..1, colour: rgb}]";

    private final Path experiment;
    private final String verify;
    private final Map<String, String> environment;
    private final List<NetworkRow> rows = new ArrayList<>();

    private NetworkRows(Path experiment, String verify, Map<String, String> environment) {
        this.experiment = experiment;
        this.verify = verify;
        this.environment = environment;
    }

    /**
     * Reads the list.
     *
     * @param experiment the file, from whose folder paths go
     * @param verify the sets, in the text form of their setting
     */
    static List<NetworkRow> read(YamlCursor value, Path experiment, String verify, Map<String, String> environment) {
        NetworkRows reader = new NetworkRows(experiment, verify, environment);
        value.items(EXPECTED).forEach(reader::row);
        return reader.rows;
    }

    private void row(YamlCursor item) {
        Map<String, YamlCursor.Field> fields = item.fields("a map such as {name: y1, file: m.onnx, pixels: -1..1}");
        fields.forEach((key, field) -> {
            if (!PARTS.contains(key)) {
                field.name().problem("one of " + String.join(", ", PARTS), ClosestName.hint(key, PARTS));
            }
        });
        if (!item.isMap()) {
            return;
        }
        for (String part : List.of(NAME, FILE, PIXELS)) {
            if (!fields.containsKey(part)) {
                item.problem(
                        "a map with '" + part + "'",
                        part.equals(PIXELS) ? "'network check FILE --data NAME' finds out what they are" : "");
            }
        }
        Optional<String> name = field(fields, NAME).flatMap(this::name);
        Optional<Path> file = field(fields, FILE).flatMap(this::file);
        Optional<PixelScale> pixels = field(fields, PIXELS).flatMap(NetworkRows::pixels);
        Optional<ColourOrder> colour = fields.containsKey(COLOUR)
                ? parsed(fields.get(COLOUR).value(), "rgb or bgr", ColourOrder::parse)
                : Optional.of(ColourOrder.RGB);
        Optional<InputSize> size = fields.containsKey(INPUT)
                ? parsed(fields.get(INPUT).value(), "a side in pixels, or HEIGHTxWIDTH", InputSize::parse)
                : Optional.of(InputSize.USUAL);
        if (name.isPresent() && file.isPresent() && pixels.isPresent() && colour.isPresent() && size.isPresent()) {
            ImageForm form = new ImageForm(size.get(), pixels.get(), colour.get());
            rows.add(new NetworkRow(name.get(), file.get(), Settings.ofNetwork(form, verify), item.place()));
        }
    }

    private static Optional<YamlCursor> field(Map<String, YamlCursor.Field> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(YamlCursor.Field::value);
    }

    private Optional<String> name(YamlCursor value) {
        Optional<String> name = value.text("a name");
        if (name.isEmpty()) {
            return name;
        }
        if (!DatasetNamesType.NAME.matcher(name.get()).matches()) {
            value.problem("letters, digits, dots, hyphens and underscores, a letter or digit first");
            return Optional.empty();
        }
        if (isLoss(name.get())) {
            value.problem("a name that is none of a loss");
            return Optional.empty();
        }
        if (rows.stream().anyMatch(row -> row.name().equals(name.get()))) {
            value.problem("each network by a name of its own");
            return Optional.empty();
        }
        return name;
    }

    private static boolean isLoss(String name) {
        try {
            Objective.parse(name);
            return true;
        } catch (LabelException e) {
            return false;
        }
    }

    private Optional<Path> file(YamlCursor value) {
        Optional<String> text = value.text(A_FILE);
        try {
            if (text.isPresent()
                    && text.get().length() <= LONGEST
                    && !text.get().isBlank()) {
                String filled = ShellVariables.fill(text.get(), environment);
                return Optional.of(experiment.resolveSibling(filled).normalize());
            }
        } catch (ShellVariables.UnsetException e) {
            value.problem(
                    "environment variable " + e.getMessage() + " to be set",
                    "Or write ${" + e.getMessage() + ":-folder}");
            return Optional.empty();
        } catch (InvalidPathException e) {
            // Falls through to the same message.
        }
        if (text.isPresent()) {
            value.problem(A_FILE);
        }
        return Optional.empty();
    }

    private static Optional<PixelScale> pixels(YamlCursor value) {
        if (!value.isMap()) {
            return parsed(value, PixelScale.expected(), PixelScale::parse);
        }
        Map<String, YamlCursor.Field> fields = value.fields("");
        fields.forEach((key, field) -> {
            if (!List.of(MEAN, DEVIATION).contains(key)) {
                field.name().problem("mean or deviation");
            }
        });
        if (!fields.containsKey(MEAN) || !fields.containsKey(DEVIATION)) {
            value.problem("a map with mean and deviation, such as {mean: 127.5, deviation: 128}");
            return Optional.empty();
        }
        String text = numbers(fields.get(MEAN).value()) + "/"
                + numbers(fields.get(DEVIATION).value());
        try {
            return Optional.of(PixelScale.parse(text));
        } catch (IllegalArgumentException e) {
            value.problem("a mean and a deviation, one number or three each: red, green and blue");
            return Optional.empty();
        }
    }

    private static String numbers(YamlCursor value) {
        return String.join(
                ",", value.itemsOrSelf("").stream().map(YamlCursor::raw).toList());
    }

    private static <T> Optional<T> parsed(YamlCursor value, String expected, Function<String, T> parse) {
        Optional<String> text = value.text(expected);
        try {
            return text.map(parse);
        } catch (IllegalArgumentException e) {
            value.problem(expected);
            return Optional.empty();
        }
    }
}
