package marginlab.bench.gpu;

import java.util.Map;
import java.util.TreeMap;

/**
 * The native half of PyTorch, and whether it fits.
 *
 * @param source who named it: {@code --libtorch}, {@code PYTORCH_LIBRARY_PATH}, DJL's cache, the class path; empty for nobody
 * @param folder of its libraries; empty for those on the class path
 * @param version as it says itself
 * @param cuda whether it has what GPUs need
 * @param problem why the proof's PyTorch or its GPUs cannot be used with it, or empty
 * @param remedy what to do about it
 */
public record Libtorch(String source, String folder, String version, boolean cuda, String problem, String remedy) {
    /** The flavour whose native half of DJL is on Maven Central. */
    static final String FLAVOUR = "cu128";

    /** Whether it loads at all. */
    public boolean loads() {
        return !version.isEmpty() && (problem.isEmpty() || !cuda);
    }

    /** What a process is told to load it. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        if (!folder.isEmpty()) {
            environment.put("PYTORCH_LIBRARY_PATH", folder);
            environment.put("PYTORCH_VERSION", version);
            environment.put("PYTORCH_FLAVOR", cuda ? FLAVOUR : "cpu");
        }
        return environment;
    }
}
