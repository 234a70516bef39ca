package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.AtomicFile;
import marginlab.file.LinkFreeFile;
import marginlab.file.json.Json;
import marginlab.plan.Trial;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.record.Run;
import marginlab.store.record.RunDisagreement;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * The run folders, which hold everything, and the store, which can be made from them, kept in step. What people say of
 * runs is written to files too: {@code labels.json} in a run folder, {@code experiments/NAME.json} beside them.
 */
public final class RunArchive {
    private static final String EXPERIMENTS = "experiments";
    private static final long PATIENCE_SECONDS = 10;
    private static final int TOGETHER = 100; // run folders that are taken in at once

    private final Path runs;
    private final Store store;
    private final SweepListener progress;
    private final JournalImporter importer;
    private final RunFolderCopies copies;

    /**
     * What was taken in.
     *
     * @param runs that are new or more than before
     * @param skipped that were there, or could not be read
     * @param disputed by the ids of runs that have other figures there than here
     */
    public record ImportedRuns(int runs, int skipped, SortedMap<String, RunDisagreement> disputed) {
        public ImportedRuns(int runs, int skipped) {
            this(runs, skipped, new TreeMap<>());
        }
    }

    private final LineProblems leftOut = new LineProblems();

    public RunArchive(Path runs, Store store, Clock clock, SweepListener progress) {
        this.runs = runs;
        this.store = store;
        this.progress = progress;
        this.copies = new RunFolderCopies(runs);
        this.importer = new JournalImporter(runs, store, clock, progress);
    }

    /** Keeps an experiment: its file's text and the ids of its trials, in order. */
    public void keep(String experiment, String definition, List<String> ids) throws IOException {
        String json = Json.line(new ArchivedWords.ArchivedExperiment(experiment, definition, List.copyOf(ids)));
        AtomicFile.writePrivate(runs.resolve(EXPERIMENTS).resolve(experiment + ".json"), json);
        store.keep(experiment, definition, ids);
    }

    /** Adds what further protocols say of a run that has ended: to its journal, and to the store. */
    public void add(Run run, List<ProtocolOutcome> outcomes) throws IOException {
        List<TrialEvent> events = new ArrayList<>();
        outcomes.forEach(outcome -> events.add(new TrialEvent.Scored(run.attempt(), outcome)));
        if (events.isEmpty()) {
            return;
        }
        RunFolder folder = new RunFolder(runs.resolve(run.trial().id()));
        try (Journal journal = Journal.open(folder.journal(), PATIENCE_SECONDS)) {
            for (TrialEvent event : events) {
                journal.append(event);
            }
        }
        store.ingest(run.trial(), events);
    }

    /** Replaces the tags and the note of a run. */
    public void annotate(String id, Collection<String> tags, String note) throws IOException {
        store.annotate(id, tags, note);
        RunFolder folder = new RunFolder(runs.resolve(id));
        if (Files.exists(folder.path())) {
            AtomicFile.writePrivate(folder.labels(), Json.line(new ArchivedWords.Labels(List.copyOf(tags), note)));
        }
    }

    /** Takes in all run folders: into a new store everything, into another what it lacks. */
    public ImportedRuns rebuild() throws IOException {
        List<RunFolder> folders = RunFolder.all(runs);
        int[] taken = {0};
        for (int first = 0; first < folders.size(); first += TOGETHER) {
            List<RunFolder> some = folders.subList(first, Math.min(folders.size(), first + TOGETHER));
            store.together(() -> {
                for (RunFolder folder : some) {
                    taken[0] += take(folder) ? 1 : 0;
                }
            });
        }
        takeExperiments(runs);
        return new ImportedRuns(taken[0], folders.size() - taken[0]);
    }

    /**
     * Brings removed runs back, with their tags and notes.
     *
     * @param starts of their ids
     * @return their ids
     */
    public List<String> restore(List<String> starts) throws IOException {
        RemovedRuns removed = new RemovedRuns(runs);
        List<String> ids = new ArrayList<>();
        for (String start : starts) {
            String id = removed.takeBack(start);
            take(new RunFolder(runs.resolve(id)));
            ids.add(id);
        }
        return ids;
    }

    /**
     * Takes in the run folders of another machine. A run that is here keeps its place, unless it has no result and the
     * other one has. Where the other machine wrote into these very folders, they are read again.
     */
    public ImportedRuns merge(Path others) throws IOException {
        if (Files.isDirectory(runs) && Files.isSameFile(runs, others)) {
            return rebuild();
        }
        int taken = 0;
        int skipped = 0;
        SortedMap<String, RunDisagreement> disputed = new TreeMap<>();
        for (RunFolder other : RunFolder.all(others)) {
            Path here = runs.resolve(other.path().getFileName());
            if (!isWhole(other) || !hasEvents(other)) {
                skipped++;
                continue;
            }
            if (Files.exists(here)) {
                RunFolder ours = new RunFolder(here);
                if (hasResult(ours) || !hasResult(other)) {
                    if (hasResult(ours) && hasResult(other)) {
                        compare(ours, other, disputed);
                    }
                    skipped++;
                    continue;
                }
                copies.setAside(here);
                store.forget(List.of(here.getFileName().toString()));
            }
            copies.copy(other.path(), here);
            if (take(new RunFolder(here))) {
                taken++;
            } else {
                skipped++;
            }
        }
        takeExperiments(others);
        try {
            new ImportedResults(runs).merge(others).forEach(progress::said);
        } catch (ProblemException e) {
            leaveOut(others, e.getMessage());
        }
        return new ImportedRuns(taken, skipped, disputed);
    }

