package marginlab.experiment.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network that turns a face into an embedding.
 *
 * <p>Text form: {@code IR-50}, {@code IR-SE-50}, {@code MobileFaceNet}, or {@code IR(1-1-1-1, 16-32-64-128)} with units and
 * widths of the stages; a trailing {@code , relu} replaces the per-channel PReLU. IR-200 is arcface_torch's; the other one of
 * the literature is {@code IR(3-24-36-3, 64-128-256-512)}.
 *
 * @param kind of its units
 * @param units of each stage
 * @param widths channels of each stage; the first is also the stem's
 * @param activation after the stem and inside each unit
 */
public record Backbone(Kind kind, List<Integer> units, List<Integer> widths, Activation activation) {

    /** What a network is made of. */
    public enum Kind {
        /** Improved residual units. */
        IR("IR"),
        /** The same with squeeze and excitation. */
        IR_SE("IR-SE"),
        /** Bottlenecks of depthwise convolutions, as in MobileFaceNet. */
        MOBILE("Mobile");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

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
            return ChoiceType.named(text, values(), Activation::label);
        }
    }

    /** Channels before the output layer of a {@link Kind#MOBILE} network. */
    public static final int MOBILE_FEATURES = 512;

    private static final Pattern FORM = Pattern.compile("(IR|IR-SE|Mobile)"
            + "\\(\\s*(\\d{1,5}(?:-\\d{1,5})*)\\s*,\\s*(\\d{1,5}(?:-\\d{1,5})*)\\s*(?:,\\s*(\\w+)\\s*)?\\)");
    private static final List<Integer> PAPER_WIDTHS = List.of(64, 128, 256, 512);
    private static final Map<String, Backbone> NAMED = named();

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

    /** Of improved residual units. */
    public Backbone(List<Integer> units, List<Integer> widths, Activation activation) {
        this(Kind.IR, units, widths, activation);
    }

    private static Map<String, Backbone> named() {
        Map<String, List<Integer>> depths = new LinkedHashMap<>();
        depths.put("-100", List.of(3, 13, 30, 3));
        depths.put("-18", List.of(2, 2, 2, 2));
        depths.put("-200", List.of(6, 26, 60, 6));
        depths.put("-34", List.of(3, 4, 6, 3));
        depths.put("-50", List.of(3, 4, 14, 3));
        Map<String, Backbone> named = new LinkedHashMap<>();
        for (Kind kind : List.of(Kind.IR, Kind.IR_SE)) {
            depths.forEach((depth, units) ->
                    named.put(kind.label() + depth, new Backbone(kind, units, PAPER_WIDTHS, Activation.PRELU)));
        }
        named.put(
                "MobileFaceNet", new Backbone(Kind.MOBILE, List.of(4, 6, 2), List.of(64, 128, 128), Activation.PRELU));
        return named;
    }

    /** The text form, which {@link #parse} reads back. */
    public String label() {
        return NAMED.entrySet().stream()
                .filter(entry -> entry.getValue().equals(this))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> kind.label() + "(" + dashed(units) + ", " + dashed(widths)
                        + (activation == Activation.PRELU ? "" : ", " + activation.label()) + ")");
    }

    /** A network of the literature by its name, or null. */
    public static Backbone named(String name) {
        return NAMED.get(name);
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
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
        Activation activation = matcher.group(4) == null ? Activation.PRELU : Activation.parse(matcher.group(4));
        Kind kind = ChoiceType.named(matcher.group(1), Kind.values(), Kind::label);
        return new Backbone(kind, numbers(matcher.group(2)), numbers(matcher.group(3)), activation);
    }

    private static List<Integer> numbers(String dashed) {
        return Stream.of(dashed.split("-")).map(Integer::valueOf).collect(Collectors.toUnmodifiableList());
    }

    private static String dashed(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
