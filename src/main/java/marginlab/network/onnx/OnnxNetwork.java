package marginlab.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Settings;
import marginlab.network.FaceModel;
import marginlab.network.weights.BackboneLayers;
import marginlab.network.weights.Layer;
import marginlab.network.weights.Layer.Kind;
import marginlab.network.weights.Trainer;
import marginlab.network.weights.WeightTransfer;

/**
 * A trained network as ONNX: pixels {@code [N, 3, S, S]} in, RGB from 0 to 255 with any N, embeddings {@code [N, d]} out, not
 * normalised.
 *
 * <p>Input and output are called {@code data} and {@code fc1} as in InsightFace's files, and the network begins with its own
 * {@code (x - 127.5) / 128} as those of arcface_mxnet do, so that nobody has to know the range: InsightFace's Python package
 * recognises the two operators. Batch normalisation has its running statistics, dropout is left out.
 */
public final class OnnxNetwork {
    /** The set of operators. */
    public static final int OPSET = 17;

    public static final String INPUT = "data";
    public static final String OUTPUT = "fc1";

    private static final int IR_VERSION = 8;
    private static final Consumer<NodeProto.Builder> PLAIN = node -> {};

    private final Settings settings;
    private final OnnxGraph graph = new OnnxGraph();
    private final Iterator<Layer> layers;
    private final Iterator<FaceModel.Part> parts;

    private OnnxNetwork(FaceModel model, Settings settings) {
        this.settings = settings;
        this.layers = BackboneLayers.of(settings.backbone(), settings.input(), settings.embedding())
                .iterator();
        this.parts = model.backbone().iterator();
    }

    /** The network of a model with these settings. */
    public static ModelProto of(FaceModel model, Settings settings) {
        return new OnnxNetwork(model, settings).model();
    }

