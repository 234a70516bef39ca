package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.data.SyntheticGenerator;
import marginlab.data.SyntheticSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --launcher}: what is written for a cluster, followed as its users would. */
class LaunchTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Path experiment;

    @BeforeEach
    void declareAnExperiment() throws IOException {
        shell = new Shell(folder);
        new SyntheticGenerator(new SyntheticSpec(3, 8, 6, 16, 40), done -> {}).generate(folder.resolve("drawn"));
        Files.writeString(folder.resolve("datasets.yaml"), """
                drawn: {role: train, format: recordio, path: '%1$s/train.rec', terms: free, get: Drawn by the test.}
                drawn-test: {role: verify, format: bin, path: '%1$s/plain.bin', terms: free, get: Drawn by the test.}
                """.formatted(folder.resolve("drawn")));
        experiment = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                train: drawn
                verify: drawn-test
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, curve: cosine, stop-at: 1 epochs}
                losses: [NS, ArcFace(0.5)]
                """);
    }

    @Test
    void writesASlurmArrayWhoseJobsTrainAndWhoseResultsAreTakenIn() throws Exception {
        Shell.Answer written = shell.run(
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
        assertThat(shell.run("ls").out()).contains("ArcFace(0.5)").contains("done");
        assertThat(shell.run("run", experiment.toString(), "--launcher", "slurm", "--dry-run")
                        .out())
                .contains("1 trials");
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
}
