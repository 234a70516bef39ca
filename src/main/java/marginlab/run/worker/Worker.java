package marginlab.run.worker;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.setting.Settings;
import marginlab.file.hash.Fingerprints;
import marginlab.file.npy.Npy;
import marginlab.loss.Objective;
import marginlab.loss.batch.CentreOrder;
import marginlab.network.EmbeddingNetwork;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.external.ExternalNetwork;
import marginlab.network.weights.WeightTransfer;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.run.ProcessMemory;
import marginlab.run.RunFolder;
import marginlab.run.WorkerSession;
import marginlab.run.device.TrainingDevices;
import marginlab.run.network.NetworkCopy;
import marginlab.run.plugin.PluginCopy;
import marginlab.run.score.PairAngles;
import marginlab.run.score.PairEmbedder;
import marginlab.run.score.PlannedDataCheck;
import marginlab.run.score.ScoredSet;
import marginlab.run.score.SearchSettings;
import marginlab.run.score.TrainingSample;
import marginlab.train.Checkpoints;
import marginlab.train.DivergedException;
import marginlab.train.FixedEmbeddings;
import marginlab.train.ImageEmbedder;
import marginlab.train.ModelValidation;
import marginlab.train.ObjectiveHead;
import marginlab.train.SavedModel;
import marginlab.train.StoppedException;
import marginlab.train.Training;
import marginlab.train.TrainingListener;

/**
 * The process of one trial: trains it, embeds the verification sets, scores them, and writes all of it into the run
 * folder.
 */
public final class Worker {
    public static final String GPU = "gpu";
    /** Where the user has said that networks of others may run a program. */
    public static final String TRUST = "trust";
    /** What the hash of a jar follows that the sweep was planned with. */
    public static final String PLUGIN = "plugin:";

    private static final double SECONDS_BETWEEN_FIGURES = 1;

    private final WorkerSession child;
    private final Trial trial;
    private final Objective objective;
    private final Settings settings;
    private final Catalog catalog;
    private final PlannedDataCheck planned;
    private final boolean needsGpu;
    private final boolean trusted;
    /** Told when all is done and the files are still those of the plan. */
    private final List<ProtocolOutcome> outcomes = new ArrayList<>();

    private Worker(WorkerSession child, Path datasets, List<String> words) throws IOException {
        this.needsGpu = words.contains(GPU);
        this.trusted = words.contains(TRUST);
        this.child = child;
        this.trial = child.trial();
        this.settings = trial.settings();
        this.objective = settings.isTraining()
                ? Objective.parse(
                        trial.objective(),
                        settings.definitions().with(PluginCopy.of(child.folder(), trial, hashes(words))))
                : null;
        this.catalog = BuiltInCatalog.open(datasets);
        this.planned = new PlannedDataCheck(catalog, trial.fingerprints());
    }

