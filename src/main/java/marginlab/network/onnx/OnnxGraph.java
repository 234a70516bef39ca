package marginlab.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A graph of operators that grows node by node; each node is named after its operator with a number, as {@code Conv_12}. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, Integer> used = new HashMap<>();

    /** Adds a node with one output, whose name it returns. */
    String add(String operator, List<String> inputs, Consumer<NodeProto.Builder> attributes) {
        String name = operator + "_" + used.merge(operator, 1, Integer::sum);
        return add(operator, name, name, inputs, attributes);
    }

    /** The last node, whose output is that of the graph. */
    String addLast(String operator, String output, List<String> inputs, Consumer<NodeProto.Builder> attributes) {
        return add(operator, operator + "_last", output, inputs, attributes);
    }

    private String add(
            String operator, String name, String output, List<String> inputs, Consumer<NodeProto.Builder> attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(output);
        attributes.accept(node);
        graph.addNode(node);
        return output;
    }

    /** Adds an array of float32 under a name, which it returns. */
    String array(String name, long[] shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        Arrays.stream(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    static void whole(NodeProto.Builder node, String name, long value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value));
    }

    static void real(NodeProto.Builder node, String name, float value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value));
    }

    static void wholes(NodeProto.Builder node, String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        node.addAttribute(attribute);
    }

    GraphProto.Builder graph() {
        return graph;
    }
}
