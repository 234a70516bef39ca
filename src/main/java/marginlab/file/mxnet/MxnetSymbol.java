package marginlab.file.mxnet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import marginlab.file.RegularFile;
import marginlab.file.json.BoundedJson;
import marginlab.file.json.Json;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * MXNet's {@code *-symbol.json}: the nodes of a network, each after those that it takes.
 *
 * @param nodes in order
 * @param head the output that is taken, a node's number
 * @param version of MXNet that wrote it, 10901 for 1.9.1; 0 where it does not say
 */
public record MxnetSymbol(List<MxnetNode> nodes, int head, int version) {
    private static final int MOST_BYTES = 1 << 26;
    private static final int MOST_NODES = 100_000;
    private static final int LONGEST = 4096;
    /** First values, rates and the like: of the training, and nothing to who uses the network. */
    private static final String HIDDEN = "__";

    private static final String VERSION = "mxnet_version";
    private static final String WHOLE = "the symbol of an MXNet network: JSON with nodes and heads";

    /** What networks for faces are made of. None of them reads a file, calls back or loads code. */
    private static final Set<String> OPERATORS = Set.of(
            "Activation",
            "BatchNorm",
            "BlockGrad",
            "Cast",
            "Concat",
            "Convolution",
            "Dropout",
            "Flatten",
            "FullyConnected",
            "InstanceNorm",
            "L2Normalization",
            "LayerNorm",
            "LeakyReLU",
            "Pad",
            "Pooling",
            "Reshape",
            "SliceChannel",
            "SoftmaxActivation",
            "SwapAxis",
            "UpSampling",
            "_Div",
            "_DivScalar",
            "_Minus",
            "_MinusScalar",
            "_Mul",
            "_MulScalar",
            "_Plus",
            "_PlusScalar",
            "_add",
            "_copy",
            "_div",
            "_div_scalar",
            "_minus",
            "_minus_scalar",
            "_mul",
            "_mul_scalar",
            "_plus",
            "_plus_scalar",
            "_power_scalar",
            "_sub",
            "add_n",
            "amp_cast",
            "broadcast_add",
            "broadcast_div",
            "broadcast_minus",
            "broadcast_mul",
            "broadcast_plus",
            "broadcast_sub",
            "cast",
            "clip",
            "concat",
            "elemwise_add",
            "elemwise_div",
            "elemwise_mul",
            "elemwise_sub",
            "exp",
            "expand_dims",
            "flatten",
            "identity",
            "max",
            "mean",
            "null",
            "pad",
            "relu",
            "reshape",
            "sigmoid",
            "slice",
            "slice_axis",
            "softmax",
            "sqrt",
            "square",
            "squeeze",
            "sum",
            "tanh",
            "transpose");

    public MxnetSymbol {
        nodes = List.copyOf(nodes);
    }

    /**
     * The symbol of a file.
     *
     * @throws ProblemException where it is none, is cut, or its nodes do not fit together
     */
    public static MxnetSymbol read(Path file) {
        byte[] bytes = RegularFile.read(file, MOST_BYTES, "a symbol of at most this many bytes:");
        if (bytes.length == 0) {
            throw FileProblem.at(file.toString(), "an empty file", WHOLE);
        }
        try (Reader text = new BoundedJson(new StringReader(new String(bytes, StandardCharsets.UTF_8)), LONGEST)) {
            return of(JsonParser.parseReader(text).getAsJsonObject(), file);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | NumberFormatException
                | ClassCastException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | IOException
                | StackOverflowError e) {
            throw new ProblemException(new Problem(file.toString(), "text that is none, or is cut", WHOLE), e);
        }
    }

