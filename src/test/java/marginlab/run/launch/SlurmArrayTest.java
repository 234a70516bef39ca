package marginlab.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import marginlab.plan.Trial;
import marginlab.run.RunArchive;
import marginlab.run.RunFolder;
import marginlab.run.SweepListener;
import marginlab.run.coordinate.FakeWorker;
import marginlab.run.coordinate.ProcessKill;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlurmArrayTest {
    @TempDir
    Path folder;

    private int job(Path script, int task) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString());
        builder.environment().put("SLURM_ARRAY_TASK_ID", String.valueOf(task));
        return builder.inheritIO().start().waitFor();
    }

    @Test
    void writesAScriptWhoseJobsTrainOneTrialEach() throws Exception {
        Path runs = folder.resolve("it's runs");
        List<Trial> trials = List.of(TestTrials.trial("fine", 1), TestTrials.trial("dies once", 2));
        String script = new SlurmArray("table 2", 4, 1, 16, 24)
                .script(runs, trials, new WorkerLauncher(FakeWorker.class, List.of(), 3, 64));
        assertThat(script)
                .contains("#SBATCH --job-name=table-2\n", "#SBATCH --array=0-1%4\n", "#SBATCH --gres=gpu:1\n")
                .contains("#SBATCH --mem=16G\n", "#SBATCH --time=24:00:00\n", "export OMP_NUM_THREADS='3'\n");
        Path file = Files.writeString(folder.resolve("job.sh"), script);
        assertThat(job(file, 0)).isZero();
        assertThat(job(file, 1)).isEqualTo(137);
        // Slurm puts a job back into the queue when its machine dies.
        assertThat(job(file, 1)).isZero();
        try (Store store = Store.open(runs.resolve("marginlab").toString(), StoreMode.OWNER)) {
            new RunArchive(runs, store, Clock.systemUTC(), SweepListener.none()).rebuild();
            assertThat(store.runs(List.of(trials.get(0).id(), trials.get(1).id())))
                    .extracting(run -> run.state() + " " + run.attempt())
                    .containsExactly(TrialState.DONE + " 1", TrialState.DONE + " 2");
        }
    }

    @Test
    void itsClassesAreFoundFromAnyFolder() {
        assertThat(SlurmArray.absolute("target/marginlab.jar:/opt/more.jar"))
                .isEqualTo(Path.of("target/marginlab.jar").toAbsolutePath() + ":/opt/more.jar");
    }

    @Test
    void aJobWhoseTimeIsOverGoesBackIntoTheQueueAndACancelledOneDoesNot() throws Exception {
        Path runs = folder.resolve("runs");
        Path requeued = folder.resolve("requeued");
        Path scontrol = Files.createDirectory(folder.resolve("bin")).resolve("scontrol");
        Files.writeString(scontrol, "#!/bin/bash\necho \"$@\" >> '" + requeued + "'\n");
        assertThat(scontrol.toFile().setExecutable(true)).isTrue();
        List<Trial> trials = List.of(TestTrials.trial("fine", 1), TestTrials.trial("waits for every stop", 2));
        String script = new SlurmArray("table", 4, 0, 16, 24)
                .script(runs, trials, new WorkerLauncher(FakeWorker.class, List.of(), 3, 64));
        Path file = Files.writeString(folder.resolve("job.sh"), script);

        assertThat(signalled(file, scontrol.getParent(), "TERM", runs, trials.get(1)))
                .isEqualTo(130);
        assertThat(requeued).doesNotExist();
        assertThat(signalled(file, scontrol.getParent(), "USR1", runs, trials.get(1)))
                .isEqualTo(130);
        assertThat(requeued).hasContent("requeue 77");
    }

    /** Sends a signal to a job's shell when its worker has made a step and waits for it. */
    private int signalled(Path script, Path programs, String signal, Path runs, Trial trial) throws Exception {
        Path journal = RunFolder.of(runs, trial).journal();
        long before = Files.exists(journal) ? events(journal) : 0;
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString(), "1");
        builder.environment().put("SLURM_ARRAY_TASK_ID", "0");
        builder.environment().put("SLURM_JOB_ID", "77");
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        Process job = builder.inheritIO().start();
        while (!Files.exists(journal) || events(journal) <= before) {
            assertThat(job.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        ProcessKill.with(signal, job.toHandle());
        return job.waitFor();
    }

    private static long events(Path journal) throws Exception {
        try (Stream<String> lines = Files.lines(journal)) {
            return lines.filter(line -> line.contains("\"metrics\"")).count();
        }
    }

    @Test
    void moreTrialsThanAnArrayMayHoldAreSeveralArraysOfOneScript() {
        List<String> commands = new SlurmArray("table", 8, 1, 16, 24).submissions(Path.of("runs/t.sbatch"), 2200);

        assertThat(commands)
                .containsExactly(
                        "sbatch runs/t.sbatch",
                        "sbatch --array=0-999%8 runs/t.sbatch 1000",
                        "sbatch --array=0-199%8 runs/t.sbatch 2000");
    }
}
