package marginlab.run.launch;

import java.nio.file.Path;

/** Machines of others that workers are started on, by an engine that knows which of them are free. */
public interface Cluster {

    /**
     * What a sweep wants of it.
     *
     * @param master address of the engine; empty where it knows by itself
     * @param cpus cores of each trial
     * @param gpus of each trial; 0.5 where two share one, 0 for none
     */
    record ClusterRequest(String master, int cpus, double gpus) {}

    /**
     * Connects to it.
     *
     * @param workers what is started there
     * @param runs the folder of the run folders here, which its machines may see too
     */
    Launcher connect(ClusterRequest request, WorkerLauncher workers, Path runs);
}
