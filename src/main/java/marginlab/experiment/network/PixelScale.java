package marginlab.experiment.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.text.Decimal;

/**
 * What becomes of a pixel of 0 to 255: {@code (x - mean) / deviation}.
 *
 * <p>Text form: a name ({@code 0..255}, {@code 0..1}, {@code -1..1}, {@code imagenet}), or mean and deviation with a slash
 * between, each one number or one a colour: {@code 127.5/128}, {@code 123.675,116.28,103.53/58.395,57.12,57.375}.
 *
 * @param mean of red, green and blue, whatever the order of the planes
 * @param deviation of red, green and blue
 */
public record PixelScale(List<Double> mean, List<Double> deviation) {
    private static final int COLOURS = 3;
    private static final double MOST = 1e6;
    private static final double LEAST = 1e-6;

    /** As they are: of networks that scale by themselves. */
    public static final PixelScale BYTES = alike(0, 1);

    public static final PixelScale UNIT = alike(0, 255);

    /** PyTorch's and Caffe's usual one; ends at 1. */
    public static final PixelScale CENTRED = alike(127.5, 127.5);

    /** InsightFace's; ends at 0.996. */
    public static final PixelScale CENTRED_128 = alike(127.5, 128);

    /** torchvision's. */
    public static final PixelScale IMAGENET =
            new PixelScale(List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375));

    private static final Map<String, PixelScale> NAMED = named();

    public PixelScale {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != COLOURS || deviation.size() != COLOURS) {
            throw new IllegalArgumentException("a mean and a deviation have one number or three");
        }
        if (mean.stream().anyMatch(x -> !(Math.abs(x) <= MOST))
                || deviation.stream().anyMatch(x -> !(x >= LEAST && x <= MOST))) {
            throw new IllegalArgumentException("a mean is within 1e6 of 0, a deviation from 1e-6 to 1e6");
        }
    }

    private static PixelScale alike(double mean, double deviation) {
        return new PixelScale(Collections.nCopies(COLOURS, mean), Collections.nCopies(COLOURS, deviation));
    }

    private static Map<String, PixelScale> named() {
        Map<String, PixelScale> named = new LinkedHashMap<>();
        named.put("0..255", BYTES);
        named.put("0..1", UNIT);
        named.put("-1..1", CENTRED);
        named.put("imagenet", IMAGENET);
        return named;
    }

    /** The names that there are, and the form of all others. */
    public static String expected() {
        return String.join(", ", NAMED.keySet()) + ", or MEAN/DEVIATION such as 127.5/128";
    }

    /** What a pixel of a colour becomes: red 0, green 1, blue 2. */
    public float of(int colour, int pixel) {
        return (float) ((pixel - mean.get(colour)) / deviation.get(colour));
    }

    public String label() {
        return NAMED.entrySet().stream()
                .filter(entry -> entry.getValue().equals(this))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> text(mean) + "/" + text(deviation));
    }

    private static String text(List<Double> numbers) {
        return numbers.stream().distinct().count() == 1
                ? Decimal.label(numbers.get(0))
                : numbers.stream().map(Decimal::label).collect(Collectors.joining(","));
    }

    /** Reads the label. */
    public static PixelScale parse(String text) {
        PixelScale known = NAMED.get(text);
        if (known != null) {
            return known;
        }
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is none of " + expected());
        }
        return new PixelScale(numbers(parts[0]), numbers(parts[1]));
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(Decimal::parse)
                .toList();
        return numbers.size() == 1 ? Collections.nCopies(COLOURS, numbers.get(0)) : numbers;
    }
}
