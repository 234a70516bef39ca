package marginlab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import marginlab.file.AtomicFile;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.PrivateFiles;
import marginlab.plan.Trial;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Gives a trial that has no folder yet the training of a finished run: its checkpoints, and what its journal says of it. */
final class TrainingCopy {
    private final Path runs;

    /** @param runs the folder of the run folders */
    TrainingCopy(Path runs) {
        this.runs = runs;
    }

    boolean isKept(String id) {
        try {
            return !checkpoints(new RunFolder(runs.resolve(id))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> checkpoints(RunFolder folder) throws IOException {
        if (!Files.isDirectory(folder.checkpoint())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.checkpoint())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /**
     * Under another name first, then renamed, so that there is never half a folder.
     *
     * @param reason what the journal says of it, before the finished run's id
     */
    void handOn(String done, Trial to, String reason) throws IOException {
        RunFolder from = new RunFolder(runs.resolve(done));
        RunFolder aside = RunFolder.of(runs.resolve(".new-" + to.id() + "-handed"), to);
        PrivateFiles.folder(aside.checkpoint());
        for (Path file : checkpoints(from)) {
            link(file, aside.checkpoint().resolve(file.getFileName()));
        }
        StringBuilder journal = new StringBuilder();
        for (TrialEvent event : training(from, reason)) {
            journal.append(EventJson.of(event)).append('\n');
        }
        AtomicFile.writePrivate(aside.journal(), journal.toString());
        AtomicMove.folder(aside.path(), runs.resolve(to.id()));
        FolderTree.delete(aside.path().getParent());
    }

    /** A checkpoint is never written to again, so two runs can share its file. */
    private static void link(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(from, to);
            PrivateFiles.tighten(to);
        }
    }

    /** What a journal says of the training: nothing of scores, and an end that leaves the rest to do. */
    private static List<TrialEvent> training(RunFolder folder, String reason) throws IOException {
        List<TrialEvent> training = new ArrayList<>();
        for (TrialEvent event : JournalTail.whole(folder.journal()).events()) {
            if (event instanceof TrialEvent.Ended ended && ended.state() == TrialState.DONE) {
                training.add(new TrialEvent.Ended(
                        ended.attempt(),
                        TrialState.INTERRUPTED,
                        reason + folder.path().getFileName(),
                        ended.seconds(),
                        ended.at()));
            } else if (!(event instanceof TrialEvent.Scored)) {
                training.add(event);
            }
        }
        return training;
    }
}
