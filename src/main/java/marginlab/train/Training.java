package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.TrainingBatch;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Watch;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.network.safetensors.StoredTensor;
import marginlab.plan.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The training loop of one trial: batches in, a trained model out. */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    /** What terms keep from batch to batch has names of its own in a checkpoint. */
    private static final String KEPT_BY_LOSS = "loss.";

    /** Figure of an epoch in mixed precision: the factor of the loss at its end. */
    public static final String LOSS_SCALE = "loss-scale";

    /** Figure of an epoch in mixed precision: steps from the first one on whose gradients overflowed, and that changed nothing. */
    public static final String SKIPPED_STEPS = "skipped-steps";

    private final Settings settings;
    private final FaceModel model;
    private final TrainingStep step;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;
    private final ModelValidation validation;
    private WatchedAccuracies watched = new WatchedAccuracies();
    private CheckpointInterval pace;

    /** A training that reports its last epoch. */
    public Training(
            Trial trial, Objective objective, FaceModel model, Checkpoints checkpoints, TrainingListener listener) {
        this(trial, objective, model, checkpoints, listener, () -> {
            throw new IllegalStateException("nothing is watched");
        });
    }

    /**
     * @param objective of the trial's label, which {@link ObjectiveHead} built the model's head for
     * @param validation is asked at the end of each epoch where the trial watches a set
     */
    public Training(
            Trial trial,
            Objective objective,
            FaceModel model,
            Checkpoints checkpoints,
            TrainingListener listener,
            ModelValidation validation) {
        this.settings = trial.settings();
        this.model = model;
        this.step = new TrainingStep(trial, objective, model);
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.validation = validation;
    }

    /**
     * Trains to the end of the schedule, or until the watched set gets no better, from the newest checkpoint where there
     * is one. Afterwards the model is as at the end of the epoch that is reported.
     *
     * @return the number of that epoch, counting from 1
     * @throws DivergedException when the loss or a gradient is no longer finite
     * @throws StoppedException when the listener asks to stop
     */
    public int run(BatchSource batches) throws IOException {
        long stepsPerEpoch = batches.stepsPerEpoch();
        long steps = settings.schedule().steps(stepsPerEpoch);
        Checkpoints.CheckpointState from = checkpoints
                .restore(step.state(), this::remember)
                .orElseGet(() ->
                        new Checkpoints.CheckpointState(0, new WatchedAccuracies(), new EpochMeans(), step.scale()));
        step.resume(from.scale());
        pace = new CheckpointInterval(bytes(step.state()), System.nanoTime());
        watched = from.watched();
        batches.skipTo(from.step());
        EpochMeans figures = from.figures();
        long done = from.step();
        while (done < steps && !watched.isOver(settings.watch())) {
            double loss = step(done, batches, figures);
            int epoch = epochOf(done, stepsPerEpoch);
            done++;
            listener.step(done, steps, epoch, loss, figures.imagesPerSecond());
            boolean isBest = false;
            if (done % stepsPerEpoch == 0 || done == steps) {
                SortedMap<String, Double> means = figures.means();
                means.put("rate", settings.schedule().rateAt(done - 1, stepsPerEpoch));
                if (step.scale().isDynamic()) {
                    means.put(LOSS_SCALE, step.scale().factor());
                    means.put(SKIPPED_STEPS, (double) step.scale().skipped());
                }
                isBest = watch(done, means);
                listener.epoch(done, epoch, means);
                figures = new EpochMeans();
            }
            boolean last = done == steps || watched.isOver(settings.watch());
            boolean stop = listener.stopRequested();
            if (stop || last || isBest || pace.isDue(System.nanoTime())) {
                checkpoint(new Checkpoints.CheckpointState(done, watched, figures, step.scale()));
            }
            if (stop && !last) {
                throw new StoppedException(done);
            }
        }
        if (settings.watch().best()) {
            checkpoints.restoreBest(model.parts(), watched);
            return watched.best();
        }
        return epochOf(done - 1, stepsPerEpoch);
    }

    private static long bytes(List<FaceModel.Part> state) {
        return Float.BYTES
                * state.stream().mapToLong(part -> part.array().size()).sum();
    }

    private static int epochOf(long step, long stepsPerEpoch) {
        return (int) (step / stepsPerEpoch) + 1;
    }

    /** Scores the watched set, where there is one, and says whether this epoch is the one to report so far. */
    private boolean watch(long done, SortedMap<String, Double> means) throws IOException {
        Watch watch = settings.watch();
        if (!watch.isNeeded()) {
            return false;
        }
        double accuracy = validation.accuracy();
        means.put("accuracy/" + watch.set(), accuracy);
        watched.add(done, accuracy);
        return watch.best() && watched.best() == watched.count();
    }

    private double step(long number, BatchSource batches, EpochMeans figures) {
        long waitNanos = System.nanoTime();
        TrainingBatch batch = batches.next();
        figures.add("data-wait", (System.nanoTime() - waitNanos) / 1e9);
        try (NDManager scope = model.manager().newSubManager()) {
            TrainingStep.StepResult result =
                    step.take(scope, batch, batches.stepsPerEpoch(), TrainingStep.StepWatch.NONE);
            double loss = result.evaluation().value().getFloat();
            check(number, loss, result, result.evaluation().terms());
            record(figures, loss, result);
            return loss;
        }
    }

    private static void check(long step, double loss, TrainingStep.StepResult result, Map<String, NDArray> terms) {
        terms.forEach((label, value) -> {
            if (!Float.isFinite(value.getFloat())) {
                throw new DivergedException(step + 1, "the term " + label, value.getFloat());
            }
        });
        if (!Double.isFinite(loss)) {
            throw new DivergedException(step + 1, "the loss", loss);
        }
        if (!Double.isFinite(result.norm()) && !result.skipped()) {
            throw new DivergedException(step + 1, "the norm of the gradients", result.norm());
        }
    }

    private static void record(EpochMeans figures, double loss, TrainingStep.StepResult result) {
        NDArray embeddings = result.embeddings();
        int images = (int) embeddings.getShape().get(0);
        figures.images(images);
        figures.add("loss", loss);
        if (!result.skipped()) {
            figures.add("gradient-norm", result.norm());
        }
        Map<String, NDArray> terms = result.evaluation().terms();
        if (terms.size() > 1) {
            terms.forEach((label, value) -> figures.add("term/" + label, value.getFloat()));
        }
        result.numbers().forEach((name, number) -> figures.add("learned/" + name, number));
        float[] values = embeddings.toFloatArray();
        figures.add("embedding-norm", BatchAngles.meanNorm(values, images));
        if (result.targets() != null) {
            float[] targets = result.targets().toFloatArray();
            figures.add("target-angle", BatchAngles.meanTargetAngle(values, targets, images));
        }
    }

    private void checkpoint(Checkpoints.CheckpointState point) throws IOException {
        long start = System.nanoTime();
        List<FaceModel.Part> state = step.state();
        step.memory()
                .arrays()
                .forEach((name, array) -> state.add(new FaceModel.Part(KEPT_BY_LOSS + name, array, false, false)));
        checkpoints.save(point, state);
        double seconds = (System.nanoTime() - start) / 1e9;
        pace.saved(seconds, System.nanoTime());
        LOG.info(String.format(Locale.ROOT, "saved step %d in %.2f s", point.step(), seconds));
    }

    /** Puts back an array that a term of the objective had kept. */
    private void remember(String name, StoredTensor tensor) throws IOException {
        if (name.startsWith(KEPT_BY_LOSS)) {
            NDArray array = model.manager().zeros(new Shape(tensor.shape()));
            ArrayChunks.write(array, tensor.source());
            step.memory().put(name.substring(KEPT_BY_LOSS.length()), array);
            array.close();
        }
    }
}