    private ModelProto model() {
        String x =
                graph.add("Sub", List.of(INPUT, graph.array("pixel_mean", new long[0], new float[] {127.5f})), PLAIN);
        x = graph.add("Mul", List.of(x, graph.array("pixel_scale", new long[0], new float[] {0.0078125f})), PLAIN);
        x = settings.backbone().kind() == Backbone.Kind.MOBILE ? mobile(x) : residual(x);
        x = graph.add("Flatten", List.of(x), node -> OnnxGraph.whole(node, "axis", 1));
        x = linear(x);
        normalisation(x, OUTPUT, settings.variants().recipe().epsilon());
        graph.graph()
                .setName(settings.backbone().label())
                .addInput(value(INPUT, dynamic(), 3, settings.input(), settings.input()))
                .addOutput(value(OUTPUT, dynamic(), settings.embedding()));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(WeightTransfer.PRODUCER)
                .setDocString("RGB, 0 to 255")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph.graph())
                .build();
    }

    private String residual(String pixels) {
        Backbone backbone = settings.backbone();
        float epsilon = settings.variants().recipe().epsilon();
        String x = activation(normalisation(convolution(pixels, 1, 1, 1), epsilon));
        for (int units : backbone.units()) {
            for (int unit = 0; unit < units; unit++) {
                x = unit(x, unit == 0, epsilon);
            }
        }
        return normalisation(x, epsilon);
    }

    private String unit(String x, boolean first, float epsilon) {
        int stride = first ? 2 : 1;
        String change = normalisation(x, epsilon);
        change = normalisation(convolution(change, 1, 1, 1), epsilon);
        change = convolution(activation(change), stride, 1, 1);
        change = normalisation(change, epsilon);
        if (settings.backbone().kind() == Backbone.Kind.IR_SE) {
            change = squeezeAndExcite(change);
        }
        String kept = first ? normalisation(convolution(x, stride, 0, 1), epsilon) : x;
        return graph.add("Add", List.of(change, kept), PLAIN);
    }

    private String squeezeAndExcite(String maps) {
        String means = graph.add("GlobalAveragePool", List.of(maps), PLAIN);
        String weights = graph.add("Relu", List.of(gate(means)), PLAIN);
        weights = graph.add("Sigmoid", List.of(gate(weights)), PLAIN);
        return graph.add("Mul", List.of(maps, weights), PLAIN);
    }

    /** A fully connected layer on maps of one pixel: a convolution of 1 x 1. */
    private String gate(String x) {
        Layer layer = next(Kind.GATE);
        FaceModel.Part part = parts.next();
        long[] shape = part.array().getShape().getShape();
        String weight = graph.array(
                name(layer, Layer.Role.WEIGHT),
                new long[] {shape[0], shape[1], 1, 1},
                part.array().toFloatArray());
        return graph.add("Conv", List.of(x, weight), node -> OnnxGraph.wholes(node, "kernel_shape", 1, 1));
    }

    private String mobile(String pixels) {
        Backbone backbone = settings.backbone();
        float epsilon = settings.variants().recipe().mobileEpsilon();
        int width = backbone.widths().get(0);
        String x = activation(normalisation(convolution(pixels, 2, 1, 1), epsilon));
        x = activation(normalisation(convolution(x, 1, 1, width), epsilon));
        for (int stage = 0; stage < backbone.widths().size(); stage++) {
            int inside = (stage == 0 ? 2 : 4) * width;
            width = backbone.widths().get(stage);
            x = bottleneck(x, inside, 2, epsilon);
            for (int unit = 0; unit < backbone.units().get(stage); unit++) {
                x = graph.add("Add", List.of(bottleneck(x, 2 * width, 1, epsilon), x), PLAIN);
            }
        }
        x = activation(normalisation(convolution(x, 1, 0, 1), epsilon));
        return normalisation(convolution(x, 1, 0, Backbone.MOBILE_FEATURES), epsilon);
    }

    private String bottleneck(String x, int inside, int stride, float epsilon) {
        String change = activation(normalisation(convolution(x, 1, 0, 1), epsilon));
        change = activation(normalisation(convolution(change, stride, 1, inside), epsilon));
        return normalisation(convolution(change, 1, 0, 1), epsilon);
    }

    private String convolution(String x, int stride, int padding, int groups) {
        Layer layer = next(Kind.CONVOLUTION);
        FaceModel.Part part = parts.next();
        long[] shape = part.array().getShape().getShape();
        String weight = array(layer, Layer.Role.WEIGHT, part);
        return graph.add("Conv", List.of(x, weight), node -> {
            OnnxGraph.wholes(node, "kernel_shape", shape[2], shape[3]);
            OnnxGraph.wholes(node, "strides", stride, stride);
            OnnxGraph.wholes(node, "pads", padding, padding, padding, padding);
            OnnxGraph.whole(node, "group", groups);
        });
    }

    private String normalisation(String x, float epsilon) {
        return normalisation(x, null, epsilon);
    }

    private String normalisation(String x, String output, float epsilon) {
        Layer layer = next(Kind.NORMALISATION);
        List<String> inputs = new ArrayList<>(List.of(x));
        for (Layer.Role role : Kind.NORMALISATION.roles()) {
            inputs.add(array(layer, role, parts.next()));
        }
        Consumer<NodeProto.Builder> attributes = node -> OnnxGraph.real(node, "epsilon", epsilon);
        return output == null
                ? graph.add("BatchNormalization", inputs, attributes)
                : graph.addLast("BatchNormalization", output, inputs, attributes);
    }

    private String activation(String x) {
        if (settings.backbone().activation() == Backbone.Activation.RELU) {
            return graph.add("Relu", List.of(x), PLAIN);
        }
        Layer layer = next(Kind.SLOPES);
        FaceModel.Part part = parts.next();
        // One slope a channel, which goes over all pixels of a map.
        String slopes = graph.array(
                name(layer, Layer.Role.SLOPE),
                new long[] {part.array().size(), 1, 1},
                part.array().toFloatArray());
        return graph.add("PRelu", List.of(x, slopes), PLAIN);
    }

    private String linear(String x) {
        Layer layer = next(Kind.LINEAR);
        String weight = array(layer, Layer.Role.WEIGHT, parts.next());
        String bias = array(layer, Layer.Role.BIAS, parts.next());
        return graph.add("Gemm", List.of(x, weight, bias), node -> OnnxGraph.whole(node, "transB", 1));
    }

    private Layer next(Kind kind) {
        Layer layer = layers.next();
        if (layer.kind() != kind) {
            throw new IllegalStateException("the layer " + layer + " where " + kind + " is due");
        }
        return layer;
    }

    private String array(Layer layer, Layer.Role role, FaceModel.Part part) {
        return graph.array(
                name(layer, role),
                part.array().getShape().getShape(),
                part.array().toFloatArray());
    }

    private static String name(Layer layer, Layer.Role role) {
        return Stream.of(Trainer.ARCFACE_TORCH, Trainer.ARCFACE_MXNET)
                .flatMap(trainer -> layer.arrayNames(trainer, role).stream())
                .findFirst()
                .orElseThrow();
    }

    private static TensorShapeProto.Dimension dynamic() {
        return TensorShapeProto.Dimension.newBuilder().setDimParam("N").build();
    }

    private static ValueInfoProto value(String name, TensorShapeProto.Dimension batch, long... sides) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(batch);
        for (long side : sides) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
