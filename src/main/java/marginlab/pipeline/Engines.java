package marginlab.pipeline;

import ai.djl.engine.Engine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** The engines that marginlab trains with, as far as they are on the class path. Asking loads none of them. */
public final class Engines {
    private static final List<String> KNOWN = List.of("MXNet", "PyTorch");

    private Engines() {}

    /** The names of those that are there, in order. */
    public static Set<String> present() {
        Set<String> present = new TreeSet<>(KNOWN);
        present.retainAll(Engine.getAllEngines());
        return present;
    }

    /** The same name, if that engine is there. */
    public static String require(String name, String place) {
        if (!present().contains(name)) {
            throw new ProblemException(new Problem(
                    place,
                    "the engine '" + name + "'",
                    present().isEmpty() ? "an engine on the class path" : String.join(" or ", present()),
                    name.equals("PyTorch") ? "The Maven profile -Ppytorch adds it" : ""));
        }
        return name;
    }
}