    private static Set<String> hashes(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith(PLUGIN))
                .map(word -> word.substring(PLUGIN.length()))
                .collect(Collectors.toSet());
    }

    /**
     * Arguments: run folder, attempt, the catalog's file, {@value #GPU} where a GPU was asked for, {@value #TRUST} where it was said,
     * {@value #PLUGIN} with the hash of each jar of losses.
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(WorkerSession.run(
                arguments,
                Provenance.ofRun(new RunFolder(Path.of(arguments[0]))),
                child -> new Worker(
                                child, Path.of(arguments[2]), List.of(arguments).subList(3, arguments.length))
                        .work()));
    }

    private WorkerSession.Ending work() throws IOException {
        return settings.isTraining() ? train() : score();
    }

    /** A network that others trained: it embeds, and nothing is trained. */
    private WorkerSession.Ending score() throws IOException {
        planned.check(settings.datasets());
        RunFolder folder = child.folder();
        try (ExternalNetwork network = ExternalNetwork.open(
                NetworkCopy.of(folder, trial), settings.network().orElseThrow(), trusted)) {
            for (String set : settings.verify()) {
                if (child.stopAsked()) {
                    return WorkerSession.Ending.interrupted();
                }
                outcomes.addAll(planned.whileAsPlanned(set, () -> score(set, network, folder, outcome -> outcome)));
            }
        }
        return told();
    }

    private WorkerSession.Ending train() throws IOException {
        List<Device> devices = TrainingDevices.of(settings, needsGpu);
        planned.check(settings.datasets());
        try (TrainingSet faces = catalog.trainingSet(settings.train(), settings.minImages(), settings.subset());
                FaceModel model = new FaceModel(
                        settings, ObjectiveHead.of(objective, settings, faces.identities()), trial.seed(), devices)) {
            start(model);
            int epoch = train(faces, model);
            RunFolder folder = child.folder();
            SavedModel.write(model, settings, folder.model());
            float[][] centres =
                    objective.usesCentres() ? CentreOrder.classByClass(rows(model), objective.centresEach()) : null;
            if (centres != null) {
                Npy.write(folder.centres(), centres);
            }
            angles(faces, model, objective.centresEach() == 1 ? centres : null, folder);
            for (String set : settings.verify()) {
                // All that was trained is in the last checkpoint, and scoring a large set takes minutes.
                if (child.stopAsked()) {
                    return WorkerSession.Ending.interrupted();
                }
                outcomes.addAll(planned.whileAsPlanned(
                        set, () -> score(set, model, folder, outcome -> outcome.with("epoch", epoch))));
            }
            return told();
        } catch (DivergedException e) {
            return WorkerSession.Ending.diverged(e.getMessage());
        } catch (StoppedException e) {
            return WorkerSession.Ending.interrupted();
        }
    }

    private WorkerSession.Ending told() throws IOException {
        planned.check(settings.datasets());
        for (ProtocolOutcome outcome : outcomes) {
            child.scored(outcome);
        }
        return WorkerSession.Ending.DONE;
    }

    /** Puts the weights of the planned file into a model, where there is one. */
    private void start(FaceModel model) throws IOException {
        FirstWeights weights = settings.firstWeights();
        if (weights.isFile()) {
            Path file = weights.path();
            checkPlanned(file);
            WeightTransfer.into(model, settings, file);
            checkPlanned(file);
        }
    }

    private void checkPlanned(Path file) {
        String then = trial.fingerprints().get(FirstWeights.FINGERPRINT);
        String now = Fingerprints.ofUser().of(List.of(file));
        if (!now.equals(then)) {
            throw new ProblemException(
                    new Problem(
                            file.toString(),
                            "a file with fingerprint " + now + ", which is another one than before",
                            then + ", as planned",
                            "Put that file back and 'run' with --retry-failed, or 'run' as it is, which plans with the new one"));
        }
    }

    /** The number of the epoch that the model has then. */
    private int train(TrainingSet faces, FaceModel model) throws IOException {
        Sampler sampler =
                Sampler.of(settings.sampling(), faces, settings.schedule().batch(), trial.seed());
        Checkpoints checkpoints = new Checkpoints(child.folder().checkpoint());
        try (BatchSource batches = batches(faces, sampler, model)) {
            if (!settings.watch().isNeeded()) {
                return new Training(trial, objective, model, checkpoints, new Listener()).run(batches);
            }
            PairEmbedder embedder = embedder(model);
            try (VerificationSet watched =
                    catalog.verificationSet(settings.watch().set())) {
                ModelValidation validation = () -> Protocols.ofPairs()
                        .headline()
                        .of(TenFoldVerification.score(watched.name(), embedder.embed(watched))
                                .outcome())
                        .orElseThrow();
                return new Training(trial, objective, model, checkpoints, new Listener(), validation).run(batches);
            }
        }
    }

    private BatchSource batches(TrainingSet faces, Sampler sampler, FaceModel model) {
        if (settings.firstWeights().frozen()) {
            ImageEmbedder embedder = new ImageEmbedder(model, settings.embeddingBatch(), breath());
            FixedEmbeddings embeddings = FixedEmbeddings.of(faces, embedder, settings.embedding());
            return new BatchSource(faces, sampler, embeddings, settings.flip(), trial.seed(), 1);
        }
        return new BatchSource(
                faces, sampler, settings.input(), settings.flip(), settings.augmentation(), trial.seed());
    }

    /** Table 3 of the paper, on some people of the training set; their embeddings are kept. */
    private void angles(TrainingSet faces, FaceModel model, float[][] centres, RunFolder folder) throws IOException {
        TrainingSample sample = TrainingSample.of(faces);
        float[][] rows = new ImageEmbedder(model, settings.embeddingBatch(), breath()).plain(sample);
        Npy.write(folder.trainingEmbeddings(), rows);
        Npy.write(folder.trainingLabels(), sample.labels());
        outcomes.add(sample.angles(String.join(" + ", settings.train()), rows, centres));
    }

    private List<ProtocolOutcome> score(
            String name, EmbeddingNetwork model, RunFolder folder, UnaryOperator<ProtocolOutcome> noting)
            throws IOException {
        List<ProtocolOutcome> scored = new ArrayList<>();
        SearchSettings search = new SearchSettings(settings.reading(name).protocol(), ProtocolInputs.NOTHING);
        try (ScoredSet set =
                new ScoredSet(folder, catalog, settings.embeddingBatch(), work -> work.accept(model), breath())) {
            set.score(name, search).forEach(outcome -> scored.add(noting.apply(outcome)));
        }
        if (catalog.dataset(name).role() == DatasetRole.VERIFY) {
            try (VerificationSet set = catalog.verificationSet(name)) {
                PairAngles.of(set, Npy.floatRows(folder.plainEmbeddings(name))).ifPresent(scored::add);
            }
        }
        return scored;
    }

    /** Each batch is a sign of life. */
    private Progress breath() {
        return (what, done, total) -> child.breathe();
    }

    private PairEmbedder embedder(FaceModel model) {
        return new PairEmbedder(model, settings.embeddingBatch(), breath());
    }

    private static float[][] rows(FaceModel model) throws IOException {
        NDArray centres = model.part(FaceNetwork.CENTRES).array();
        int dimension = (int) centres.getShape().get(1);
        List<float[]> rows = new ArrayList<>();
        ArrayChunks.read(centres, values -> {
            for (int first = 0; first < values.length; first += dimension) {
                rows.add(Arrays.copyOfRange(values, first, first + dimension));
            }
        });
        return rows.toArray(float[][]::new);
    }

    /** Tells the journal: every epoch, and between epochs about once a second for whoever watches. */
    private final class Listener implements TrainingListener {
        private long toldNanos = System.nanoTime();

        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
            if ((System.nanoTime() - toldNanos) / 1e9 < SECONDS_BETWEEN_FIGURES) {
                return;
            }
            toldNanos = System.nanoTime();
            tell(
                    step,
                    epoch,
                    new TreeMap<>(Map.of(
                            "progress", (double) step / steps,
                            "batch-loss", loss,
                            "speed", imagesPerSecond)));
        }

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {
            SortedMap<String, Double> all = new TreeMap<>(values);
            ProcessMemory.peakMegabytes().ifPresent(megabytes -> all.put("peak-megabytes", megabytes));
            tell(step, epoch, all);
        }

        @Override
        public boolean stopRequested() {
            return child.stopAsked();
        }

        private void tell(long step, int epoch, SortedMap<String, Double> values) {
            try {
                child.measured(step, epoch, values);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
