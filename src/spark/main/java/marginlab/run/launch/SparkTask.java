package marginlab.run.launch;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import marginlab.file.FolderTree;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;

/**
 * One attempt at a trial, on an executor: a worker in a JVM of its own. Whatever becomes of it is a value; the task itself
 * fails only with its executor.
 *
 * @param runs the folder of the run folders on the driver's machine
 * @param token a file of the driver: where it is found, the run folders are shared
 * @param trial as JSON
 * @param inputs what the run folder holds that the worker needs, as a zip: a machine fetches it where the folders are not shared
 */
record SparkTask(WorkerLauncher workers, String runs, String token, String trial, int attempt, Broadcast<byte[]> inputs)
        implements Serializable {
    private static final long TICK_MILLISECONDS = 100;
    private static final int COULD_NOT_START = 1;

    /**
     * What came of it.
     *
     * @param exitCode of the worker
     * @param files the run folder without its checkpoints, as a zip; empty where the driver has it anyway
     * @param trouble why no worker could be started, or empty
     */
    record Result(int exitCode, byte[] files, String trouble) implements Serializable {}

    /** Asks the worker of a shared run folder to stop after a checkpoint. */
    static Path stopFile(RunFolder folder) {
        return folder.path().resolve(".stop");
    }

    Result run() throws InterruptedException {
        boolean shared = Files.exists(Path.of(token));
        Path here = null;
        try {
            here = shared ? Path.of(runs) : Files.createTempDirectory("marginlab-");
            RunFolder folder = RunFolder.of(here, Trial.fromJson(trial));
            if (!shared) {
                ZippedFiles.unpack(inputs.value(), folder.path(), file -> false);
            }
            int code = await(workers.process(folder, attempt, gpu()), folder);
            return new Result(code, shared ? new byte[0] : made(folder), "");
        } catch (IOException | RuntimeException e) {
            return new Result(COULD_NOT_START, new byte[0], "cannot start a worker: " + e.getMessage());
        } finally {
            if (here != null && !shared) {
                remove(here);
            }
        }
    }

    /** The devices that Spark gave this task; null where it deals in none. */
    private static String gpu() {
        ResourceInformation gpus = TaskContext.get().resourcesJMap().get("gpu");
        return gpus == null ? null : String.join(",", gpus.addresses());
    }

    private static int await(Process process, RunFolder folder) throws InterruptedException {
        try {
            LocalWorker worker = new LocalWorker(process);
            boolean asked = false;
            while (!process.waitFor(TICK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                if (!asked && Files.exists(stopFile(folder))) {
                    worker.stop();
                    asked = true;
                }
                TaskContext.get().killTaskIfInterrupted();
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the driver does not have: without checkpoints, which are of this machine alone, and what came from there. */
    private static byte[] made(RunFolder folder) throws IOException {
        return ZippedFiles.of(folder.path(), file -> !file.startsWith(folder.checkpoint()) && !isInput(folder, file));
    }

    /** Whether a file of a run folder was there before its worker: jars of losses and the network of others. */
    static boolean isInput(RunFolder folder, Path file) {
        return file.startsWith(folder.plugins()) || file.startsWith(folder.network());
    }

    private static void remove(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            // In the executor's folder of temporary files; the system removes it.
        }
    }
}
