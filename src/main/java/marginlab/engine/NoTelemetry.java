package marginlab.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/**
 * Keeps DJL from calling home: the first time an engine is asked for, DJL contacts 169.254.169.254 and, on a machine of Amazon, an
 * address for telemetry.
 *
 * <p>DJL makes every provider on the class path before that call, whatever the process is: the program, a worker that Slurm or Spark
 * started, a test, or code of a user. So the wish is said where it is always heard in time, and by no entry that could forget it. Who
 * sets {@code OPT_OUT_TRACKING} to {@code false} in the environment has another wish, which stands.
 */
public final class NoTelemetry implements EngineProvider {
    /** A name of DJL's. */
    private static final String OPT_OUT = "OPT_OUT_TRACKING";

    /** Made by DJL's own loader of services. */
    public NoTelemetry() {
        System.setProperty(OPT_OUT, "true");
        NativesFolder.choose();
    }

    /** Of an engine that no experiment can name. */
    @Override
    public String getEngineName() {
        return "no telemetry";
    }

    /** The last to be chosen. */
    @Override
    public int getEngineRank() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Engine getEngine() {
        throw new UnsupportedOperationException("no engine is on the class path: add MXNet's or PyTorch's");
    }
}
