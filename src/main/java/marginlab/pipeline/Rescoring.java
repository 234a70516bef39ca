package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.data.Catalog;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.run.Archive;
import marginlab.run.RunFolder;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.verify.Npy;
import marginlab.verify.Outcome;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.PairVariant;
import marginlab.verify.PairVerification;

/**
 * Scores runs that are stored under further rules, from the embeddings in their folders: nothing is trained. What the rules
 * say belongs to the pairs that the run was made with; where the files of a set have changed since, it is refused.
 */
public final class Rescoring {
    private final Place place;
    private final Catalog catalog;
    private final Map<String, Optional<String>> fingerprints = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int known;

    /**
     * What came of it.
     *
     * @param added outcomes that are new, by the id of their run
     * @param known outcomes that were there already
     * @param notes what was left out, and why
     */
    public record Result(Map<String, List<Outcome>> added, int known, List<String> notes) {
        public Result {
            added = Map.copyOf(added);
            notes = List.copyOf(notes);
        }
    }

    public Rescoring(Place place) {
        this.place = place;
        this.catalog = Catalogs.open(place.datasets());
    }

    /**
     * Adds outcomes to the runs' journals and to the store; nothing is written when the files of any set have changed.
     *
     * @param sets names, or none for all that a run was verified on
     */
    public Result score(Archive archive, List<Run> runs, List<String> sets, List<PairVariant> variants)
            throws IOException {
        Map<String, List<Outcome>> added = new HashMap<>();
        for (Run run : runs) {
            List<Outcome> outcomes = new ArrayList<>();
            for (String set : run.trial().settings().verify()) {
                if (sets.isEmpty() || sets.contains(set)) {
                    outcomes.addAll(outcomes(run, set, variants));
                }
            }
            if (!outcomes.isEmpty()) {
                added.put(run.trial().id(), outcomes);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        for (Run run : runs) {
            archive.add(run, added.getOrDefault(run.trial().id(), List.of()));
        }
        return new Result(added, known, notes);
    }

    private List<Outcome> outcomes(Run run, String set, List<PairVariant> variants) {
        List<PairVariant> missing = variants.stream()
                .filter(variant -> run.outcomes().stream()
                        .noneMatch(outcome ->
                                outcome.set().equals(set) && outcome.variant().equals(variant.label())))
                .toList();
        known += variants.size() - missing.size();
        if (missing.isEmpty() || !isUsable(run, set)) {
            return List.of();
        }
        RunFolder folder = folder(run);
        float[][] flipped =
                Files.exists(folder.flippedEmbeddings(set)) ? Npy.floatRows(folder.flippedEmbeddings(set)) : null;
        PairEmbeddings embeddings =
                new PairEmbeddings(Npy.floatRows(folder.plainEmbeddings(set)), flipped, Npy.booleans(folder.same(set)));
        return missing.stream()
                .map(variant -> PairVerification.score(set, embeddings, variant))
                .toList();
    }

    /** Whether there is something to score; a set whose files are other ones now is a problem. */
    private boolean isUsable(Run run, String set) {
        String id = run.trial().id();
        if (run.state() != State.DONE) {
            notes.add(id + ": left out, it is " + run.state().label());
            return false;
        }
        if (!Files.exists(folder(run).plainEmbeddings(set))
                || !Files.exists(folder(run).same(set))) {
            notes.add(id + ": its folder has no embeddings of " + set);
            return false;
        }
        String then = run.trial().fingerprints().get(set);
        Optional<String> now = fingerprints.computeIfAbsent(set, this::fingerprint);
        if (now.isEmpty()) {
            notes.add(id + ": the files of " + set + " are not here; its pairs are those that the run kept");
        } else if (!now.get().equals(then)) {
            problems.add(new Problem(
                    id + ", set " + set,
                    "files with fingerprint " + brief(now.get()),
                    brief(then) + ", those that the run embedded",
                    "put those files back, or train again"));
            return false;
        }
        return true;
    }

    private Optional<String> fingerprint(String set) {
        return catalog.problem(set, set).isPresent() ? Optional.empty() : Optional.of(catalog.fingerprint(set));
    }

    private RunFolder folder(Run run) {
        return new RunFolder(place.runs().resolve(run.trial().id()));
    }

    private static String brief(String fingerprint) {
        return fingerprint == null ? "none" : fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }
}
