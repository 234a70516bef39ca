package marginlab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.file.AtomicFile;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.PrivateFiles;
import marginlab.plan.Trial;
import marginlab.run.code.TrainedCode;
import marginlab.store.Store;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * Finished runs whose networks other trials would train again: the same but for their verification sets. Such a trial is
 * given the checkpoint and the journal of the training, and its worker only embeds and scores.
 */
public final class ReusableRuns {
    private static final String REASON = "trained as ";

    private final Path runs;
    private final Store store;

    /** @param runs the folder of the run folders */
    public ReusableRuns(Path runs, Store store) {
        this.runs = runs;
        this.store = store;
    }

    /** The finished run whose network a trial can take over, by the trial's id; only for trials that have no folder yet. */
    public Map<String, Trial> find(List<Trial> trials) {
        List<Trial> fresh = trials.stream()
                .filter(trial -> trial.settings().isTraining() && !Files.exists(runs.resolve(trial.id())))
                .toList();
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Set<String> objectives = new HashSet<>();
        Set<Long> seeds = new HashSet<>();
        fresh.forEach(trial -> {
            objectives.add(trial.objective());
            seeds.add(trial.seed());
        });
        Map<String, Trial> byTraining = new HashMap<>();
        for (Trial done : ofThisCode(store.done(objectives, seeds))) {
            if (hasCheckpoint(new RunFolder(runs.resolve(done.id())))) {
                byTraining.putIfAbsent(done.training(), done);
            }
        }
        Map<String, Trial> found = new HashMap<>();
        for (Trial trial : fresh) {
            Optional.ofNullable(byTraining.get(trial.training())).ifPresent(done -> found.put(trial.id(), done));
        }
        return found;
    }

    /** A network that other code is known to have trained is another network. */
    private List<Trial> ofThisCode(List<Trial> done) {
        Set<String> others = new HashSet<>();
        store.runs(done.stream().map(Trial::id).toList()).stream()
                .filter(TrainedCode::isOther)
                .forEach(run -> others.add(run.trial().id()));
        return done.stream().filter(trial -> !others.contains(trial.id())).toList();
    }

    /** Gives each of these trials that has no folder yet the training of a finished run, where there is one. */
    public void handOn(List<Trial> trials) throws IOException {
        Map<String, Trial> found = find(trials);
        for (Trial trial : trials) {
            Trial done = found.get(trial.id());
            if (done != null) {
                handOn(new RunFolder(runs.resolve(done.id())), trial);
            }
        }
    }

    private static boolean hasCheckpoint(RunFolder folder) {
        try {
            return !checkpoints(folder).isEmpty();
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

    /** Under another name first, then renamed, so that there is never half a folder. */
    private void handOn(RunFolder from, Trial to) throws IOException {
        RunFolder aside = RunFolder.of(runs.resolve(".new-" + to.id() + "-handed"), to);
        PrivateFiles.folder(aside.checkpoint());
        for (Path file : checkpoints(from)) {
            link(file, aside.checkpoint().resolve(file.getFileName()));
        }
        StringBuilder journal = new StringBuilder();
        for (TrialEvent event : training(from)) {
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

    /** What a journal says of the training: nothing of scores, and an end that leaves them to do. */
    private static List<TrialEvent> training(RunFolder folder) throws IOException {
        List<TrialEvent> training = new ArrayList<>();
        for (TrialEvent event : JournalTail.whole(folder.journal()).events()) {
            if (event instanceof TrialEvent.Ended ended && ended.state() == TrialState.DONE) {
                training.add(new TrialEvent.Ended(
                        ended.attempt(),
                        TrialState.INTERRUPTED,
                        REASON + folder.path().getFileName(),
                        ended.seconds(),
                        ended.at()));
            } else if (!(event instanceof TrialEvent.Scored)) {
                training.add(event);
            }
        }
        return training;
    }
}
