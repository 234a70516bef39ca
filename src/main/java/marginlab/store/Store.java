package marginlab.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.file.OwnerLock;
import marginlab.store.file.StoreLocation;
import marginlab.store.record.CostProfile;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** All runs and what was recorded of them. Append-only: nothing that was reported is ever changed by a run. */
public final class Store implements AutoCloseable {
    private static final int LISTED = 10;

    private final DatabaseAccess access;
    private final LivingRuns living;
    private final Map<List<String>, Integer> nameLists = new ConcurrentHashMap<>();

    private Store(DatabaseAccess access) {
        this.access = access;
        this.living = new LivingRuns(access);
    }

    /**
     * A store in a file.
     *
     * @param location {@code runs/marginlab} or {@code jdbc:h2:file:runs/marginlab} for the file {@code runs/marginlab.mv.db}
     * @throws ProblemException when another process owns it (with who), when it is of a newer version, or damaged
     */
    public static Store open(String location, StoreMode role) {
        StoreLocation file = StoreLocation.of(location);
        return new Store(role == StoreMode.OWNER ? OwnerAccess.of(file) : new ReaderAccess(file));
    }

    /** A store that is gone when it is closed. */
    public static Store inMemory() {
        return new Store(OwnerAccess.inMemory());
    }

    /**
     * Loads the database's classes on a thread of its own, which is most of the time of opening a small store; it can be done
     * while a command line is read.
     */
    public static void prepare() {
        Thread loading = new Thread(DatabaseAccess::load, "store-loading");
        loading.setDaemon(true);
        loading.start();
    }

    /** Whether a process owns the store at a location, as a sweep does while it runs. */
    public static boolean hasOwner(String location) {
        return OwnerLock.owner(StoreLocation.of(location).owner()).isPresent();
    }

    /** Whether there is a store at a location. */
    public static boolean isThere(String location) {
        return StoreLocation.of(location).exists();
    }

    /**
     * Moves the database of a file out of the way, as a rebuild needs it, even where it is damaged.
     *
     * @return where it is now; empty where there was none
     * @throws ProblemException when another process owns it
     */
    public static Optional<Path> setAside(String location) {
        StoreLocation file = StoreLocation.of(location);
        OwnerLock ownership = OwnerLock.take(file.owner());
        try {
            return file.setAside();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OwnerAccess.release(ownership);
        }
    }

    /** Takes in events of a trial, all or none. What is there already changes nothing, in whatever order it comes. */
    public void ingest(Trial trial, List<TrialEvent> events) {
        access.write(connection -> {
                    Map<List<String>, Integer> known = new HashMap<>(nameLists);
                    new EventWriter(connection, known).ingest(trial, events);
                    return known;
                })
                .forEach(nameLists::putIfAbsent);
    }

    /** Work that takes in many trials. */
    public interface Taking {
        void run() throws IOException;
    }

    /**
     * Commits what some work takes in once, at its end, and not for each trial. What is refused of it is left out, and the
     * rest stays.
     */
    public void together(Taking work) throws IOException {
        access.together(work);
    }

    /** The runs with these ids that have started, in the order of the ids. */
    public List<Run> runs(Collection<String> ids) {
        return living.runs(() -> access.read(List.of(), answers -> new RunQueries(answers).runs(ids)));
    }

    /** The same as outlines: without provenance, folds and notes, which a list or a table does not show. */
    public List<Run> outlines(Collection<String> ids) {
        return living.runs(() -> access.read(List.of(), answers -> new RunQueries(answers).outlines(ids)));
    }

    /**
     * Reads what makes up one answer on one connection: a reader opens the database for each query, which takes longer than
     * most queries. An owner that begins waits for it, so that only reading belongs in it, and it is done anew where an owner
     * comes or goes meanwhile.
     */
    public <T> T atOnce(Function<Store, T> work) {
        return access.read(Optional.<T>empty(), answers -> {
                    BorrowedAccess borrowed = new BorrowedAccess(answers, access);
                    return Optional.of(borrowed.during(() -> work.apply(new Store(borrowed))));
                })
                .orElseGet(() -> work.apply(this));
    }

    /** The runs that started last, the newest first, as outlines. */
    public List<Run> latest(int count) {
        return living.runs(() -> access.read(List.of(), answers -> {
            RunQueries reads = new RunQueries(answers);
            return reads.outlines(reads.latest(count));
        }));
    }

    /**
     * What has happened since a mark.
     *
     * @param running ids of the runs that were running then
     */
    public StoreChanges since(StoreChanges.ReadPosition mark, Collection<String> running) {
        StoreChanges nothing = new StoreChanges(StoreChanges.ReadPosition.START, true, List.of(), Map.of(), List.of());
        return living.news(() -> access.read(nothing, answers -> new ChangeQueries(answers).since(mark, running)));
    }

    /** Whether a process, of this machine or another, has the store open to write, as a sweep does while it is at work. */
    public boolean isOwned() {
        return access.isOwned();
    }

    /** The same text says that nothing was written in between; empty where only {@link #since} can tell. */
    public String stamp() {
        return access.stamp();
    }

