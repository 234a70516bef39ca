package marginlab.run.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.ParamsWriter;

/**
 * Networks of MXNet that know a person by how dark the first plane is: {@code (max(0, -clip(x, -0.9, 1)), 0.5)}, the mean over the
 * image. They see nothing where pixels come in another range: all of them are cut off at an end.
 */
final class ShadeNetworks {
    private final List<String> nodes = new ArrayList<>();
    private int last;

    private ShadeNetworks() {
        last = variable("data");
    }

    /** Takes -1..1. */
    static Path plain(Path folder) throws IOException {
        return new ShadeNetworks().write(folder);
    }

    /** Takes 0..255. */
    static Path scaling(Path folder) throws IOException {
        ShadeNetworks network = new ShadeNetworks();
        network.add("_minus_scalar", "\"scalar\": \"127.5\"");
        network.add("_mul_scalar", "\"scalar\": \"0.00784313725\"");
        return network.write(folder);
    }

    /** Its embeddings have length 1. */
    static Path normalised(Path folder) throws IOException {
        ShadeNetworks network = new ShadeNetworks();
        network.body();
        network.add("L2Normalization", "\"mode\": \"instance\"");
        return network.files(folder);
    }

    private Path write(Path folder) throws IOException {
        body();
        return files(folder);
    }

    private void body() {
        add("clip", "\"a_min\": \"-0.9\", \"a_max\": \"1\"");
        int weight = variable("w");
        int bias = variable("b");
        add(
                "Convolution",
                "\"kernel\": \"(1, 1)\", \"num_filter\": \"2\"",
                "[%d, 0, 0]".formatted(weight),
                "[%d, 0, 0]".formatted(bias));
        add("Activation", "\"act_type\": \"relu\"");
        add("Pooling", "\"global_pool\": \"True\", \"pool_type\": \"avg\", \"kernel\": \"(1, 1)\"");
        add("Flatten", "");
    }

    private int variable(String name) {
        nodes.add("{\"op\": \"null\", \"name\": \"%s\", \"inputs\": []}".formatted(name));
        return nodes.size() - 1;
    }

    private void add(String operator, String attributes, String... more) {
        List<String> inputs = new ArrayList<>(List.of("[%d, 0, 0]".formatted(last)));
        inputs.addAll(List.of(more));
        last = nodes.size();
        nodes.add("{\"op\": \"%s\", \"name\": \"node%d\", \"attrs\": {%s}, \"inputs\": [%s]}"
                .formatted(operator, last, attributes, String.join(", ", inputs)));
    }

    private Path files(Path folder) throws IOException {
        ParamsWriter.write(
                folder.resolve("shade-0000.params"),
                List.of(
                        new MxnetArray("w", false, new long[] {2, 3, 1, 1}, new float[] {-1, 0, 0, 0, 0, 0}),
                        new MxnetArray("b", false, new long[] {2}, new float[] {0, 0.5f})));
        return Files.writeString(
                folder.resolve("shade-symbol.json"),
                "{\"nodes\": [%s], \"arg_nodes\": [0], \"heads\": [[%d, 0, 0]], \"attrs\": {\"mxnet_version\": [\"int\", 10900]}}"
                        .formatted(String.join(",\n", nodes), last));
    }
}
