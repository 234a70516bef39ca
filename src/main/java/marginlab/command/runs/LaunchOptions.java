package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.file.AtomicFile;
import marginlab.file.text.Decimal;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.Cluster;
import marginlab.run.launch.Launcher;
import marginlab.run.launch.SlurmArray;
import marginlab.run.launch.WorkerLauncher;
import picocli.CommandLine.Option;

/** Where trials are started, and what each is given there. */
final class LaunchOptions {
    private static final String LOCAL = "local";
    private static final String SLURM = "slurm";
    private static final int MOST_AT_A_TIME = 256;
    private static final int HEAP_MEGABYTES = 4096;
    private static final int MOST_CPUS = 1024;
    private static final int MOST_GPUS = 64;
    /** A year. */
    private static final int MOST_HOURS = 8784;

    private static final int MOST_GIGABYTES = 65_536;

    @Option(
            names = "--launcher",
            defaultValue = LOCAL,
            paramLabel = "NAME",
            description = "local, slurm (with --dry-run) or spark (built with -Pspark) (default: ${DEFAULT-VALUE})")
    private String launcher;

    @Option(
            names = "--dry-run",
            description = "with slurm: writes the script for sbatch and exits; otherwise use 'plan'")
    private boolean dryRun;

    @Option(
            names = "--master",
            defaultValue = "",
            paramLabel = "URL",
            description = "of Spark: spark://host:7077; not needed under spark-submit")
    private String master;

    @Option(
            names = "--trial-gpus",
            defaultValue = "0",
            paramLabel = "N",
            description = "GPUs per trial on a cluster; 0.5 lets two trials share one (default: ${DEFAULT-VALUE})")
    private double trialGpus;

    @Option(
            names = "--trial-cpus",
            defaultValue = "4",
            paramLabel = "N",
            description = "cores per trial on a cluster (default: ${DEFAULT-VALUE})")
    private int trialCpus;

    @Option(
            names = "--hours",
            defaultValue = "24",
            paramLabel = "N",
            description = "hours per trial on Slurm (default: ${DEFAULT-VALUE})")
    private int hours;

    @Option(
            names = "--memory",
            defaultValue = "16",
            paramLabel = "GB",
            description = "gigabytes of memory per trial on Slurm (default: ${DEFAULT-VALUE})")
    private int memory;

    /** Refuses what no launcher can do. */
    void check(Map<String, Cluster> clusters) {
        List<String> known = new ArrayList<>(List.of(LOCAL, SLURM));
        clusters.keySet().stream().sorted().forEach(known::add);
        if (!known.contains(launcher)) {
            throw problem(
                    launcher,
                    String.join(" or ", known),
                    launcher.equals("spark") ? "The Maven profile -Pspark adds it" : "");
        }
        if (isSlurm() && !dryRun) {
            throw problem(
                    SLURM + " without --dry-run",
                    "--launcher slurm --dry-run",
                    "It writes the script; 'sbatch' runs it, 'rebuild' or 'merge DIR' imports the results");
        }
        if (!isSlurm() && dryRun) {
            throw problem("--dry-run with " + launcher, "--launcher slurm --dry-run", "'plan FILE' shows the trials");
        }
    }

    /** Numbers that no cluster can do anything with. */
    void check(Problems problems) {
        within("--trial-cpus", trialCpus, MOST_CPUS, problems);
        within("--hours", hours, MOST_HOURS, problems);
        within("--memory", memory, MOST_GIGABYTES, problems);
        boolean isShare = trialGpus > 0 && trialGpus <= 0.5;
        if (!isShare && !(trialGpus >= 0 && trialGpus <= MOST_GPUS && trialGpus == Math.rint(trialGpus))) {
            problems.add(
                    "--trial-gpus",
                    Decimal.label(trialGpus),
                    "a whole number from 0 to " + MOST_GPUS + ", or a share of at most 0.5",
                    "");
        }
    }

    private static void within(String flag, int value, int most, Problems problems) {
        if (value < 1 || value > most) {
            problems.add(flag, String.valueOf(value), "1 to " + most, "");
        }
    }

    boolean isSlurm() {
        return launcher.equals(SLURM);
    }

    boolean isLocal() {
        return launcher.equals(LOCAL);
    }

    boolean onGpus() {
        return trialGpus > 0;
    }

    Launcher launcher(Map<String, Cluster> clusters, WorkerLauncher workers, Path runs) {
        return isLocal()
                ? workers
                : clusters.get(launcher)
                        .connect(new Cluster.ClusterRequest(master, trialCpus, trialGpus), workers, runs);
    }

    /** What the machines of a cluster have room for, as far as it is known here. */
    MachineCapacity capacity(int jobs, int trials) {
        int atATime = Math.max(1, jobs > 0 ? jobs : Math.min(trials, MOST_AT_A_TIME));
        return new MachineCapacity(
                atATime,
                trialCpus,
                HEAP_MEGABYTES,
                "up to " + atATime + " at a time on the cluster, each with " + trialCpus
                        + (trialCpus == 1 ? " core" : " cores")
                        + (onGpus() ? " and " + Decimal.label(trialGpus) + (trialGpus > 1 ? " GPUs" : " GPU") : ""));
    }

    /** A script that was written, and the commands that submit it. */
    record Submission(Path script, List<String> commands) {}

    /** Writes the script of a Slurm array beside the run folders, and the run folders. */
    Submission slurmScript(String experiment, List<Trial> trials, WorkerLauncher workers, int jobs, Path runs)
            throws IOException {
        SlurmArray array = new SlurmArray(experiment, jobs, (int) Math.ceil(trialGpus), memory, hours);
        Path script = runs.resolve(experiment + ".sbatch");
        AtomicFile.writePrivate(script, array.script(runs, trials, workers));
        return new Submission(script, array.submissions(script, trials.size()));
    }

    private static ProblemException problem(String found, String expected, String hint) {
        return new ProblemException(new Problem("--launcher", found, expected, hint));
    }
}