    private static MxnetSymbol of(JsonObject document, Path file) {
        JsonArray all = document.getAsJsonArray("nodes");
        JsonArray heads = document.getAsJsonArray("heads");
        if (all.isEmpty() || all.size() > MOST_NODES || heads.isEmpty()) {
            throw FileProblem.at(
                    file.toString(),
                    all.size() + " nodes and " + heads.size() + " heads",
                    "1 to " + MOST_NODES + " nodes and a head");
        }
        List<MxnetNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonElement one : all) {
            MxnetNode node = node(one.getAsJsonObject());
            int place = nodes.size();
            if (node.inputs().stream().anyMatch(input -> input.node() < 0 || input.node() >= place)) {
                throw FileProblem.at(
                        file + " node " + node.name(), "an input that comes after it", "nodes in their order");
            }
            if (!names.add(node.name())) {
                throw FileProblem.at(file + " node " + node.name(), "a second node of that name", "each name once");
            }
            nodes.add(node);
        }
        int head = heads.get(0).getAsJsonArray().get(0).getAsInt();
        if (head < 0 || head >= nodes.size()) {
            throw FileProblem.at(file.toString(), "node " + head + " for a head", "one of " + nodes.size() + " nodes");
        }
        return new MxnetSymbol(nodes, head, version(document));
    }

    private static int version(JsonObject document) {
        JsonObject attributes = document.getAsJsonObject("attrs");
        JsonArray version = attributes == null ? null : attributes.getAsJsonArray(VERSION);
        return version == null ? 0 : version.get(1).getAsInt();
    }

    private static MxnetNode node(JsonObject object) {
        Map<String, String> attributes = new TreeMap<>();
        // MXNet before 1.0 had the two kinds of attributes apart.
        for (String kind : List.of("attr", "param", "attrs")) {
            if (object.has(kind)) {
                object.getAsJsonObject(kind).entrySet().stream()
                        .filter(entry -> !entry.getKey().startsWith(HIDDEN))
                        .forEach(entry ->
                                attributes.put(entry.getKey(), entry.getValue().getAsString()));
            }
        }
        List<MxnetNode.Input> inputs = new ArrayList<>();
        for (JsonElement input : object.getAsJsonArray("inputs")) {
            JsonArray pair = input.getAsJsonArray();
            inputs.add(new MxnetNode.Input(pair.get(0).getAsInt(), pair.get(1).getAsInt()));
        }
        return new MxnetNode(object.get("op").getAsString(), object.get("name").getAsString(), attributes, inputs);
    }

    /** Operators that are not among those that are known to do nothing but arithmetic. */
    public Set<String> unknownOperators() {
        Set<String> unknown = new TreeSet<>();
        nodes.stream()
                .map(MxnetNode::operator)
                .filter(name -> !OPERATORS.contains(name))
                .forEach(unknown::add);
        return unknown;
    }

    /** The number of the node of a name. */
    public Optional<Integer> find(String name) {
        return IntStream.range(0, nodes.size())
                .boxed()
                .filter(i -> nodes.get(i).name().equals(name))
                .findFirst();
    }

    /** The network up to a node, which becomes its only output; what is not needed for it is left out. */
    public MxnetSymbol upTo(int node) {
        boolean[] needed = new boolean[node + 1];
        needed[node] = true;
        for (int i = node; i >= 0; i--) {
            if (needed[i]) {
                nodes.get(i).inputs().forEach(input -> needed[input.node()] = true);
            }
        }
        int[] places = new int[node + 1];
        List<MxnetNode> kept = new ArrayList<>();
        for (int i = 0; i <= node; i++) {
            if (needed[i]) {
                places[i] = kept.size();
                kept.add(nodes.get(i).moved(places));
            }
        }
        return new MxnetSymbol(kept, kept.size() - 1, version);
    }

    /** The symbol as MXNet 1 reads it. */
    public String json() {
        List<Integer> variables = IntStream.range(0, nodes.size())
                .filter(i -> nodes.get(i).isVariable())
                .boxed()
                .toList();
        return Json.line(new Document(
                nodes.stream().map(NodeJson::of).toList(),
                variables,
                List.of(List.of(head, 0, 0)),
                version > 0 ? Optional.of(Map.of(VERSION, List.of("int", version))) : Optional.empty()));
    }

    private record Document(
            List<NodeJson> nodes,
            List<Integer> arg_nodes,
            List<List<Integer>> heads,
            Optional<Map<String, List<Object>>> attrs) {}

    private record NodeJson(String op, String name, Optional<Map<String, String>> attrs, List<List<Integer>> inputs) {
        static NodeJson of(MxnetNode node) {
            return new NodeJson(
                    node.operator(),
                    node.name(),
                    node.isVariable() ? Optional.empty() : Optional.of(new TreeMap<>(node.attributes())),
                    node.inputs().stream()
                            .map(input -> List.of(input.node(), input.output(), 0))
                            .toList());
        }
    }
}
