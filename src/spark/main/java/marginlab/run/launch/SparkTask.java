package marginlab.run.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.file.FolderTree;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * One attempt at a trial, on an executor: a worker in a JVM of its own. Whatever becomes of it is a value; the task itself
 * fails only with its executor.
 *
 * @param runs the folder of the run folders on the driver's machine
 * @param token a file of the driver: where it is found, the run folders are shared
 * @param trial as JSON
 */
record SparkTask(WorkerLauncher workers, String runs, String token, String trial, int attempt) implements Serializable {
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
            int code = await(workers.process(folder, attempt, gpu()), folder);
            return new Result(code, shared ? new byte[0] : zip(folder), "");
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

    private static byte[] zip(RunFolder folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
                Stream<Path> tree = Files.walk(folder.path())) {
            List<Path> files = tree.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.checkpoint()))
                    .toList();
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.path().relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    private static void remove(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            // In the executor's folder of temporary files; the system removes it.
        }
    }
}
