package marginlab.loss;

import ai.djl.engine.Engine;
import java.util.List;
import java.util.stream.Stream;

/** The engines on the class path that train: MXNet, and PyTorch with its profile. */
public final class TestedEngines {
    private TestedEngines() {}

    public static Stream<String> names() {
        return List.of("MXNet", "PyTorch").stream().filter(Engine::hasEngine);
    }
}
