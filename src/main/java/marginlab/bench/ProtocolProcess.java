package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.file.FolderTree;
import marginlab.file.json.Json;

/** The process that times one protocol and prints figures as JSON; its input is made up and removed afterwards. */
public final class ProtocolProcess {
    private ProtocolProcess() {}

    /** Arguments: protocol, share of the full size, engine. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("marginlab-bench");
        List<BenchFigure> figures;
        try {
            figures = ProtocolBench.measure(arguments[0], folder, Double.parseDouble(arguments[1]), arguments[2]);
        } finally {
            FolderTree.delete(folder);
        }
        System.out.println(Json.line(figures));
        System.out.flush();
        System.exit(0);
    }
}
