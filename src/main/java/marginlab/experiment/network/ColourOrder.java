package marginlab.experiment.network;

import java.util.Locale;
import java.util.stream.Stream;

/** Which colour the first plane of an image has: OpenCV reads blue first, most else red. */
public enum ColourOrder {
    RGB,
    BGR;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The plane of red, green (1) or blue (2). */
    public int plane(int colour) {
        return this == RGB ? colour : 2 - colour;
    }

    /** Reads the label. */
    public static ColourOrder parse(String text) {
        return Stream.of(values())
                .filter(order -> order.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is neither rgb nor bgr"));
    }
}
