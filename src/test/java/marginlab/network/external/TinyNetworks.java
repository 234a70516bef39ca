package marginlab.network.external;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.ParamsWriter;

/**
 * Networks of two numbers a face whose values can be seen: a 1 x 1 convolution of the colours, in MXNet with a batch norm, and
 * the mean over the image.
 */
public final class TinyNetworks {
    private static final float[] WEIGHTS = {1, 2, 3, -1, 0.5f, 0.25f};
    private static final float[] GAMMA = {2, 0.5f};
    private static final float[] BETA = {1, -1};
    private static final float[] MEAN = {10, 20};
    private static final float[] VARIANCE = {4, 9};
    private static final double EPSILON = 0.001;

    private TinyNetworks() {}

    /** What a face of one colour gives, in MXNet's network. */
    public static double[] mxnetOf(double red, double green, double blue) {
        double[] sums = onnxOf(red, green, blue);
        double[] values = new double[2];
        for (int k = 0; k < 2; k++) {
            values[k] = GAMMA[k] * (sums[k] - MEAN[k]) / Math.sqrt(VARIANCE[k] + EPSILON) + BETA[k];
        }
        return values;
    }

    /** The same of ONNX's. */
    public static double[] onnxOf(double red, double green, double blue) {
        double[] sums = new double[2];
        for (int k = 0; k < 2; k++) {
            sums[k] = WEIGHTS[3 * k] * red + WEIGHTS[3 * k + 1] * green + WEIGHTS[3 * k + 2] * blue;
        }
        return sums;
    }

    /** Writes {@code tiny-symbol.json} and {@code tiny-0000.params}; returns the first. */
    public static Path mxnet(Path folder) throws IOException {
        parameters(folder.resolve("tiny-0000.params"));
        return Files.writeString(folder.resolve("tiny-symbol.json"), symbol("Pooling"));
    }

    /** The same with a PReLU before the pooling, one slope for each of the two maps. */
    public static Path mxnetWithSlopes(Path folder, float... slopes) throws IOException {
        List<MxnetArray> arrays = new ArrayList<>(arrays());
        arrays.add(new MxnetArray("slopes", false, new long[] {2}, slopes));
        ParamsWriter.write(folder.resolve("sloped-0000.params"), arrays);
        return Files.writeString(
                folder.resolve("sloped-symbol.json"),
                symbol("Pooling")
                        .replace("\"inputs\": [[7, 0, 0]]},", "\"inputs\": [[9, 0, 0]]},")
                        .replace("\"inputs\": [[8, 0, 0]]},", "\"inputs\": [[10, 0, 0]]},")
                        .replace("[[9, 0, 0], [10, 0, 0]]", "[[11, 0, 0], [12, 0, 0]]")
                        .replace("\"heads\": [[11, 0, 0]]", "\"heads\": [[13, 0, 0]]")
                        .replace("{\"op\": \"Pooling\"", """
                                {"op": "null", "name": "slopes", "inputs": []},
                                {"op": "LeakyReLU", "name": "prelu", "attrs": {"act_type": "prelu"},
                                 "inputs": [[7, 0, 0], [8, 0, 0]]},
                                {"op": "Pooling\""""));
    }

    /** The symbol, with an operator in the place of the pooling. */
    public static String symbol(String operator) {
        return """
                {"nodes": [
                  {"op": "null", "name": "data", "inputs": []},
                  {"op": "null", "name": "w", "attrs": {"__lr_mult__": "1"}, "inputs": []},
                  {"op": "Convolution", "name": "conv",
                   "attrs": {"kernel": "(1, 1)", "num_filter": "2", "no_bias": "True"},
                   "inputs": [[0, 0, 0], [1, 0, 0]]},
                  {"op": "null", "name": "gamma", "inputs": []},
                  {"op": "null", "name": "beta", "inputs": []},
                  {"op": "null", "name": "mean", "inputs": []},
                  {"op": "null", "name": "var", "inputs": []},
                  {"op": "BatchNorm", "name": "bn", "attrs": {"fix_gamma": "False", "eps": "0.001"},
                   "inputs": [[2, 0, 0], [3, 0, 0], [4, 0, 0], [5, 0, 1], [6, 0, 1]]},
                  {"op": "%s", "name": "pool", "attrs": {"global_pool": "True", "pool_type": "avg", "kernel": "(1, 1)"},
                   "inputs": [[7, 0, 0]]},
                  {"op": "Flatten", "name": "fc1", "inputs": [[8, 0, 0]]},
                  {"op": "null", "name": "label", "inputs": []},
                  {"op": "SoftmaxOutput", "name": "softmax", "inputs": [[9, 0, 0], [10, 0, 0]]}],
                 "arg_nodes": [0, 1, 3, 4, 5, 6, 10], "heads": [[11, 0, 0]],
                 "attrs": {"mxnet_version": ["int", 10900]}}
                """.formatted(operator);
    }

