package marginlab.run.score;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import marginlab.dataset.catalog.Catalog;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/**
 * The sets of a trial by the fingerprints that it was planned with: what is recorded under a fingerprint is of those files.
 * While size, time and inode of the files stay as they are, to compare them costs a look at each; else they are read whole.
 */
public final class PlannedDataCheck {
    private static final int TRIES = 3;

    private final Catalog catalog;
    private final Map<String, String> planned;
    private final UnaryOperator<String> fingerprints;
    /** What the disk said of each set's files; empty where that was not asked. */
    private final Map<String, String> stamps;

    /** @param planned fingerprints by the names of sets */
    public PlannedDataCheck(Catalog catalog, Map<String, String> planned) {
        this(catalog, planned, catalog::fingerprint, Map.of());
    }

    /**
     * @param fingerprints of the files as they are, by the names of sets
     * @param stamps of the files at the start; empty where they may be written to meanwhile
     */
    PlannedDataCheck(
            Catalog catalog,
            Map<String, String> planned,
            UnaryOperator<String> fingerprints,
            Map<String, String> stamps) {
        this.catalog = catalog;
        this.stamps = stamps;
        this.planned = Map.copyOf(planned);
        this.fingerprints = fingerprints;
    }

    /** What a set's own files are now, to be compared after some work on them. */
    public static PlannedDataCheck now(Catalog catalog, String name) {
        String stamp = catalog.stamp(name);
        return new PlannedDataCheck(
                catalog, Map.of(name, catalog.content(name)), catalog::content, Map.of(name, stamp));
    }

    public String fingerprint(String name) {
        return planned.get(name);
    }

    /** @throws ProblemException that names each of these sets whose files are other ones now */
    public void check(Collection<String> sets) {
        Problems problems = new Problems();
        for (String name : sets) {
            problems.gather(() -> {
                change(name).or(() -> writing(name)).ifPresent(problems::add);
                return name;
            });
        }
        problems.raise();
    }

    /** Work on a set. */
    public interface DataWork<T> {
        T done() throws IOException;
    }

    /**
     * Does some work on a set whose files are those of the plan before it and after it. Where somebody has written to them
     * meanwhile, even the same, it is done once more: they may have been other ones for a moment.
     */
    public <T> T whileAsPlanned(String name, DataWork<T> work) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            // Before the check: files that change between the two would be taken for those that were checked.
            String before = catalog.stamp(name);
            check(List.of(name));
            T done = work.done();
            if (catalog.stamp(name).equals(before)) {
                return done;
            }
        }
        check(List.of(name));
        throw new ProblemException(written(name, "'run' with --retry-failed"));
    }

    /** Files that are the same again may have been other ones for a moment. */
    private Optional<Problem> writing(String name) {
        String before = stamps.get(name);
        return before == null || before.equals(catalog.stamp(name))
                ? Optional.empty()
                : Optional.of(written(name, "do it again"));
    }

    private Problem written(String name, String again) {
        return new Problem(
                "set " + name + ", " + catalog.dataset(name).path(),
                "files that are written to while they are read",
                "files that stay as they are",
                "Stop what writes to them and " + again);
    }

    private Optional<Problem> change(String name) {
        String then = planned.get(name);
        String now = fingerprints.apply(name);
        return then == null || then.equals(now)
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "set " + name + ", " + catalog.dataset(name).path(),
                                "files with fingerprint " + StoredEmbeddingCheck.brief(now)
                                        + ", which are other ones than before",
                                StoredEmbeddingCheck.brief(then)
                                        + ", as planned; nothing is recorded of a trial whose files change",
                                "Put those files back and 'run' with --retry-failed, or 'run' as it is, which plans with the new ones"));
    }
}
