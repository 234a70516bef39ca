package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.file.AtomicMove;
import marginlab.file.PrivateFiles;
import marginlab.store.Store;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;

/**
 * Results that were trained again: each former one stays whole beside the others, as {@code runs/.former/ID-N}, the first one with
 * the number 1.
 */
public final class FormerRuns {
    private static final String FOLDER = ".former";

    private final Path runs;

    /** @param runs the folder of the run folders */
    public FormerRuns(Path runs) {
        this.runs = runs;
    }

    /** Makes former ones of some runs: they are planned again, with their tags and notes. */
    public void setAside(List<String> ids, Store store) throws IOException {
        if (ids.isEmpty()) {
            return;
        }
        List<Run> before = store.runs(ids);
        Map<String, List<String>> tags = store.tags(ids);
        Map<String, String> notes = store.notes(ids);
        PrivateFiles.folder(runs.resolve(FOLDER));
        for (String id : ids) {
            Path folder = runs.resolve(id);
            if (Files.exists(folder)) {
                AtomicMove.folder(folder, place(id, of(id).size() + 1));
            }
        }
        store.forget(ids);
        for (Run run : before) {
            String id = run.trial().id();
            if (tags.containsKey(id) || notes.containsKey(id)) {
                store.ingest(run.trial(), List.of());
                Path labels = new RunFolder(place(id, of(id).size())).labels();
                if (Files.exists(labels)) {
                    Files.copy(labels, RunFolder.of(runs, run.trial()).labels());
                }
                store.annotate(id, tags.getOrDefault(id, List.of()), notes.getOrDefault(id, ""));
            }
        }
    }

    /** The journals of a run's former results, the first one first. */
    public List<List<TrialEvent>> journals(String id) throws IOException {
        List<List<TrialEvent>> journals = new ArrayList<>();
        for (Path folder : of(id)) {
            Path journal = new RunFolder(folder).journal();
            journals.add(Files.exists(journal) ? JournalTail.whole(journal).events() : List.of());
        }
        return journals;
    }

    /** The folders of a run's former results, the first one first. */
    List<Path> folders(String id) {
        return of(id);
    }

    private List<Path> of(String id) {
        List<Path> folders = new ArrayList<>();
        while (Files.exists(place(id, folders.size() + 1))) {
            folders.add(place(id, folders.size() + 1));
        }
        return folders;
    }

    private Path place(String id, int number) {
        return runs.resolve(FOLDER).resolve(id + "-" + number);
    }
}
