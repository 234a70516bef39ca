package marginlab.run.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.experiment.setting.Settings;
import marginlab.file.npy.Npy;
import marginlab.network.EmbeddingNetwork;
import marginlab.progress.Progress;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.RunFolder;
import marginlab.run.WorkerSession;
import marginlab.run.score.PairAngles;
import marginlab.run.score.PlannedDataCheck;
import marginlab.run.score.ScoredSet;
import marginlab.run.score.SearchSettings;
import marginlab.run.score.TrainingSample;
import marginlab.train.FixedEmbeddings;
import marginlab.train.ImageEmbedder;

/**
 * What the protocols say of a trial's network. The journal is told when all sets are scored and their files are still those of
 * the plan.
 */
final class TrialScoring {
    private final WorkerSession session;
    private final Catalog catalog;
    private final PlannedDataCheck planned;
    private final RunFolder folder;
    private final Settings settings;
    private final List<ProtocolOutcome> outcomes = new ArrayList<>();

    TrialScoring(WorkerSession session, Catalog catalog, PlannedDataCheck planned) {
        this.session = session;
        this.catalog = catalog;
        this.planned = planned;
        this.folder = session.folder();
        this.settings = session.trial().settings();
    }

    /** What embeds images with a network; each batch is a sign of life. */
    ImageEmbedder embedder(EmbeddingNetwork network) {
        return new ImageEmbedder(network, settings.embeddingBatch(), breath());
    }

    /**
     * Table 3 of the paper, on some people of the training set; their embeddings are kept.
     *
     * @param fixed the embeddings of the set by a frozen backbone, where it is one: its images are not embedded again
     * @param centres {@code [C, d]}, or null where a class has none or several
     */
    void angles(TrainingSet faces, EmbeddingNetwork network, Optional<FixedEmbeddings> fixed, float[][] centres)
            throws IOException {
        TrainingSample sample = TrainingSample.of(faces);
        float[][] rows = fixed.isPresent()
                ? sample.of(fixed.get().plain())
                : embedder(network).plain(sample);
        Npy.write(folder.trainingEmbeddings(), rows);
        Npy.write(folder.trainingLabels(), sample.labels());
        outcomes.add(sample.angles(String.join(" + ", settings.train()), rows, centres));
    }

    /**
     * Scores every verification set and tells the journal.
     *
     * @param noting adds to each outcome what is known of the network
     */
    WorkerSession.Ending verify(EmbeddingNetwork network, UnaryOperator<ProtocolOutcome> noting) throws IOException {
        for (String set : settings.verify()) {
            // All that was trained is in the last checkpoint, and scoring a large set takes minutes.
            if (session.stopAsked()) {
                return WorkerSession.Ending.interrupted();
            }
            outcomes.addAll(planned.whileAsPlanned(set, () -> score(set, network, noting)));
        }
        planned.check(settings.datasets());
        for (ProtocolOutcome outcome : outcomes) {
            session.scored(outcome);
        }
        return WorkerSession.Ending.DONE;
    }

    private List<ProtocolOutcome> score(String name, EmbeddingNetwork network, UnaryOperator<ProtocolOutcome> noting)
            throws IOException {
        List<ProtocolOutcome> scored = new ArrayList<>();
        SearchSettings search = new SearchSettings(settings.reading(name).protocol(), ProtocolInputs.NOTHING);
        try (ScoredSet set =
                new ScoredSet(folder, catalog, settings.embeddingBatch(), work -> work.accept(network), breath())) {
            set.score(name, search).forEach(outcome -> scored.add(noting.apply(outcome)));
        }
        if (catalog.dataset(name).role() == DatasetRole.VERIFY) {
            try (VerificationSet set = catalog.verificationSet(name)) {
                PairAngles.of(set, Npy.floatRows(folder.plainEmbeddings(name))).ifPresent(scored::add);
            }
        }
        return scored;
    }

    private Progress breath() {
        return (what, done, total) -> session.breathe();
    }
}
