package marginlab.run.rescore;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.file.npy.Npy;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.pair.VideoMeans;
import marginlab.protocol.search.AngleStatistics;
import marginlab.run.RunArchive;
import marginlab.run.RunFolder;
import marginlab.run.Workspace;
import marginlab.run.score.PairAngles;
import marginlab.run.score.SearchSettings;
import marginlab.run.score.StoredEmbeddingCheck;
import marginlab.store.record.Run;

/**
 * Scores runs that are stored under further rules, from the embeddings in their folders, and on further sets, which their
 * networks embed: nothing is trained. A figure belongs to the images that were embedded; where the files of a set have
 * changed since, it is refused.
 */
public final class Rescoring {
    private final Workspace place;
    private final boolean trusted;
    private final Progress progress;
    private final Catalog catalog;
    private final StoredEmbeddingCheck files;
    private final Map<String, Optional<String>> averaged = new HashMap<>();
    private final SearchedSets searchedSets;
    private final RescoringTally tally = new RescoringTally();

    /**
     * What came of it.
     *
     * @param added outcomes that are new, by the id of their run
     * @param known outcomes that were there already
     * @param notes what was left out, and why
     * @param problems what could not be scored, and why
     */
    public record RescoringResult(
            Map<String, List<ProtocolOutcome>> added, int known, List<String> notes, List<Problem> problems) {
        public RescoringResult {
            added = Map.copyOf(added);
            notes = List.copyOf(notes);
            problems = List.copyOf(problems);
        }

        /** With the outcomes of networks that have no run, and what is to be said of them; the same where there are none. */
        public RescoringResult with(Map<String, List<ProtocolOutcome>> others, String note) {
            if (others.isEmpty()) {
                return this;
            }
            Map<String, List<ProtocolOutcome>> all = new HashMap<>(added);
            all.putAll(others);
            List<String> told = new ArrayList<>(notes);
            told.add(note);
            return new RescoringResult(all, known, told, problems);
        }
    }

    /**
     * @param trusted whether networks that others trained may run a program
     * @param progress hears what is embedded of which set, and how many runs are done
     */
    public Rescoring(Workspace place, boolean trusted, Progress progress) {
        this.place = place;
        this.trusted = trusted;
        this.progress = progress;
        this.catalog = BuiltInCatalog.open(place.datasets());
        this.files = new StoredEmbeddingCheck(place.runs(), catalog);
        this.searchedSets = new SearchedSets(place, trusted, catalog, files, tally);
    }

    /**
     * Adds outcomes to the runs' journals and to the store, run by run. What cannot be scored, as where the files of a set have
     * changed, is told at the end and keeps nothing else back.
     *
     * @param sets names, or none for all that a run was verified on; those that it was not verified on are embedded now, and
     *     pairs are scored by the reference's rules first
     * @param search of sets of templates, which are searched: what the catalog does not tell of them
     */
    public RescoringResult score(
            RunArchive archive, List<Run> runs, List<String> sets, PairRules rules, SearchSettings search)
            throws IOException {
        Map<String, List<ProtocolOutcome>> added = new HashMap<>();
        int done = 0;
        for (Run run : runs) {
            List<ProtocolOutcome> outcomes = new ArrayList<>();
            List<String> verified = run.trial().settings().verify();
            for (String set : sets.isEmpty() ? verified : sets) {
                tally.gather(() -> outcomes.addAll(
                        isSearched(set)
                                ? searchedSets.score(run, set, search, of(run, set))
                                : verified.contains(set) ? outcomes(run, set, rules) : later(run, set, rules)));
            }
            if (!outcomes.isEmpty()) {
                added.put(run.trial().id(), outcomes);
                archive.add(run, outcomes);
            }
            progress.at("runs", ++done, runs.size());
        }
        return tally.result(added);
    }

    /** Whether a set is scored by its protocol alone; pairs of images and of videos are scored by any rules. */
    private boolean isSearched(String set) {
        return hasTemplates(set) && !isFolded(set);
    }

    /** Whether it is pairs of videos. */
    private boolean isVideos(String set) {
        return hasTemplates(set) && isFolded(set);
    }

    private boolean hasTemplates(String set) {
        return isThere(set) && catalog.dataset(set).role() == DatasetRole.IDENTIFY;
    }

    private boolean isFolded(String set) {
        return Protocols.all().stream()
                .filter(protocol ->
                        protocol.formats().contains(catalog.dataset(set).format()))
                .anyMatch(protocol -> protocol.embeds() == Protocol.Embeds.PAIRS);
    }

