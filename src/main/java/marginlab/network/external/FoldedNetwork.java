package marginlab.network.external;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.MxnetNode;
import marginlab.file.mxnet.MxnetSymbol;

/**
 * A network whose batch norms with running statistics are part of the convolutions before them: with {@code a = gamma /
 * sqrt(variance + epsilon)} of each channel the weights become {@code a w} and the bias {@code a (b - mean) + beta}.
 *
 * @param symbol without those batch norms
 * @param arrays that it takes
 */
record FoldedNetwork(MxnetSymbol symbol, Map<String, MxnetArray> arrays) {
    private static final double USUAL_EPSILON = 1e-3;

    static FoldedNetwork of(MxnetSymbol symbol, Map<String, MxnetArray> arrays) {
        int count = symbol.nodes().size();
        int[] users = new int[count];
        symbol.nodes().forEach(node -> node.inputs().forEach(input -> users[input.node()]++));
        int[] places = new int[count];
        List<MxnetNode> nodes = new ArrayList<>();
        Map<String, MxnetArray> kept = new LinkedHashMap<>(arrays);
        for (int i = 0; i < count; i++) {
            MxnetNode node = symbol.nodes().get(i);
            Channels channels = Channels.of(symbol, i, arrays, users);
            if (channels == null) {
                places[i] = nodes.size();
                nodes.add(node.moved(places));
                continue;
            }
            int before = node.inputs().get(0).node();
            // It stays where it is, and is left out at the end with all that nothing needs.
            MxnetNode convolution = nodes.get(places[before]);
            String weight = channels.weight().name();
            kept.put(weight, channels.weights());
            String bias = node.name() + "_folded_bias";
            kept.put(bias, new MxnetArray(bias, false, new long[] {channels.count()}, channels.biases()));
            nodes.add(new MxnetNode("null", bias, Map.of(), List.of()));
            Map<String, String> attributes = new TreeMap<>(convolution.attributes());
            attributes.put("no_bias", "False");
            List<MxnetNode.Input> inputs = new ArrayList<>(convolution.inputs().subList(0, 2));
            inputs.add(new MxnetNode.Input(nodes.size() - 1, 0));
            places[i] = nodes.size();
            nodes.add(new MxnetNode(convolution.operator(), convolution.name(), attributes, inputs));
        }
        int head = places[symbol.head()];
        MxnetSymbol all = new MxnetSymbol(nodes, head, symbol.version()).upTo(head);
        kept.keySet().retainAll(all.nodes().stream().map(MxnetNode::name).toList());
        return new FoldedNetwork(all, kept);
    }

    /** A convolution and the batch norm that is all that uses it. */
    private record Channels(MxnetArray weight, float[] bias, double[] factor, double[] shift) {

        /** Null where a node is no such batch norm. */
        static Channels of(MxnetSymbol symbol, int at, Map<String, MxnetArray> arrays, int[] users) {
            MxnetNode norm = symbol.nodes().get(at);
            if (!norm.operator().equals("BatchNorm")
                    || norm.inputs().size() != 5
                    || !norm.attribute("axis").orElse("1").equals("1")) {
                return null;
            }
            int before = norm.inputs().get(0).node();
            MxnetNode convolution = symbol.nodes().get(before);
            if (!convolution.operator().equals("Convolution") || users[before] != 1) {
                return null;
            }
            MxnetArray weight = array(symbol, convolution, 1, arrays, users);
            MxnetArray bias = convolution.inputs().size() > 2 ? array(symbol, convolution, 2, arrays, users) : null;
            MxnetArray[] norms = new MxnetArray[4];
            for (int i = 0; i < norms.length; i++) {
                norms[i] = array(symbol, norm, i + 1, arrays, users);
            }
            int count = weight == null ? 0 : (int) weight.shape()[0];
            if (count == 0 || convolution.inputs().size() > 2 && bias == null) {
                return null;
            }
            for (MxnetArray one : norms) {
                if (one == null || one.values().length != count) {
                    return null;
                }
            }
            boolean fixed = isTrue(norm.attribute("fix_gamma").orElse("True"));
            double epsilon = norm.attribute("eps").map(Double::parseDouble).orElse(USUAL_EPSILON);
            float[] scale = norms[0].values();
            float[] beta = norms[1].values();
            float[] mean = norms[2].values();
            float[] variance = norms[3].values();
            double[] factor = new double[count];
            double[] shift = new double[count];
            for (int c = 0; c < count; c++) {
                factor[c] = (fixed ? 1 : scale[c]) / Math.sqrt(variance[c] + epsilon);
                shift[c] = beta[c] - factor[c] * mean[c];
            }
            return new Channels(weight, bias == null ? new float[count] : bias.values(), factor, shift);
        }

        private static boolean isTrue(String text) {
            return text.equalsIgnoreCase("true") || text.equals("1");
        }

        /** An input that is an array which nothing else uses. */
        private static MxnetArray array(
                MxnetSymbol symbol, MxnetNode node, int input, Map<String, MxnetArray> arrays, int[] users) {
            if (node.inputs().size() <= input) {
                return null;
            }
            int from = node.inputs().get(input).node();
            MxnetNode variable = symbol.nodes().get(from);
            return variable.isVariable() && users[from] == 1 ? arrays.get(variable.name()) : null;
        }

        int count() {
            return factor.length;
        }

        MxnetArray weights() {
            float[] values = weight.values().clone();
            int each = values.length / count();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (factor[i / each] * values[i]);
            }
            return new MxnetArray(weight.name(), false, weight.shape(), values);
        }

        float[] biases() {
            float[] biases = new float[count()];
            for (int c = 0; c < biases.length; c++) {
                biases[c] = (float) (factor[c] * bias[c] + shift[c]);
            }
            return biases;
        }
    }
}
