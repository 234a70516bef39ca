package marginlab.file.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output of a network.
 *
 * @param name as the network calls it
 * @param type of its numbers, {@code FLOAT}
 * @param shape sizes of its dimensions; -1 of one that is not fixed; empty where nothing is said
 */
public record OnnxValue(String name, String type, List<Long> shape) {
    public OnnxValue {
        shape = List.copyOf(shape);
    }

    /** {@code [N, 3, 112, 112]}. */
    public String text() {
        return shape.stream().map(size -> size < 0 ? "N" : size.toString()).collect(Collectors.joining(", ", "[", "]"));
    }
}
