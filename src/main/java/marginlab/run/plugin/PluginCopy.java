package marginlab.run.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.file.AtomicFile;
import marginlab.file.PrivateFiles;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.plugin.PluginFolder;
import marginlab.loss.plugin.PluginJar;
import marginlab.loss.plugin.PluginLoss;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.RunFolder;

/** The jars of the losses of a trial in the folder of its run. */
public final class PluginCopy {
    private PluginCopy() {}

    /**
     * Puts the jars of trials into their run folders.
     *
     * @param planned the losses that they were planned with, whose jars are there
     */
    public static void handOut(Path runs, List<Trial> trials, LossDefinitions planned) throws IOException {
        for (Trial trial : trials) {
            for (PluginLoss loss : losses(trial)) {
                PluginLoss here = planned.ofJars().get(loss.name());
                if (here == null || !here.equals(loss) || here.jar().isEmpty()) {
                    throw new IllegalStateException(
                            trial.objective() + " was planned with another " + loss.name() + " than is there");
                }
                put(RunFolder.of(runs, trial), here.jar().get());
            }
        }
    }

    private static Collection<PluginLoss> losses(Trial trial) {
        return trial.settings().definitions().ofJars().values();
    }

    private static void put(RunFolder folder, PluginJar jar) throws IOException {
        Path copy = PrivateFiles.folder(folder.plugins())
                .resolve(jar.file().getFileName().toString());
        if (!Files.isRegularFile(copy) || !PluginJar.hash(copy).equals(jar.hash())) {
            AtomicFile.writePrivate(copy, jar.bytes());
        }
    }

    /** Hashes of the jars that trials need, each once. */
    public static List<String> hashes(List<Trial> trials) {
        return trials.stream()
                .flatMap(trial -> losses(trial).stream())
                .map(PluginLoss::hash)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The losses of a trial, computed by the jars in its folder; loading them runs their code.
     *
     * @param planned hashes of the jars that the sweep was planned with
     * @throws ProblemException where a jar is missing, is another one, or was not planned with
     */
    public static LossDefinitions of(RunFolder folder, Trial trial, Set<String> planned) throws IOException {
        SortedMap<String, PluginLoss> losses = new TreeMap<>();
        for (PluginLoss loss : losses(trial)) {
            Path jar = jar(folder, loss);
            if (!planned.contains(loss.hash())) {
                throw new ProblemException(new Problem(
                        jar.toString(),
                        "a jar that this sweep was not planned with",
                        "a jar that 'run' was given",
                        "Name its folder with --plugins"));
            }
            PluginLoss loaded = PluginJar.losses(jar).stream()
                    .filter(loss::equals)
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            new Problem(jar.toString(), "no loss " + loss, "the one that was planned with")));
            losses.put(loss.name(), loaded);
        }
        return LossDefinitions.ofJars(losses.values());
    }

    /** The file in the folder of a run that has the hash. */
    private static Path jar(RunFolder folder, PluginLoss loss) throws IOException {
        List<Path> jars = PluginFolder.jars(folder.plugins());
        for (Path jar : jars) {
            if (PluginJar.hash(jar).equals(loss.hash())) {
                return jar;
            }
        }
        throw new ProblemException(new Problem(
                folder.plugins().toString(),
                jars.isEmpty() ? "no jar" : "another jar than that of the plan",
                "the jar of " + loss.name() + " with SHA-256 " + loss.hash(),
                "Run the experiment again with --plugins"));
    }

    /** File and hash of each jar of a trial, by the name of its loss; of those that are there. */
    public static SortedMap<String, String> facts(RunFolder folder, Trial trial) throws IOException {
        SortedMap<String, String> facts = new TreeMap<>();
        for (PluginLoss loss : losses(trial)) {
            try {
                facts.put(loss.name(), jar(folder, loss).getFileName() + ", SHA-256 " + loss.hash());
            } catch (ProblemException e) {
                // The trial itself fails with it in a moment, and says why.
            }
        }
        return facts;
    }
}
