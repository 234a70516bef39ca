package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.FolderTree;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.Store;
import marginlab.store.query.RunRecord;
import marginlab.store.record.TrialState;

/**
 * Runs that are to be forgotten, with all that is on the disk of them: their folders and those of their former results. What
 * experiments name stays named, so that the next sweep of one trains it again.
 *
 * @param runs at least one
 */
public record RunRemoval(List<RemovableRun> runs) {

    /**
     * One of them.
     *
     * @param folders that exist
     * @param bytes in them
     */
    public record RemovableRun(RunRecord record, List<Path> folders, long bytes) {}

    public RunRemoval {
        runs = List.copyOf(runs);
    }

    /**
     * What there is to remove.
     *
     * @param folder of the run folders
     * @throws ProblemException for runs that are running, here or on a cluster, which is all of them
     */
    public static RunRemoval of(Path folder, List<RunRecord> records) throws IOException {
        List<Problem> running = records.stream()
                .filter(record -> record.run().state() == TrialState.RUNNING)
                .map(record ->
                        new Problem(record.id(), "a run that is running", "one that is not", "Stop its sweep first"))
                .toList();
        if (!running.isEmpty()) {
            throw new ProblemException(running);
        }
        FormerRuns former = new FormerRuns(folder);
        List<RemovableRun> runs = new ArrayList<>();
        for (RunRecord record : records) {
            List<Path> folders = new ArrayList<>();
            Path own = folder.resolve(record.id());
            if (Files.isDirectory(own)) {
                folders.add(own);
            }
            folders.addAll(former.folders(record.id()));
            long bytes = 0;
            for (Path one : folders) {
                bytes += FolderTree.bytes(one);
            }
            runs.add(new RemovableRun(record, folders, bytes));
        }
        return new RunRemoval(runs);
    }

    public long bytes() {
        return runs.stream().mapToLong(RemovableRun::bytes).sum();
    }

    /**
     * Takes all of it away, to where it can be brought back from; runs are forgotten first, so that none is listed without its folder.
     *
     * @param folder of the run folders
     */
    public void remove(Path folder, Store store) throws IOException {
        store.forget(runs.stream().map(run -> run.record().id()).toList());
        RemovedRuns removed = new RemovedRuns(folder);
        for (RemovableRun run : runs) {
            removed.add(run.record().id(), run.folders());
        }
    }
}