    /**
     * The one run whose id starts so.
     *
     * @throws ProblemException when there is none or more than one
     */
    public Run find(String idPrefix) {
        List<String> ids = access.read(List.of(), answers -> new RunQueries(answers).idsFrom(idPrefix, LISTED));
        if (ids.isEmpty()) {
            throw new ProblemException(new Problem(
                    idPrefix, "no run with this id", "the id of a run, or a prefix of it", "ls shows them"));
        }
        if (ids.size() > 1 && !ids.contains(idPrefix)) {
            throw new ProblemException(new Problem(
                    idPrefix,
                    (ids.size() == LISTED ? "many ids" : ids.size() + " ids") + " that start so",
                    "the start of one id",
                    "They are " + String.join(", ", ids)));
        }
        String id = ids.contains(idPrefix) ? idPrefix : ids.get(0);
        return runs(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        id,
                        "a trial that has not started",
                        "a run",
                        "'run' starts it; ls shows the runs that there are")));
    }

    /** All metrics of a run, by attempt, key and step. A later attempt goes on from an earlier one's checkpoint. */
    public List<Metric> metrics(String id) {
        return metrics(List.of(id)).getOrDefault(id, List.of());
    }

    /** All metrics of some runs, by id. */
    public Map<String, List<Metric>> metrics(Collection<String> ids) {
        return access.read(Map.of(), answers -> new RunQueries(answers).metrics(ids));
    }

    /** Of each of these runs that has any, each of its metrics as it was recorded last, by id and key. */
    public Map<String, Map<String, Double>> lastMetrics(Collection<String> ids) {
        return access.read(Map.of(), answers -> new RunQueries(answers).lastMetrics(ids));
    }

    /** The state of those of the ids that are known. */
    public Map<String, TrialState> states(Collection<String> ids) {
        return living.states(() -> access.read(Map.of(), answers -> new RunQueries(answers).states(ids)));
    }

    /** The finished trials with one of these objectives and one of these seeds, the latest first. */
    public List<Trial> done(Collection<String> objectives, Collection<Long> seeds) {
        return access.read(List.of(), answers -> new RunQueries(answers).done(objectives, seeds));
    }

    /** How long trials like this one took that are done, in seconds, the shortest first. */
    public List<Double> durations(Trial like) {
        return access.read(List.of(), answers -> new RunQueries(answers).durations(CostProfile.of(like)));
    }

    /** Keeps an experiment: its file's text and the ids of its trials, in order. */
    public void keep(String experiment, String definition, List<String> ids) {
        access.write(connection -> {
            new Annotations(new SqlSession(connection)).keep(experiment, definition, new LinkedHashSet<>(ids));
            return null;
        });
    }

    /** The text of an experiment's file as it was last run. */
    public Optional<String> definition(String experiment) {
        return access.read(Optional.empty(), answers -> new AnnotationQueries(answers).definition(experiment));
    }

    /** The ids of an experiment's trials, in its order. */
    public List<String> members(String experiment) {
        return access.read(List.of(), answers -> new AnnotationQueries(answers).members(experiment));
    }

    /** The names of all experiments, the latest first. */
    public List<String> experiments() {
        return access.read(List.of(), answers -> new AnnotationQueries(answers).experiments());
    }

    /** The names of the experiments that each of these runs belongs to. */
    public Map<String, List<String>> experiments(Collection<String> ids) {
        return access.read(Map.of(), answers -> new AnnotationQueries(answers).experiments(ids));
    }

    /** The tags of each of these runs that has any. */
    public Map<String, List<String>> tags(Collection<String> ids) {
        return access.read(Map.of(), answers -> new AnnotationQueries(answers).tags(ids));
    }

    /** The note of each of these runs that has one. */
    public Map<String, String> notes(Collection<String> ids) {
        return access.read(Map.of(), answers -> new AnnotationQueries(answers).notes(ids));
    }

    /** The tags of all runs that have any. */
    public Map<String, List<String>> tags() {
        return access.read(Map.of(), answers -> new AnnotationQueries(answers).tags());
    }

    /** The notes of all runs that have one. */
    public Map<String, String> notes() {
        return access.read(Map.of(), answers -> new AnnotationQueries(answers).notes());
    }

    /** The names of the experiments of every trial that one names, whether it has started or not. */
    public Map<String, List<String>> memberships() {
        return access.read(Map.of(), answers -> new AnnotationQueries(answers).memberships());
    }

    /**
     * Replaces the tags and the note of a run. A store that is open for reading asks its owner to, and is the owner for that
     * moment where there is none.
     */
    public void annotate(String id, Collection<String> tags, String note) {
        access.annotate(id, new LinkedHashSet<>(tags), note);
    }

    /** Forgets runs: only for what is gone from the disk, or is taken in anew. */
    public void forget(Collection<String> ids) {
        access.write(connection ->
                new SqlSession(connection).update("DELETE FROM trial WHERE id = ANY(?)", (Object) ids.toArray()));
    }

    @Override
    public void close() {
        access.close();
    }
}
