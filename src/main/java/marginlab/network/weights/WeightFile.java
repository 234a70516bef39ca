package marginlab.network.weights;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import marginlab.file.DiskFile;
import marginlab.file.RegularFile;
import marginlab.file.array.StoredArray;
import marginlab.file.mxnet.ParamsFile;
import marginlab.file.torch.TorchFile;
import marginlab.problem.FileProblem;

/**
 * The arrays of a file of weights by name, whatever its format.
 *
 * @param arrays by name, without {@code arg:} and {@code aux:}
 * @param isTorch whether PyTorch wrote it, whose networks take pixels divided by 127.5
 */
record WeightFile(Map<String, WeightArray> arrays, boolean isTorch) {
    private static final int FIRST_BYTES = 16;
    private static final long LARGEST_ONNX = Integer.MAX_VALUE - 8;

    /** Reads a file; what it begins with tells its format. */
    static WeightFile read(Path path) {
        byte[] first;
        try (DiskFile file = new DiskFile(path)) {
            first = file.read(0, (int) Math.min(file.size(), FIRST_BYTES));
        }
        boolean isParams = first.length == FIRST_BYTES
                && ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() == ParamsFile.MAGIC;
        if (isParams) {
            return new WeightFile(stored(ParamsFile.read(path)), false);
        }
        if (TorchFile.is(first)) {
            return new WeightFile(stored(TorchFile.read(path)), true);
        }
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            return new WeightFile(onnx(path), false);
        }
        throw FileProblem.at(
                path.toString(),
                "a file of another format",
                "MXNet's .params, PyTorch's .pt or .pth, or an .onnx that marginlab wrote");
    }

    private static Map<String, WeightArray> stored(Map<String, StoredArray> arrays) {
        Map<String, WeightArray> named = new LinkedHashMap<>();
        arrays.forEach((name, array) ->
                named.put(name.replaceFirst("^(arg|aux):", ""), new WeightArray(array.shape(), array::values)));
        return named;
    }

    private static Map<String, WeightArray> onnx(Path path) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(RegularFile.read(path, LARGEST_ONNX, "an ONNX file of at most"));
        } catch (InvalidProtocolBufferException e) {
            throw FileProblem.at(path.toString(), "a damaged ONNX file (" + e.getMessage() + ")", "a whole one");
        }
        if (!model.getProducerName().equals(WeightTransfer.PRODUCER)) {
            throw FileProblem.at(
                    path.toString(),
                    "an ONNX file of "
                            + (model.getProducerName().isEmpty() ? "an unknown program" : model.getProducerName())
                            + ", in which layers may be joined",
                    "one that marginlab wrote, or the .params, .pt or .pth that it was made of");
        }
        Map<String, WeightArray> named = new LinkedHashMap<>();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            long[] shape =
                    tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
            ByteBuffer values = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber() || values.remaining() != bytes(shape)) {
                throw FileProblem.at(
                        path.toString(),
                        "the array " + tensor.getName() + " of " + values.remaining() + " bytes",
                        "float32, as many as its shape says");
            }
            named.put(tensor.getName(), new WeightArray(shape, () -> {
                float[] numbers = new float[values.remaining() / Float.BYTES];
                values.asFloatBuffer().get(numbers);
                return numbers;
            }));
        }
        return named;
    }

    /** Negative where a side is. */
    private static double bytes(long[] shape) {
        double bytes = Float.BYTES;
        for (long side : shape) {
            if (side < 0) {
                return -1;
            }
            bytes *= side;
        }
        return bytes;
    }
}
