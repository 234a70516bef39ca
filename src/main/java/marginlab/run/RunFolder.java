package marginlab.run;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.AtomicFile;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.LinkFreeFile;
import marginlab.file.PrivateFiles;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The folder of a run, with everything there is to know of it: the database can be made from the folders.
 *
 * <pre>
 * trial.json              what was asked for
 * journal.jsonl           what happened, a line an event
 * log.txt                 what the worker said
 * labels.json             tags and a note
 * disagreements.json      what another machine found otherwise for the same trial
 * checkpoint/             where training goes on
 * embeddings/SET-plain.npy, SET-flip.npy    float32 [2N, d]
 * embeddings/SET-templates.npy              of a set whose templates are compared, float32 [T, d]
 * embeddings/SET.fingerprint   of templates, and of a set that was embedded after the training: of its files then
 * embeddings/training.npy, training-labels.npy   of some people of the training set, float32 [M, d] and int64 [M]
 * scores/SET.npy, SET-same.npy              squared distances [N], genuine or not [N]
 * scores/SET@FIGURE.npy        whether each pair or probe of a set counts for a figure, bool [N]
 * model/                  the network for the engine library's Model.load
 * network/                files of a network that others trained
 * plugins/                jars of losses that are not built in
 * centres.npy             [C, d], or [K C, d] class by class
 * </pre>
 *
 * <p>The folder is made for its user alone, and no link in it is followed.
 *
 * @param path the folder, named after the trial's id
 */
public record RunFolder(Path path) {

    /** The folder of a trial, made if it is not there: aside and then renamed, so that there is never half a one. */
    public static RunFolder of(Path runs, Trial trial) throws IOException {
        RunFolder folder = new RunFolder(runs.resolve(trial.id()));
        if (!Files.exists(folder.trialFile())) {
            PrivateFiles.folder(runs);
            Path aside = PrivateFiles.folder(runs.resolve(
                    ".new-" + trial.id() + "-" + ProcessHandle.current().pid()));
            AtomicFile.writePrivate(aside.resolve("trial.json"), trial.toJson());
            try {
                AtomicMove.folder(aside, folder.path);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // A folder whose trial was lost, or another process was faster.
                FolderTree.delete(aside);
                AtomicFile.writePrivate(folder.trialFile(), trial.toJson());
            }
        }
        return folder;
    }

    /** All run folders of a folder, by name. */
    public static List<RunFolder> all(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .filter(folder -> Files.exists(folder.resolve("trial.json")))
                    .sorted()
                    .map(RunFolder::new)
                    .collect(Collectors.toList());
        }
    }

    public Trial trial() throws IOException {
        try {
            return Trial.fromJson(Files.readString(trialFile()));
        } catch (RuntimeException e) {
            throw new ProblemException(
                    new Problem(
                            trialFile().toString(), "text that is no trial", "a trial as JSON", "Move the folder away"),
                    e);
        }
    }

    public Path trialFile() {
        return inside("trial.json");
    }

    public Path journal() {
        return inside("journal.jsonl");
    }

    public Path log() {
        return inside("log.txt");
    }

    public Path labels() {
        return inside("labels.json");
    }

    public Path checkpoint() {
        return inside("checkpoint");
    }

    /** The folder of the trained network in the engine library's own form. */
    public Path model() {
        return inside("model");
    }

    /** The folder of a network that others trained. */
    public Path network() {
        return inside("network");
    }

    /** The folder of the jars of its losses. */
    public Path plugins() {
        return inside("plugins");
    }

    public Path centres() {
        return inside("centres.npy");
    }

    public Path plainEmbeddings(String set) {
        return inside("embeddings", set + "-plain.npy");
    }

    public Path flippedEmbeddings(String set) {
        return inside("embeddings", set + "-flip.npy");
    }

    /** What the files of a set had for a fingerprint when it was embedded; only of sets that were added later. */
    public Path fingerprint(String set) {
        return inside("embeddings", set + ".fingerprint");
    }

    /** Features of the templates of a set that is searched. */
    public Path features(String set) {
        return inside("embeddings", set + "-templates.npy");
    }

    public Path trainingEmbeddings() {
        return inside("embeddings", "training.npy");
    }

    public Path trainingLabels() {
        return inside("embeddings", "training-labels.npy");
    }

    public Path scores(String set) {
        return inside("scores", set + ".npy");
    }

    /** Of each pair or probe of a set whether it was decided rightly, for a figure that is the share of them. */
    public Path decisions(String set, String figure) {
        return inside("scores", set + "@" + figure + ".npy");
    }

    public Path same(String set) {
        return inside("scores", set + "-same.npy");
    }

    /** Beside the run folders: what those with a frozen backbone have in common. */
    public Path sharedEmbeddings() {
        return sharedEmbeddings(path.toAbsolutePath().getParent());
    }

    static Path sharedEmbeddings(Path runs) {
        return runs.resolve(".embeddings");
    }

    private Path inside(String... names) {
        return LinkFreeFile.of(path, names);
    }
}
