package marginlab.run.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.PrivateFiles;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.run.WorkerSession;
import marginlab.run.code.ClassPath;

/**
 * Trials as one array of Slurm jobs, a trial a job. The run folders lie on a file system that all machines see; what the
 * jobs wrote is taken into the store by {@code rebuild}, or from a copy by {@code merge}.
 *
 * @param name of the job
 * @param atATime jobs that run together
 * @param gpus of each job; 0 for none
 * @param memoryGigabytes of each job
 * @param hours after which a job is stopped; two minutes before, it saves a checkpoint and goes back into the queue
 */
public record SlurmArray(String name, int atATime, int gpus, int memoryGigabytes, int hours) {
    private static final int WARNING_SECONDS = 120;

    /** Jobs of one array; Slurm's MaxArraySize is 1001 where a cluster has not set another. */
    private static final int MOST_JOBS = 1000;

    public SlurmArray {
        if (atATime < 1 || gpus < 0 || memoryGigabytes < 1 || hours < 1) {
            throw new IllegalArgumentException("jobs, memory and hours are at least 1, GPUs at least 0");
        }
    }

    /**
     * Makes the run folders and gives the script for {@code sbatch}. A job that is put back into the queue goes on from its
     * checkpoint.
     */
    public String script(Path runs, List<Trial> trials, WorkerLauncher workers) throws IOException {
        for (Trial trial : trials) {
            RunFolder.of(runs, trial);
        }
        Path folder = runs.toAbsolutePath().normalize();
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/bash",
                "#SBATCH --job-name=" + name.replaceAll("\\s+", "-"),
                "#SBATCH --array=" + range(0, trials.size()),
                "#SBATCH --cpus-per-task=" + workers.threads(),
                "#SBATCH --mem=" + memoryGigabytes + "G",
                "#SBATCH --time=" + hours + ":00:00",
                "#SBATCH --signal=B:USR1@" + WARNING_SECONDS,
                "#SBATCH --requeue",
                "#SBATCH --output=/dev/null"));
        if (gpus > 0) {
            lines.add("#SBATCH --gres=gpu:" + gpus);
        }
        lines.add("");
        lines.add("trials=(" + trials.stream().map(Trial::id).collect(Collectors.joining(" ")) + ")");
        lines.add("folder=" + quoted(folder.toString()) + "/${trials[${1:-0} + $SLURM_ARRAY_TASK_ID]}");
        workers.environment().forEach((key, value) -> lines.add("export " + key + "=" + quoted(value)));
        lines.add("export CLASSPATH=" + quoted(absolute(ClassPath.of(workers.main()))));
        lines.add(PrivateFiles.umask());
        lines.add("exec >> \"$folder/log.txt\" 2>&1 < /dev/null");
        lines.addAll(SIGNALS);
        lines.add(workers.command(FOLDER, WorkerSession.NEXT).stream()
                        .map(SlurmArray::quoted)
                        .collect(Collectors.joining(" "))
                        .replace(FOLDER, "'\"$folder\"'")
                + " &");
        lines.addAll(List.of("finish", "exit $code"));
        return String.join("\n", lines) + "\n";
    }

    /** What is to be typed: one array where it has room for all jobs, and further ones of the same script. */
    public List<String> submissions(Path script, int trials) {
        List<String> commands = new ArrayList<>(List.of("sbatch " + script));
        for (int first = MOST_JOBS; first < trials; first += MOST_JOBS) {
            commands.add("sbatch --array=" + range(first, trials) + " " + script + " " + first);
        }
        return commands;
    }

    private String range(int first, int trials) {
        return "0-" + (Math.min(MOST_JOBS, trials - first) - 1) + "%" + atATime;
    }

    /**
     * A job ends as its worker did; only the warning that its time is over puts it back, not someone who cancels it. Said before the
     * worker starts, whose number {@code $!} is from that moment on, so that no signal comes too early.
     */
    private static final List<String> SIGNALS = List.of(
            "finish() {",
            "  wait $!",
            "  code=$?",
            "  while kill -0 $! 2> /dev/null; do",
            "    wait $!",
            "    code=$?",
            "  done",
            "}",
            "trap 'kill -TERM $!' TERM",
            "trap 'kill -TERM $!; finish; scontrol requeue \"$SLURM_JOB_ID\"; exit $code' USR1");

    /** Stands for the run folder until all words are quoted. */
    private static final String FOLDER = "{folder}";

    /** A job may be submitted from any folder. */
    static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
