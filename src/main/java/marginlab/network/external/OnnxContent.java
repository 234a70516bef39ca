package marginlab.network.external;

import ai.onnx.proto.OnnxMl;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.experiment.network.InputSize;
import marginlab.file.onnx.OnnxFile;
import marginlab.file.onnx.OnnxValue;
import marginlab.file.text.Decimal;
import marginlab.problem.FileProblem;

/**
 * An ONNX file with the files of its arrays.
 *
 * @param source where they are
 * @param content what it says
 */
record OnnxContent(NetworkFile source, OnnxFile content) implements NetworkContent {
    /** Those that ONNX Runtime brings with it. */
    private static final Set<String> DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc");

    private static final Set<String> SUBTRACTIONS = Set.of("Sub", "Add");
    private static final Set<String> FACTORS = Set.of("Mul", "Div");
    private static final int CHANNELS = 3;

    static OnnxContent read(NetworkFile source) {
        String place = source.main().toString();
        OnnxFile content = OnnxFile.read(source.main());
        if (content.inputs().size() != 1) {
            throw FileProblem.at(place, content.inputs().size() + " inputs", "one: the images");
        }
        if (content.outputs().size() != 1) {
            throw FileProblem.at(place, content.outputs().size() + " outputs", "one: the embeddings");
        }
        OnnxValue input = content.inputs().get(0);
        List<Long> shape = input.shape();
        boolean isImages = input.type().equals("FLOAT")
                && (shape.isEmpty() || shape.size() == 4 && (shape.get(1) == CHANNELS || shape.get(1) < 0));
        if (!isImages) {
            throw FileProblem.at(
                    place, "an input " + input.type() + " " + input.text(), "images FLOAT [N, 3, height, width]");
        }
        if (shape.size() == 4 && shape.get(2) > 0 && shape.get(3) > 0) {
            try {
                new InputSize(shape.get(2).intValue(), shape.get(3).intValue());
            } catch (IllegalArgumentException e) {
                throw FileProblem.at(place, e.getMessage(), "faces of at most 1024 pixels, no wider than high");
            }
        }
        Set<String> foreign = new HashSet<>(content.domains());
        foreign.removeAll(DOMAINS);
        if (!foreign.isEmpty()) {
            throw FileProblem.at(
                    place, "operators of " + String.join(", ", foreign), "those of ONNX, which ONNX Runtime knows");
        }
        return new OnnxContent(source, content);
    }

    @Override
    public NetworkFacts facts() {
        OnnxValue input = content.inputs().get(0);
        return new NetworkFacts(
                NetworkFormat.ONNX,
                input.name(),
                input.shape(),
                content.outputs().get(0).name(),
                content.parameters(),
                scaling(input.name()),
                Optional.empty());
    }

    /** What stands between the images and the first layer. */
    private Optional<String> scaling(String input) {
        Map<String, OnnxMl.TensorProto> constants = new HashMap<>();
        OnnxMl.GraphProto graph = content.model().getGraph();
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Constant") && node.getOutputCount() == 1)
                .forEach(node -> node.getAttributeList().stream()
                        .filter(attribute -> attribute.getName().equals("value"))
                        .forEach(attribute -> constants.put(node.getOutput(0), attribute.getT())));
        String formula = "x";
        String at = input;
        while (true) {
            String name = at;
            List<OnnxMl.NodeProto> users = graph.getNodeList().stream()
                    .filter(node -> node.getInputList().contains(name))
                    .toList();
            OnnxMl.NodeProto user = users.size() == 1 ? users.get(0) : null;
            if (user != null && user.getOpType().equals("BatchNormalization")) {
                return Optional.of("a batch norm of the pixels");
            }
            boolean isScaling = user != null
                    && (SUBTRACTIONS.contains(user.getOpType()) || FACTORS.contains(user.getOpType()))
                    && user.getInputCount() == 2
                    && user.getInput(0).equals(name)
                    && constants.containsKey(user.getInput(1));
            if (!isScaling) {
                return formula.equals("x") ? Optional.empty() : Optional.of(formula);
            }
            String sign = Map.of("Sub", " - ", "Add", " + ", "Mul", " * ", "Div", " / ")
                    .get(user.getOpType());
            formula += sign + number(constants.get(user.getInput(1)));
            formula = SUBTRACTIONS.contains(user.getOpType()) ? "(" + formula + ")" : formula;
            at = user.getOutput(0);
        }
    }

    private static String number(OnnxMl.TensorProto tensor) {
        if (tensor.getFloatDataCount() == 1) {
            return Decimal.label(tensor.getFloatData(0));
        }
        if (tensor.getRawData().size() == Float.BYTES
                && tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT_VALUE) {
            return Decimal.label(tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getFloat());
        }
        return tensor.getName();
    }

    @Override
    public void put(Path folder) {
        source.copyTo(folder);
    }

    @Override
    public Map<String, String> options() {
        String threads = System.getenv("OMP_NUM_THREADS");
        boolean isNumber = threads != null && threads.matches("\\d{1,4}");
        return Map.of(
                "intraOpNumThreads",
                isNumber ? threads : String.valueOf(Runtime.getRuntime().availableProcessors()),
                "interOpNumThreads",
                "1");
    }
}
