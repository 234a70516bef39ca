package marginlab.network.external;

import ai.djl.engine.Engine;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** What the file of a network is. */
public enum NetworkFormat {
    MXNET("MXNet symbol and parameters", "MXNet", "MXNet has natives for x86-64 alone; convert the network to ONNX"),
    ONNX("ONNX", "OnnxRuntime", "The Maven profile -Ponnx adds it"),
    TORCHSCRIPT("TorchScript", "PyTorch", "The Maven profile -Ppytorch adds it");

    private final String label;
    private final String engine;
    private final String remedy;

    NetworkFormat(String label, String engine, String remedy) {
        this.label = label;
        this.engine = engine;
        this.remedy = remedy;
    }

    public String label() {
        return label;
    }

    /** The engine that opens it, as the engine library calls it. */
    public String engine() {
        return engine;
    }

    /** @throws ProblemException where the engine is not on the class path */
    public void requireEngine(String place) {
        if (!Engine.getAllEngines().contains(engine)) {
            throw new ProblemException(new Problem(place, label, "the engine " + engine + " to open it with", remedy));
        }
    }
}
