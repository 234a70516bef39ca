package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import marginlab.pipeline.TinyExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --launcher}: what is written for a cluster, followed as its users would. */
class LaunchTest {
    @TempDir
    Path folder;

    private CommandShell shell;
    private Path experiment;

    @BeforeEach
    void declareAnExperiment() throws IOException {
        shell = new CommandShell(folder);
        experiment = TinyExperiment.in(folder).file();
    }

    @Test
    void writesASlurmArrayWhoseJobsTrainAndWhoseResultsAreTakenIn() throws Exception {
        CommandShell.Answer written = shell.run(
                "run", experiment.toString(), "--launcher", "slurm", "--dry-run", "--jobs", "3", "--trial-cpus", "1");
        Path script = folder.resolve("runs/tiny.sbatch");

        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out()).startsWith("sbatch " + script);
        assertThat(Files.readString(script))
                .contains("#SBATCH --array=0-1%3\n", "#SBATCH --cpus-per-task=1\n", "#SBATCH --time=24:00:00\n")
                .doesNotContain("--gres");
        ProcessBuilder job = new ProcessBuilder("/bin/bash", script.toString());
        job.environment().put("SLURM_ARRAY_TASK_ID", "1");
        assertThat(job.inheritIO().start().waitFor()).isZero();
        assertThat(shell.run("merge", folder.resolve("runs").toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .get("runs")
                        .getAsInt())
                .isEqualTo(2);
        assertThat(shell.run("ls").out())
                .contains("tiny")
                .contains("Triplet(0.35)")
                .contains("done");
        assertThat(shell.run("gc").out()).doesNotContain("no experiment names this run");
        assertThat(shell.run("run", experiment.toString(), "--launcher", "slurm", "--dry-run")
                        .out())
                .contains("# 1 trial; 'rebuild' imports what they found");
        CommandShell.Answer again =
                shell.run("run", experiment.toString(), "--launcher", "slurm", "--dry-run", "--retrain=Triplet(0.35)");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("# 2 trials; ");
        assertThat(folder.resolve("runs/.former")).isNotEmptyDirectory();
    }

    @Test
    void saysWhatIsMissingForAnotherLauncher() {
        assertThat(shell.run("run", experiment.toString(), "--launcher", "spark")
                        .err())
                .contains("expected local or slurm")
                .contains("-Pspark");
        assertThat(shell.run("run", experiment.toString(), "--launcher", "slurm")
                        .err())
                .contains("--launcher slurm --dry-run");
        assertThat(shell.run("run", experiment.toString(), "--dry-run").code()).isEqualTo(2);
    }

    @Test
    void refusesNumbersThatNoClusterCanUseAllAtOnce() {
        CommandShell.Answer answer = shell.run(
                "run",
                experiment.toString(),
                "--launcher",
                "slurm",
                "--dry-run",
                "--trial-cpus",
                "0",
                "--trial-gpus",
                "-1",
                "--hours",
                "-3",
                "--memory",
                "0");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("--trial-cpus: found 0; expected 1 to")
                .contains("--trial-gpus: found -1")
                .contains("--hours: found -3")
                .contains("--memory: found 0");
    }
}