    /** Keeps in our folder how another one of the same trial differs, or that it does no more. */
    private static void compare(RunFolder ours, RunFolder other, SortedMap<String, RunDisagreement> disputed)
            throws IOException {
        RunDisagreement disagreement = RunDifference.compare(ours, other);
        List<RunDisagreement> before = RunDisagreement.of(ours.path());
        if (!disagreement.differences().isEmpty()) {
            disputed.put(ours.path().getFileName().toString(), disagreement);
        }
        if (!disagreement.differences().isEmpty() || !before.isEmpty()) {
            AtomicFile.writePrivate(ours.path().resolve(RunDisagreement.FILE), disagreement.after(before));
        }
    }

    private boolean take(RunFolder folder) throws IOException {
        try {
            Trial trial = folder.trial();
            importer.takeIn(trial);
            boolean isTold = hasEvents(folder);
            if (Files.exists(folder.labels())) {
                ArchivedWords.Labels labels = ArchivedWords.read(folder.labels(), ArchivedWords.Labels.class);
                store.ingest(trial, List.of());
                store.annotate(trial.id(), new LinkedHashSet<>(labels.tags()), labels.note());
            }
            return isTold;
        } catch (RuntimeException e) {
            // One folder that cannot be read must not keep the others out.
            leaveOut(folder.path(), e.getMessage());
            return false;
        }
    }

    /** Whether a folder from elsewhere holds files and folders alone: a link in it would copy what lies somewhere else here. */
    private boolean isWhole(RunFolder folder) throws IOException {
        try {
            LinkFreeFile.all(folder.path());
            return true;
        } catch (ProblemException e) {
            leaveOut(folder.path(), e.getMessage());
            return false;
        }
    }

    /** Whether a journal says anything; a run that has not begun has none. One that was emptied tells of no run. */
    private boolean hasEvents(RunFolder folder) throws IOException {
        if (!Files.exists(folder.journal())
                || !JournalTail.whole(folder.journal()).events().isEmpty()) {
            return true;
        }
        leaveOut(folder.path(), "its journal " + folder.journal().getFileName() + " holds no event");
        return false;
    }

    /** What is left out keeps nothing else out, and is named again at the end. */
    private void leaveOut(Path what, String why) {
        progress.said(what + ": left out: " + why);
        leftOut.gather(() -> {
            throw new ProblemException(new Problem(what.toString(), "what cannot be imported: " + why, "a run"));
        });
    }

    /** Ends the work through the folders: those that could not be taken in are named, if there are any. */
    public void end() {
        leftOut.end(
                1,
                new Problem(
                        runs.toString(),
                        leftOut.count() + (leftOut.count() == 1 ? " folder" : " folders") + " left out",
                        "the folders of runs alone"));
    }

    private static boolean hasResult(RunFolder folder) throws IOException {
        return JournalImporter.lastState(folder)
                .filter(state -> state == TrialState.DONE || state == TrialState.DIVERGED)
                .isPresent();
    }

    private void takeExperiments(Path from) throws IOException {
        Path folder = from.resolve(EXPERIMENTS);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(LinkFreeFile.of(from, EXPERIMENTS))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .collect(Collectors.toList())) {
                takeExperiment(file);
            }
        } catch (ProblemException e) {
            leaveOut(folder, e.getMessage());
        }
    }

    private void takeExperiment(Path file) throws IOException {
        ArchivedWords.ArchivedExperiment json = ArchivedWords.read(file, ArchivedWords.ArchivedExperiment.class);
        String name = json.name();
        if (!file.getFileName().toString().equals(name + ".json")) {
            // A name is a file's name here: one that is not this file's could lead out of the folder.
            leaveOut(file, "it holds an experiment of another name");
            return;
        }
        Set<String> ids = new LinkedHashSet<>(store.members(name));
        ids.addAll(json.trials());
        keep(name, json.definition(), new ArrayList<>(ids));
    }

    /**
     * What could be removed, and what removes it.
     *
     * @param alsoNamed ids that an experiment names which the store does not know as its
     * @param networks whether the networks of finished runs are among it
     */
    public Garbage garbage(Set<String> alsoNamed, boolean networks) throws IOException {
        Set<String> named = new TreeSet<>(alsoNamed);
        store.experiments().forEach(experiment -> named.addAll(store.members(experiment)));
        return Garbage.find(runs, store, named, networks);
    }
}