    private boolean isThere(String set) {
        return catalog.problem(set, set).isEmpty();
    }

    /** Outcomes on a set that the run was not verified on. */
    private List<ProtocolOutcome> later(Run run, String set, PairRules rules) {
        Optional<String> means = averaged.computeIfAbsent(set, this::averaged);
        return outcomes(run, set, rules.with(PairVariant.REFERENCE)).stream()
                .map(outcome -> means.map(outcome::noting).orElse(outcome))
                .map(outcome -> outcome.noting(files.note(run, set)))
                .toList();
    }

    /** What the videos of a set are means of. */
    private Optional<String> averaged(String set) {
        if (!isVideos(set)) {
            return Optional.empty();
        }
        try (TemplateSet videos = catalog.templateSet(set)) {
            return Optional.of(VideoMeans.note(videos.template()));
        }
    }

    private List<ProtocolOutcome> outcomes(Run run, String set, PairRules rules) {
        List<PairVariant> missing = rules.variants().stream()
                .filter(variant -> isMissing(run, set, variant.label()))
                .toList();
        boolean angles = rules.angles() && !isVideos(set) && isMissing(run, set, AngleStatistics.VARIANT);
        tally.known(rules.variants().size() - missing.size() + (rules.angles() && !angles ? 1 : 0));
        if (missing.isEmpty() && !angles || !isUsable(run, set)) {
            return List.of();
        }
        RunFolder folder = files.folder(run);
        float[][] plain = Npy.floatRows(folder.plainEmbeddings(set));
        float[][] flipped =
                Files.exists(folder.flippedEmbeddings(set)) ? Npy.floatRows(folder.flippedEmbeddings(set)) : null;
        List<ProtocolOutcome> outcomes = new ArrayList<>();
        if (!missing.isEmpty()) {
            PairEmbeddings embeddings = new PairEmbeddings(plain, flipped, Npy.booleans(folder.same(set)));
            missing.forEach(variant -> outcomes.add(PairVerification.score(set, embeddings, variant)));
        }
        if (angles) {
            angles(run, set, plain).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    private Optional<ProtocolOutcome> angles(Run run, String set, float[][] plain) {
        if (!isThere(set)) {
            tally.note(run.trial().id() + ": no angles without the images of " + set + ", which tell who is on them");
            return Optional.empty();
        }
        try (VerificationSet pairs = catalog.verificationSet(set)) {
            Optional<ProtocolOutcome> angles = PairAngles.of(pairs, plain);
            if (angles.isEmpty()) {
                tally.note(run.trial().id() + ": no angles, " + set + " has no two people with two images each");
            }
            return angles;
        }
    }

    private static boolean isMissing(Run run, String set, String variant) {
        return run.outcomes().stream()
                .noneMatch(outcome ->
                        outcome.set().equals(set) && outcome.variant().equals(variant));
    }

    /** Whether there is something to score; a set whose files are other ones now is a problem. */
    private boolean isUsable(Run run, String set) {
        String id = run.trial().id();
        RunFolder folder = files.folder(run);
        if (!tally.isDone(run)) {
            return false;
        }
        boolean isLater = !run.trial().settings().verify().contains(set);
        if (isLater && !Files.exists(folder.fingerprint(set)) && !embed(run, set)) {
            return false;
        }
        if (!Files.exists(folder.plainEmbeddings(set)) || !Files.exists(folder.same(set))) {
            tally.note(id + ": its folder has no embeddings of " + set);
            return false;
        }
        if (files.now(set).isEmpty()) {
            tally.note(id + ": the files of " + set + " are not here; its pairs are those that the run kept");
        }
        Optional<Problem> change = files.change(run, set);
        change.ifPresent(tally::refuse);
        return change.isEmpty();
    }

    /** With the network of a run; false, and a problem, where there is no such set or no such network. */
    private boolean embed(Run run, String set) {
        return tally.gather(() -> {
            catalog.problem(set, "--set").ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            TrainedNetwork.score(
                    files.folder(run).path(), place.datasets(), set, trusted, SearchSettings.NONE, of(run, set));
        });
    }

    /** What a process tells of a set, under the names of run and set. */
    private Progress of(Run run, String set) {
        return (what, done, total) -> progress.at(run.trial().id() + " on " + set + ", " + what, done, total);
    }
}
