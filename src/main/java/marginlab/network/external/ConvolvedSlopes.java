package marginlab.network.external;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.MxnetNode;
import marginlab.file.mxnet.MxnetSymbol;

/**
 * A network whose PReLUs with a slope a channel are sums of convolutions of 1 x 1 with one group a channel: {@code prelu(x) = a x
 * + (1 - a) max(x, 0)}, for any a. MXNet's own PReLU goes over the maps value by value in a layout of its own; these operators are
 * oneDNN's, as what stands before and after them: InsightFace's MobileFaceNet takes 5.8 ms of a core in place of 12.5.
 *
 * @param symbol without those PReLUs
 * @param arrays that it takes
 */
record ConvolvedSlopes(MxnetSymbol symbol, Map<String, MxnetArray> arrays) {
    /** What gives maps where it is given maps. */
    private static final Set<String> KEEPS_MAPS = Set.of(
            "Activation",
            "BatchNorm",
            "Dropout",
            "LeakyReLU",
            "_Plus",
            "_add",
            "_copy",
            "_minus_scalar",
            "_mul_scalar",
            "_plus",
            "_plus_scalar",
            "elemwise_add",
            "identity");

    private static final Set<String> GIVES_MAPS = Set.of("Convolution", "Pooling");

    static ConvolvedSlopes of(MxnetSymbol symbol, Map<String, MxnetArray> arrays) {
        int count = symbol.nodes().size();
        boolean[] isMaps = new boolean[count];
        int[] places = new int[count];
        List<MxnetNode> nodes = new ArrayList<>();
        Map<String, MxnetArray> kept = new LinkedHashMap<>(arrays);
        for (int i = 0; i < count; i++) {
            MxnetNode node = symbol.nodes().get(i);
            int first = node.inputs().isEmpty() ? i : node.inputs().get(0).node();
            isMaps[i] = GIVES_MAPS.contains(node.operator()) || KEEPS_MAPS.contains(node.operator()) && isMaps[first];
            MxnetArray slopes = isMaps[i] ? slopes(symbol, node, arrays) : null;
            if (slopes == null) {
                nodes.add(node.moved(places));
            } else {
                convolve(node, places[first], slopes.values(), nodes, kept);
            }
            places[i] = nodes.size() - 1;
        }
        int head = places[symbol.head()];
        MxnetSymbol all = new MxnetSymbol(nodes, head, symbol.version()).upTo(head);
        kept.keySet().retainAll(all.nodes().stream().map(MxnetNode::name).toList());
        return new ConvolvedSlopes(all, kept);
    }

    /** The slopes of a PReLU that has several; null of every other node. */
    private static MxnetArray slopes(MxnetSymbol symbol, MxnetNode node, Map<String, MxnetArray> arrays) {
        boolean isPrelu = node.operator().equals("LeakyReLU")
                && node.attribute("act_type").orElse("leaky").equals("prelu")
                && node.inputs().size() == 2
                && node.inputs().get(0).output() == 0;
        if (!isPrelu) {
            return null;
        }
        MxnetArray slopes =
                arrays.get(symbol.nodes().get(node.inputs().get(1).node()).name());
        return slopes != null && slopes.values().length > 1 ? slopes : null;
    }

    private static void convolve(
            MxnetNode node, int input, float[] slopes, List<MxnetNode> nodes, Map<String, MxnetArray> kept) {
        float[] rest = new float[slopes.length];
        for (int c = 0; c < rest.length; c++) {
            rest[c] = 1 - slopes[c];
        }
        String name = node.name();
        nodes.add(new MxnetNode(
                "Activation", name + "_positive", Map.of("act_type", "relu"), List.of(new MxnetNode.Input(input, 0))));
        int positive = nodes.size() - 1;
        int whole = scaled(name + "_whole", input, slopes, nodes, kept);
        int more = scaled(name + "_more", positive, rest, nodes, kept);
        nodes.add(new MxnetNode(
                "elemwise_add", name, Map.of(), List.of(new MxnetNode.Input(whole, 0), new MxnetNode.Input(more, 0))));
    }

    /** Maps times a number a channel; the place of the node that gives them. */
    private static int scaled(
            String name, int input, float[] factors, List<MxnetNode> nodes, Map<String, MxnetArray> kept) {
        String weight = name + "_weight";
        kept.put(weight, new MxnetArray(weight, false, new long[] {factors.length, 1, 1, 1}, factors));
        nodes.add(new MxnetNode("null", weight, Map.of(), List.of()));
        String channels = Integer.toString(factors.length);
        nodes.add(new MxnetNode(
                "Convolution",
                name,
                Map.of("kernel", "(1, 1)", "num_filter", channels, "num_group", channels, "no_bias", "True"),
                List.of(new MxnetNode.Input(input, 0), new MxnetNode.Input(nodes.size() - 1, 0))));
        return nodes.size() - 1;
    }
}
