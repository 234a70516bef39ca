package marginlab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import marginlab.plan.Trial;

/**
 * Trials as one array of Slurm jobs, a trial a job. The run folders lie on a file system that all machines see; what the
 * jobs wrote is taken into the store by {@code rebuild}, or from a copy by {@code merge}.
 *
 * @param name of the job
 * @param atATime jobs that run together
 * @param gpus of each job; 0 for none
 * @param memoryGigabytes of each job
 * @param hours after which a job is stopped; it saves a checkpoint two minutes before
 */
public record SlurmArray(String name, int atATime, int gpus, int memoryGigabytes, int hours) {
    private static final int WARNING_SECONDS = 120;

    public SlurmArray {
        if (atATime < 1 || gpus < 0 || memoryGigabytes < 1 || hours < 1) {
            throw new IllegalArgumentException("jobs, memory and hours are at least 1, GPUs at least 0");
        }
    }

    /**
     * Makes the run folders and gives the script for {@code sbatch}. A job that is put back into the queue goes on from its
     * checkpoint.
     */
    public String script(Path runs, List<Trial> trials, Workers workers) throws IOException {
        for (Trial trial : trials) {
            RunFolder.of(runs, trial);
        }
        Path folder = runs.toAbsolutePath().normalize();
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/bash",
                "#SBATCH --job-name=" + name.replaceAll("\\s+", "-"),
                "#SBATCH --array=0-" + (trials.size() - 1) + "%" + atATime,
                "#SBATCH --cpus-per-task=" + workers.threads(),
                "#SBATCH --mem=" + memoryGigabytes + "G",
                "#SBATCH --time=" + hours + ":00:00",
                "#SBATCH --signal=B:TERM@" + WARNING_SECONDS,
                "#SBATCH --requeue",
                "#SBATCH --output=/dev/null"));
        if (gpus > 0) {
            lines.add("#SBATCH --gres=gpu:" + gpus);
        }
        lines.add("");
        lines.add("trials=(" + trials.stream().map(Trial::id).collect(Collectors.joining(" ")) + ")");
        lines.add("folder=" + quoted(folder.toString()) + "/${trials[$SLURM_ARRAY_TASK_ID]}");
        workers.environment().forEach((key, value) -> lines.add("export " + key + "=" + quoted(value)));
        lines.add("export CLASSPATH=" + quoted(Workers.classPath(workers.main())));
        lines.add("exec >> \"$folder/log.txt\" 2>&1 < /dev/null");
        lines.add("exec "
                + workers.command(FOLDER, Child.NEXT).stream()
                        .map(SlurmArray::quoted)
                        .collect(Collectors.joining(" "))
                        .replace(FOLDER, "'\"$folder\"'"));
        return String.join("\n", lines) + "\n";
    }

    /** Stands for the run folder until all words are quoted. */
    private static final String FOLDER = "{folder}";

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
