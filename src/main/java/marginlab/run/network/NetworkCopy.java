package marginlab.run.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.PrivateFiles;
import marginlab.network.external.NetworkFile;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.RunFolder;

/** The files of a network that others trained in the folder of its run, which is whole without the place that they came from. */
public final class NetworkCopy {
    private NetworkCopy() {}

    /**
     * Puts the networks of trials into their run folders.
     *
     * @param files where each is, by name
     * @throws ProblemException where a file is another one than was planned with
     */
    public static void handOut(Path runs, List<Trial> trials, Map<String, Path> files) throws IOException {
        for (Trial trial : trials) {
            if (!trial.settings().isTraining()) {
                put(RunFolder.of(runs, trial), trial, files.get(trial.objective()));
            }
        }
    }

    private static void put(RunFolder folder, Trial trial, Path file) throws IOException {
        if (Files.exists(folder.network())) {
            return;
        }
        NetworkFile source = NetworkFile.of(file);
        Path aside = folder.path().resolve(".network-" + ProcessHandle.current().pid());
        FolderTree.delete(aside);
        NetworkFile copy = source.copyTo(PrivateFiles.folder(aside));
        if (!copy.hash().equals(trial.networkHash())) {
            FolderTree.delete(aside);
            throw new ProblemException(new Problem(
                    file.toString(), "SHA-256 " + copy.hash(), trial.networkHash() + ", as planned", "Run it again"));
        }
        AtomicMove.folder(aside, folder.network());
    }

    /**
     * The network of a run.
     *
     * @throws ProblemException where its folder has none with the hash of the trial
     */
    public static NetworkFile of(RunFolder folder, Trial trial) throws IOException {
        Path place = folder.network();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    NetworkFile network = read(file);
                    if (network != null && network.hash().equals(trial.networkHash())) {
                        return network;
                    }
                }
            }
        }
        throw new ProblemException(new Problem(
                place.toString(),
                Files.exists(place) ? "other files than those that were planned with" : "no network",
                "a network with SHA-256 " + trial.networkHash(),
                "Delete " + place + " and run the experiment again"));
    }

    /** Null where a file is none by itself, as arrays beside an ONNX file are not. */
    private static NetworkFile read(Path file) {
        try {
            return NetworkFile.of(file);
        } catch (ProblemException e) {
            return null;
        }
    }
}