    public static void parameters(Path file) {
        ParamsWriter.write(file, arrays());
    }

    private static List<MxnetArray> arrays() {
        return List.of(
                new MxnetArray("w", false, new long[] {2, 3, 1, 1}, WEIGHTS),
                new MxnetArray("gamma", false, new long[] {2}, GAMMA),
                new MxnetArray("beta", false, new long[] {2}, BETA),
                new MxnetArray("mean", true, new long[] {2}, MEAN),
                new MxnetArray("var", true, new long[] {2}, VARIANCE));
    }

    /** An ONNX file for one image at a time, of a size; its weights are in a file beside it where that has a name. */
    public static Path onnx(Path file, int height, int width, String external) throws IOException {
        return Files.write(file, onnxModel(height, width, external).toByteArray());
    }

    public static OnnxMl.ModelProto onnxModel(int height, int width, String external) {
        OnnxMl.TensorProto.Builder weights = OnnxMl.TensorProto.newBuilder()
                .setName("w")
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(List.of(2L, 3L, 1L, 1L));
        if (external == null) {
            weights.setRawData(ByteString.copyFrom(weightBytes()));
        } else {
            weights.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue(external));
        }
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("faces", 1, 3, height, width))
                .addOutput(value("embeddings", 1, 2))
                .addInitializer(weights)
                .addNode(node("Conv", "maps", "faces", "w"))
                .addNode(node("GlobalAveragePool", "means", "maps"))
                .addNode(node("Flatten", "embeddings", "means"))
                .build();
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    public static byte[] weightBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * WEIGHTS.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(WEIGHTS);
        return bytes.array();
    }

    private static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static OnnxMl.ValueInfoProto value(String name, long... shape) {
        OnnxMl.TensorShapeProto.Builder sizes = OnnxMl.TensorShapeProto.newBuilder();
        for (long size : shape) {
            sizes.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(sizes)))
                .build();
    }

    /** A TorchScript archive, which gives the mean of each colour times a weight of its own: 1, 2, 3. */
    public static Path torchScript(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            // Net with its training False, and its weight: storage 0 of 3 floats, from 0, sizes (3), strides (1), no
            // gradient, no hooks.
            put(
                    zip,
                    "net/data.pkl",
                    "\u0080\u0002c__torch__\nNet\n)\u0081}(X\u0008\0\0\0trainingq\0\u0089X\6\0\0\0weightq\1"
                            + "ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storageq\2ctorch\nFloatStorage\nX\1\0\0\0"
                            + "0X\3\0\0\0cpuK\3tQK\0K\3\u0085K\1\u0085\u0089ccollections\nOrderedDict\n)RtRub.");
            put(zip, "net/data/0", "\0\0\u0080\u003f\0\0\0\u0040\0\0\u0040\u0040");
            put(zip, "net/constants.pkl", "\u0080\u0002).");
            put(zip, "net/version", "3\n");
            put(zip, "net/code/__torch__.py", """
                    class Net(Module):
                      __parameters__ = ["weight", ]
                      __buffers__ = []
                      weight : Tensor
                      training : bool
                      def forward(self: __torch__.Net,
                        x: Tensor) -> Tensor:
                        return torch.mul(torch.mean(x, [2, 3]), self.weight)
                    """);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
