package marginlab.run.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.catalog.Catalog;
import marginlab.problem.Problem;
import marginlab.run.RunFolder;
import marginlab.store.record.Run;

/** Whether the files of sets are still those that runs embedded. */
public final class StoredEmbeddingCheck {
    private static final int DIGITS = 12;

    private final Path runs;
    private final Catalog catalog;
    private final Map<String, Optional<String>> now = new HashMap<>();

    public StoredEmbeddingCheck(Path runs, Catalog catalog) {
        this.runs = runs;
        this.catalog = catalog;
    }

    public RunFolder folder(Run run) {
        return new RunFolder(runs.resolve(run.trial().id()));
    }

    /** The fingerprint of a set's files; empty where they are not here. */
    public Optional<String> now(String set) {
        return now.computeIfAbsent(
                set,
                name -> catalog.problem(name, name).isPresent()
                        ? Optional.empty()
                        : Optional.of(catalog.content(name)));
    }

    /** The fingerprint of the files that were embedded; null where none is known. */
    String then(Run run, String set) {
        try {
            Path later = folder(run).fingerprint(set);
            return Files.exists(later)
                    ? Files.readString(later)
                    : run.trial().fingerprints().get(set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That a set's files are other ones now than when a run embedded them. */
    public Optional<Problem> change(Run run, String set) {
        String then = then(run, set);
        boolean isLater = !run.trial().settings().verify().contains(set);
        return now(set).filter(fingerprint -> !fingerprint.equals(then))
                .map(fingerprint -> new Problem(
                        run.trial().id() + ", set " + set,
                        "files with fingerprint " + brief(fingerprint),
                        brief(then) + ", those that the run embedded",
                        "put those files back"
                                + (isLater ? ", or delete " + folder(run).fingerprint(set) : ", or train again")));
    }

    /** Where the figures of a set come from that was embedded after the training. */
    public String note(Run run, String set) {
        String then = then(run, set);
        return "embedded after the training, from files with fingerprint "
                + brief(then == null ? now(set).orElse(null) : then);
    }

    public static String brief(String fingerprint) {
        return fingerprint == null ? "none" : fingerprint.substring(0, Math.min(DIGITS, fingerprint.length()));
    }
}
