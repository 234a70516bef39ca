package marginlab.run.rescore;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import marginlab.protocol.Protocol;
import marginlab.protocol.ProtocolNeed;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.Workspace;
import marginlab.run.score.SearchSettings;
import marginlab.run.score.StoredEmbeddingCheck;
import marginlab.store.record.Run;

/**
 * Scores a stored run on sets that are searched, each by its own protocol, from embeddings that its network makes where they are
 * not there.
 *
 * @param trusted whether networks that others trained may run a program
 * @param tally of all that is scored with it
 */
record SearchedSets(
        Workspace place, boolean trusted, Catalog catalog, StoredEmbeddingCheck files, RescoringTally tally) {

    /**
     * What the protocol of a set says of a run; nothing, and a note or a problem, where it cannot.
     *
     * @param progress told how far the set is embedded
     */
    List<ProtocolOutcome> score(Run run, String set, SearchSettings search, Progress progress) {
        List<ProtocolOutcome> outcomes = new ArrayList<>();
        tally.gather(() -> {
            Dataset row = catalog.dataset(set);
            Protocol protocol =
                    Protocols.of(row, protocol(run, set, search), "--protocol").get(0);
            ProtocolInputs beside = search.beside().or(row.beside());
            List<String> others = others(protocol, beside);
            if (run.outcomes().stream()
                    .anyMatch(outcome -> outcome.set().equals(set) && protocol.isMeant(outcome.variant(), beside))) {
                tally.known(1);
                return;
            }
            if (!tally.isDone(run)) {
                return;
            }
            List<String> embedded =
                    Stream.concat(Stream.of(set), others.stream()).toList();
            List<Problem> faults = embedded.stream()
                    .flatMap(name -> Stream.concat(
                            catalog.problem(name, "--set").stream(),
                            Files.exists(files.folder(run).fingerprint(name))
                                    ? files.change(run, name).stream()
                                    : Stream.empty()))
                    .toList();
            if (!faults.isEmpty()) {
                throw new ProblemException(faults);
            }
            for (ProtocolOutcome outcome : TrainedNetwork.score(
                    files.folder(run).path(),
                    place.datasets(),
                    set,
                    trusted,
                    new SearchSettings(protocol(run, set, search), search.beside()),
                    progress)) {
                ProtocolOutcome noted = outcome;
                for (String name : embedded) {
                    noted = noted.noting(name + ": " + files.note(run, name));
                }
                outcomes.add(noted);
            }
        });
        return outcomes;
    }

    /** The one that is asked for, or that of the experiment, where the run was verified on the set. */
    private static String protocol(Run run, String set, SearchSettings search) {
        return search.protocol().isEmpty() ? run.trial().settings().reading(set).protocol() : search.protocol();
    }

    /** The other sets that a protocol needs; refused where one was not named. */
    private static List<String> others(Protocol protocol, ProtocolInputs beside) {
        List<String> others = new ArrayList<>();
        for (ProtocolNeed need : protocol.needs()) {
            if (need.kind() == ProtocolNeed.Kind.SET) {
                String name = beside.sets().get(need.name());
                if (name == null) {
                    throw new ProblemException(new Problem(
                            "--" + need.name(), "nothing", need.description() + ", for " + protocol.label()));
                }
                others.add(name);
            }
        }
        return others;
    }
}
