package marginlab.run.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts each worker as a Spark job of one task. */
final class SparkLauncher implements Launcher {
    private final JavaSparkContext context;
    private final WorkerLauncher workers;
    private final Path runs;
    /** An executor that finds this file works in our run folders; another one sends home what it made. */
    private final Path token;

    SparkLauncher(JavaSparkContext context, WorkerLauncher workers, Path runs, Path token) {
        this.context = context;
        this.workers = workers;
        this.runs = runs.toAbsolutePath().normalize();
        this.token = token.toAbsolutePath().normalize();
    }

    /** A new file in the folder of the run folders. */
    static Path token(Path runs) {
        try {
            return Files.createFile(Files.createDirectories(runs).resolve(".driver-" + UUID.randomUUID()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WorkerProcess start(RunFolder folder, int attempt, String gpu) throws IOException {
        Files.deleteIfExists(SparkTask.stopFile(folder));
        byte[] inputs = ZippedFiles.of(folder.path(), file -> SparkTask.isInput(folder, file));
        SparkTask task = new SparkTask(
                workers,
                runs.toString(),
                token.toString(),
                folder.trial().toJson(),
                attempt,
                context.broadcast(inputs));
        // So that a task whose job is cancelled is told, and takes its worker along.
        context.setLocalProperty("spark.job.interruptOnCancel", "true");
        context.setLocalProperty(
                "spark.job.description",
                folder.trial().objective() + ", seed " + folder.trial().seed() + ", attempt " + attempt);
        return new SparkWorker(
                context.parallelize(List.of(task), 1).map(SparkTask::run).collectAsync(), context, folder);
    }

    @Override
    public void close() {
        context.close();
        try {
            Files.deleteIfExists(token);
        } catch (IOException e) {
            // An empty hidden file that nobody reads.
        }
    }
}
