package marginlab.experiment;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network that turns a face into an embedding: an improved residual (IR) network.
 *
 * <p>Text form: {@code IR-50}, or {@code IR(1-1-1-1, 16-32-64-128)} with units and widths of the stages; a trailing
 * {@code , relu} replaces the per-channel PReLU.
 *
 * @param units residual units of each stage
 * @param widths channels of each stage; the first is also the stem's
 * @param activation after the stem and inside each unit
 */
public record Backbone(List<Integer> units, List<Integer> widths, Activation activation) {

    /** The nonlinearity of the network. */
    public enum Activation {
        PRELU("prelu"),
        RELU("relu");

        private final String label;

        Activation(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Reads the label. */
        public static Activation parse(String text) {
            return Choice.named(text, values(), Activation::label);
        }
    }

    private static final Pattern FORM = Pattern.compile(
            "IR\\(\\s*(\\d{1,5}(?:-\\d{1,5})*)\\s*,\\s*(\\d{1,5}(?:-\\d{1,5})*)\\s*(?:,\\s*(\\w+)\\s*)?\\)");
    private static final List<Integer> PAPER_WIDTHS = List.of(64, 128, 256, 512);

    public Backbone {
        units = List.copyOf(units);
        widths = List.copyOf(widths);
        if (units.isEmpty() || units.size() != widths.size()) {
            throw new IllegalArgumentException("a network has as many widths as stages, at least one");
        }
        if (units.stream().anyMatch(n -> n < 1) || widths.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("units and widths are at least 1");
        }
    }

    /** Convolutional layers and the output layer as the literature counts them: 50 for {@code [3, 4, 14, 3]}. */
    public int depth() {
        return 2 + 2 * units.stream().mapToInt(Integer::intValue).sum();
    }

    /** The text form, which {@link #parse} reads back. */
    public String label() {
        String suffix = activation == Activation.PRELU ? "" : ", " + activation.label();
        if (suffix.isEmpty() && widths.equals(PAPER_WIDTHS) && Named.of(units) != null) {
            return Named.of(units);
        }
        return "IR(" + dashed(units) + ", " + dashed(widths) + suffix + ")";
    }

    /** A network of the literature by its name, or null. */
    public static Backbone named(String name) {
        List<Integer> units = Named.UNITS.get(name);
        return units == null ? null : new Backbone(units, PAPER_WIDTHS, Activation.PRELU);
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return List.copyOf(Named.UNITS.keySet());
    }

    /** Reads the text form. */
    public static Backbone parse(String text) {
        if (named(text) != null) {
            return named(text);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is neither " + String.join(", ", names())
                    + " nor IR(units, widths) such as IR(1-1-1-1, 16-32-64-128)");
        }
        Activation activation = matcher.group(3) == null ? Activation.PRELU : Activation.parse(matcher.group(3));
        return new Backbone(numbers(matcher.group(1)), numbers(matcher.group(2)), activation);
    }

    private static List<Integer> numbers(String dashed) {
        return Stream.of(dashed.split("-")).map(Integer::valueOf).collect(Collectors.toUnmodifiableList());
    }

    private static String dashed(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static final class Named {
        private static final java.util.SortedMap<String, List<Integer>> UNITS =
                new java.util.TreeMap<>(java.util.Map.of(
                        "IR-18", List.of(2, 2, 2, 2),
                        "IR-34", List.of(3, 4, 6, 3),
                        "IR-50", List.of(3, 4, 14, 3),
                        "IR-100", List.of(3, 13, 30, 3),
                        "IR-200", List.of(6, 26, 60, 6)));

        private static String of(List<Integer> units) {
            return UNITS.entrySet().stream()
                    .filter(e -> e.getValue().equals(units))
                    .map(java.util.Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }
}
