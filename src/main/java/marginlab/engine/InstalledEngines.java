package marginlab.engine;

import ai.djl.engine.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** The engines that marginlab trains with, as far as they are on the class path. Asking loads none of them. */
public final class InstalledEngines {
    private static final String MXNET = "MXNet";
    private static final String PYTORCH = "PyTorch";
    private static final List<String> KNOWN = List.of(MXNET, PYTORCH);

    private InstalledEngines() {}

    /** The names of those that are there, in order. */
    public static Set<String> present() {
        Set<String> present = new TreeSet<>(KNOWN);
        present.retainAll(Engine.getAllEngines());
        if (isArm()) {
            // Its jar is there, but there are no natives for this processor.
            present.remove(MXNET);
        }
        return present;
    }

    /** What to use in place of the default engine on a machine that it has no natives for. */
    public static Optional<String> substitute() {
        Set<String> present = present();
        return present.contains(MXNET) || !present.contains(PYTORCH) ? Optional.empty() : Optional.of(PYTORCH);
    }

    private static boolean isArm() {
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return processor.equals("aarch64") || processor.equals("arm64");
    }

    /** The same name, if that engine is there. */
    public static String require(String name, String place) {
        if (!present().contains(name)) {
            throw new ProblemException(new Problem(
                    place,
                    "the engine '" + name + "'",
                    present().isEmpty() ? "an engine on the class path" : String.join(" or ", present()),
                    name.equals(PYTORCH) ? "The Maven profile -Ppytorch adds it" : ""));
        }
        return name;
    }
}
