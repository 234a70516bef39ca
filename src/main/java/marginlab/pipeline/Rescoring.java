package marginlab.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * Scores runs that are stored under further rules, from the embeddings in their folders, and on further sets, which their
 * networks embed: nothing is trained. A figure belongs to the pairs that were embedded; where the files of a set have changed
 * since, it is refused.
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
     * Adds outcomes to the runs' journals and to the store; none is written when the files of any set have changed.
     *
     * @param sets names, or none for all that a run was verified on; those that it was not verified on are embedded now, and
     *     scored by the reference's rules first
     */
    public Result score(Archive archive, List<Run> runs, List<String> sets, List<PairVariant> variants)
            throws IOException {
        Map<String, List<Outcome>> added = new HashMap<>();
        for (Run run : runs) {
            List<Outcome> outcomes = new ArrayList<>();
            List<String> verified = run.trial().settings().verify();
            for (String set : sets.isEmpty() ? verified : sets) {
                outcomes.addAll(verified.contains(set) ? outcomes(run, set, variants) : later(run, set, variants));
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

    /** Outcomes on a set that the run was not verified on. */
    private List<Outcome> later(Run run, String set, List<PairVariant> variants) {
        List<PairVariant> all = Stream.concat(Stream.of(PairVariant.REFERENCE), variants.stream())
                .distinct()
                .toList();
        return outcomes(run, set, all).stream()
                .map(outcome -> outcome.noting("embedded after the training, from files with fingerprint "
                        + brief(fingerprints.get(set).orElse(then(run, set)))))
                .toList();
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
        boolean isLater = !run.trial().settings().verify().contains(set);
        if (isLater && !Files.exists(folder(run).fingerprint(set)) && !embed(run, set)) {
            return false;
        }
        if (!Files.exists(folder(run).plainEmbeddings(set))
                || !Files.exists(folder(run).same(set))) {
            notes.add(id + ": its folder has no embeddings of " + set);
            return false;
        }
        String then = then(run, set);
        Optional<String> now = fingerprints.computeIfAbsent(set, this::fingerprint);
        if (now.isEmpty()) {
            notes.add(id + ": the files of " + set + " are not here; its pairs are those that the run kept");
        } else if (!now.get().equals(then)) {
            problems.add(new Problem(
                    id + ", set " + set,
                    "files with fingerprint " + brief(now.get()),
                    brief(then) + ", those that the run embedded",
                    "put those files back"
                            + (isLater ? ", or delete " + folder(run).fingerprint(set) : ", or train again")));
            return false;
        }
        return true;
    }

    /** With the network of a run; false, and a problem, where there is no such set or no such network. */
    private boolean embed(Run run, String set) {
        List<Problem> faults = catalog.problem(set, "--set").map(List::of).orElse(List.of());
        if (faults.isEmpty()) {
            try {
                FinishedNetwork.embedPairs(folder(run).path(), place.datasets(), set);
            } catch (ProblemException e) {
                faults = e.problems();
            }
        }
        faults.stream().filter(fault -> !problems.contains(fault)).forEach(problems::add);
        return faults.isEmpty();
    }

    /** The fingerprint of the files that were embedded. */
    private String then(Run run, String set) {
        try {
            Path later = folder(run).fingerprint(set);
            return Files.exists(later)
                    ? Files.readString(later)
                    : run.trial().fingerprints().get(set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
