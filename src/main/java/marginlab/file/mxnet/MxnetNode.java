package marginlab.file.mxnet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a symbol.
 *
 * @param operator {@code Convolution}; {@value #VARIABLE} of what comes from outside
 * @param name unique among the nodes
 * @param attributes of the operator, as text
 * @param inputs outputs of nodes that stand before it
 */
public record MxnetNode(String operator, String name, Map<String, String> attributes, List<Input> inputs) {
    static final String VARIABLE = "null";

    /**
     * One input.
     *
     * @param node the number of a node
     * @param output the number of its output
     */
    public record Input(int node, int output) {}

    public MxnetNode {
        attributes = Map.copyOf(attributes);
        inputs = List.copyOf(inputs);
    }

    /** Whether its value comes from outside: an array, or the images. */
    public boolean isVariable() {
        return operator.equals(VARIABLE);
    }

    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /** The same node, where those that it takes stand at other places. */
    public MxnetNode moved(int[] places) {
        return new MxnetNode(
                operator,
                name,
                attributes,
                inputs.stream()
                        .map(input -> new Input(places[input.node()], input.output()))
                        .toList());
    }
}
