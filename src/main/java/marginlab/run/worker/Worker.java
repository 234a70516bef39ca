package marginlab.run.worker;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.TrainingSets;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.setting.Settings;
import marginlab.file.hash.Fingerprints;
import marginlab.file.npy.Npy;
import marginlab.image.decode.DistinctImages;
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
import marginlab.protocol.Protocols;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.run.RunFolder;
import marginlab.run.WorkerSession;
import marginlab.run.device.TrainingDevices;
import marginlab.run.network.NetworkCopy;
import marginlab.run.plugin.PluginCopy;
import marginlab.run.score.PlannedDataCheck;
import marginlab.train.Checkpoints;
import marginlab.train.DivergedException;
import marginlab.train.FixedEmbeddings;
import marginlab.train.ImageEmbedder;
import marginlab.train.ModelValidation;
import marginlab.train.ObjectiveHead;
import marginlab.train.SavedModel;
import marginlab.train.StoppedException;
import marginlab.train.Training;

/** The process of one trial: trains it, keeps the network, and scores it on the verification sets. */
public final class Worker {
    public static final String GPU = "gpu";
    /** Where the user has said that networks of others may run a program. */
    public static final String TRUST = "trust";
    /** What the hash of a jar follows that the sweep was planned with. */
    public static final String PLUGIN = "plugin:";

    private final WorkerSession child;
    private final Trial trial;
    private final Objective objective;
    private final Settings settings;
    private final Catalog catalog;
    private final PlannedDataCheck planned;
    private final TrialScoring scoring;
    private final boolean needsGpu;
    private final boolean trusted;

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
        this.scoring = new TrialScoring(child, catalog, planned);
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
        try (ExternalNetwork network = ExternalNetwork.open(
                NetworkCopy.of(child.folder(), trial), settings.network().orElseThrow(), trusted)) {
            return scoring.verify(network, outcome -> outcome);
        }
    }

    private WorkerSession.Ending train() throws IOException {
        List<Device> devices = TrainingDevices.of(settings, needsGpu);
        planned.check(settings.datasets());
        try (TrainingSet faces =
                        new TrainingSets(catalog).open(settings.train(), settings.minImages(), settings.subset());
                FaceModel model = new FaceModel(
                        settings, ObjectiveHead.of(objective, settings, faces.identities()), trial.seed(), devices)) {
            start(model);
            RunFolder folder = child.folder();
            boolean isFrozen = settings.firstWeights().frozen();
            EmbeddingNetwork network = isFrozen ? KeptEmbeddings.of(model, settings, folder) : model;
            Optional<FixedEmbeddings> fixed = isFrozen
                    ? Optional.of(FixedEmbeddings.of(faces, scoring.embedder(network), settings.embedding()))
                    : Optional.empty();
            int epoch = train(faces, model, fixed);
            SavedModel.write(model, settings, folder.model());
            float[][] centres =
                    objective.usesCentres() ? CentreOrder.classByClass(rows(model), objective.centresEach()) : null;
            if (centres != null) {
                Npy.write(folder.centres(), centres);
            }
            scoring.angles(faces, network, fixed, objective.centresEach() == 1 ? centres : null);
            return scoring.verify(network, outcome -> outcome.with("epoch", epoch));
        } catch (DivergedException e) {
            return WorkerSession.Ending.diverged(e.getMessage());
        } catch (StoppedException e) {
            return WorkerSession.Ending.interrupted();
        }
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
    private int train(TrainingSet faces, FaceModel model, Optional<FixedEmbeddings> fixed) throws IOException {
        Checkpoints checkpoints = new Checkpoints(child.folder().checkpoint());
        try (BatchSource batches = batches(faces, fixed)) {
            if (!settings.watch().isNeeded()) {
                return new Training(trial, objective, model, checkpoints, new JournalListener(child)).run(batches);
            }
            ImageEmbedder embedder = scoring.embedder(model);
            try (VerificationSet watched =
                    catalog.verificationSet(settings.watch().set())) {
                DistinctImages images = DistinctImages.of(watched.images());
                ModelValidation validation = () -> accuracy(watched, embedder.embed(images));
                return new Training(trial, objective, model, checkpoints, new JournalListener(child), validation)
                        .run(batches);
            }
        }
    }

    private static double accuracy(VerificationSet watched, ImageEmbedder.Embeddings embeddings) {
        PairEmbeddings pairs = PairEmbeddings.of(watched, embeddings.plain(), embeddings.flipped());
        return Protocols.ofPairs()
                .headline()
                .of(TenFoldVerification.score(watched.name(), pairs).outcome())
                .orElseThrow();
    }

    private BatchSource batches(TrainingSet faces, Optional<FixedEmbeddings> fixed) {
        if (fixed.isEmpty()) {
            return BatchSource.of(faces, settings, trial.seed());
        }
        Sampler sampler =
                Sampler.of(settings.sampling(), faces, settings.schedule().batch(), trial.seed());
        return new BatchSource(faces, sampler, fixed.get(), settings.flip(), trial.seed(), 1);
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
}
