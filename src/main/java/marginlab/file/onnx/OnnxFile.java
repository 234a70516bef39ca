package marginlab.file.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import marginlab.file.RegularFile;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A network as ONNX.
 *
 * @param inputs without the arrays that have values of their own
 * @param outputs in their order
 * @param parameters numbers in all arrays of floats
 * @param external files that hold arrays, relative to the folder of the file
 * @param domains of its operators; the empty one is ONNX's own
 * @param opset the version of ONNX's own operators
 * @param model the file itself, for who wants its nodes and arrays
 */
public record OnnxFile(
        List<OnnxValue> inputs,
        List<OnnxValue> outputs,
        long parameters,
        Set<String> external,
        Set<String> domains,
        long opset,
        OnnxMl.ModelProto model) {
    private static final long LARGEST = Integer.MAX_VALUE;
    private static final int MOST_EXTERNAL = 10_000;
    private static final String WHOLE = "an ONNX file, whole";

    public OnnxFile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        external = Set.copyOf(external);
        domains = Set.copyOf(domains);
    }

    /**
     * Reads a file.
     *
     * @throws ProblemException where it is none, or is cut
     */
    public static OnnxFile read(Path file) {
        RegularFile.check(file, LARGEST, "an ONNX file of at most this many bytes:");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                throw FileProblem.at(file.toString(), "an empty file", WHOLE);
            }
            CodedInputStream in =
                    CodedInputStream.newInstance(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            in.enableAliasing(true);
            return of(OnnxMl.ModelProto.parseFrom(in), file);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new ProblemException(
                    new Problem(file.toString(), "bytes that are none, or an end too soon: " + e.getMessage(), WHOLE),
                    e);
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }

    private static OnnxFile of(OnnxMl.ModelProto model, Path file) {
        OnnxMl.GraphProto graph = model.getGraph();
        if (!model.hasGraph() || graph.getNodeCount() == 0 || graph.getOutputCount() == 0) {
            throw FileProblem.at(file.toString(), "no network", WHOLE);
        }
        Set<String> given = new HashSet<>();
        Set<String> external = new TreeSet<>();
        long parameters = 0;
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            given.add(tensor.getName());
            parameters += isFloat(tensor.getDataType()) ? size(tensor, file) : 0;
        }
        graph.getSparseInitializerList()
                .forEach(tensor -> given.add(tensor.getValues().getName()));
        external(graph, external, file);
        Set<String> domains = new TreeSet<>();
        domains(graph.getNodeList(), domains);
        model.getFunctionsList().forEach(function -> domains(function.getNodeList(), domains));
        List<OnnxValue> inputs = graph.getInputList().stream()
                .filter(input -> !given.contains(input.getName()))
                .map(OnnxFile::value)
                .toList();
        long opset = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OnnxMl.OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
        return new OnnxFile(
                inputs,
                graph.getOutputList().stream().map(OnnxFile::value).toList(),
                parameters,
                external,
                domains,
                opset,
                model);
    }

    private static void domains(List<OnnxMl.NodeProto> nodes, Set<String> domains) {
        for (OnnxMl.NodeProto node : nodes) {
            domains.add(node.getDomain());
            for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
                domains(attribute.getG().getNodeList(), domains);
                attribute.getGraphsList().forEach(graph -> domains(graph.getNodeList(), domains));
            }
        }
    }

    /** Arrays stand among the initial values, in attributes of nodes, and in the graphs of branches and loops. */
    private static void external(OnnxMl.GraphProto graph, Set<String> files, Path file) {
        List<OnnxMl.TensorProto> tensors = new ArrayList<>(graph.getInitializerList());
        graph.getSparseInitializerList().forEach(tensor -> {
            tensors.add(tensor.getValues());
            tensors.add(tensor.getIndices());
        });
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
                tensors.add(attribute.getT());
                tensors.addAll(attribute.getTensorsList());
                external(attribute.getG(), files, file);
                attribute.getGraphsList().forEach(inner -> external(inner, files, file));
            }
        }
        for (OnnxMl.TensorProto tensor : tensors) {
            if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
                tensor.getExternalDataList().stream()
                        .filter(entry -> entry.getKey().equals("location"))
                        .forEach(entry -> files.add(entry.getValue()));
            }
        }
        if (files.size() > MOST_EXTERNAL) {
            throw FileProblem.at(file.toString(), files.size() + " files of arrays", "at most " + MOST_EXTERNAL);
        }
    }

    private static boolean isFloat(int type) {
        return type == OnnxMl.TensorProto.DataType.FLOAT_VALUE
                || type == OnnxMl.TensorProto.DataType.FLOAT16_VALUE
                || type == OnnxMl.TensorProto.DataType.DOUBLE_VALUE
                || type == OnnxMl.TensorProto.DataType.BFLOAT16_VALUE;
    }

    private static long size(OnnxMl.TensorProto tensor, Path file) {
        long size = 1;
        for (long one : tensor.getDimsList()) {
            if (one < 0 || one > LARGEST || size * one > LARGEST) {
                throw FileProblem.at(
                        file + " array " + tensor.getName(), "a dimension of " + one, "sizes that fit into memory");
            }
            size *= one;
        }
        return size;
    }

    private static OnnxValue value(OnnxMl.ValueInfoProto value) {
        OnnxMl.TypeProto.Tensor tensor = value.getType().getTensorType();
        OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(tensor.getElemType());
        return new OnnxValue(
                value.getName(),
                type == null ? "UNDEFINED" : type.name(),
                tensor.getShape().getDimList().stream()
                        .map(one -> one.hasDimValue() && one.getDimValue() > 0 ? one.getDimValue() : -1L)
                        .toList());
    }
}
