package marginlab.run.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** A worker somewhere in a Spark cluster, known by the job that its task belongs to. */
final class SparkWorker implements WorkerProcess {
    private static final int LOST = -1;

    private final JavaFutureAction<List<SparkTask.Result>> job;
    private final JavaSparkContext context;
    private final RunFolder folder;
    private final long journalBefore;
    private OptionalInt exitCode = OptionalInt.empty();
    private String loss = "";

    SparkWorker(JavaFutureAction<List<SparkTask.Result>> job, JavaSparkContext context, RunFolder folder) {
        this.job = job;
        this.context = context;
        this.folder = folder;
        this.journalBefore = folder.journal().toFile().length();
    }

    /** By a file that the task looks for; where it cannot see it, the trial ends without a checkpoint. */
    @Override
    public void stop() {
        try {
            Files.writeString(SparkTask.stopFile(folder), "");
        } catch (IOException e) {
            kill();
        }
        if (isWaiting() && !hasBegun()) {
            kill();
        }
    }

    /** What its worker has written is known before Spark says that its task is active. */
    private boolean hasBegun() {
        return folder.journal().toFile().length() > journalBefore;
    }

    @Override
    public void kill() {
        job.cancel(true);
    }

    @Override
    public void killAndWait() {
        kill();
    }

    @Override
    public boolean isWaiting() {
        return job.jobIds().stream().noneMatch(this::isActive);
    }

    private boolean isActive(int id) {
        SparkJobInfo info = context.statusTracker().getJobInfo(id);
        if (info == null) {
            return false;
        }
        for (int stage : info.stageIds()) {
            SparkStageInfo known = context.statusTracker().getStageInfo(stage);
            if (known != null && known.numActiveTasks() > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public OptionalInt exitCode() {
        if (exitCode.isEmpty() && job.isDone()) {
            exitCode = OptionalInt.of(end());
        }
        return exitCode;
    }

    @Override
    public String loss() {
        return loss;
    }

    private int end() {
        try {
            Files.deleteIfExists(SparkTask.stopFile(folder));
            SparkTask.Result result = job.get().get(0);
            unpack(result.files());
            loss = result.trouble();
            return result.exitCode();
        } catch (CancellationException e) {
            return LOST;
        } catch (ExecutionException e) {
            loss = "lost with its executor: " + firstLine(e.getCause());
            return LOST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LOST;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason");
    }

    /** What an attempt elsewhere wrote follows what earlier ones did. */
    private void unpack(byte[] files) throws IOException {
        ZippedFiles.unpack(files, folder.path(), file -> file.equals(folder.journal()) || file.equals(folder.log()));
    }
}
