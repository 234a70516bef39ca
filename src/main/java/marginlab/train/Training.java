package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import marginlab.data.Batch;
import marginlab.data.BatchSource;
import marginlab.engine.Operators;
import marginlab.experiment.Settings;
import marginlab.model.Chunks;
import marginlab.model.FaceModel;
import marginlab.model.StoredTensor;
import marginlab.plan.Trial;

/** The training loop of one trial: batches in, a trained model out. */
public final class Training {
    /** A checkpoint costs at most this part of the time. */
    private static final double CHECKPOINT_SHARE = 0.01;

    /** What terms keep from batch to batch has names of its own in a checkpoint. */
    private static final String KEPT_BY_LOSS = "loss.";

    private static final double FIRST_CHECKPOINT_SECONDS = 30;

    private final Settings settings;
    private final FaceModel model;
    private final Step step;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;
    private double checkpointSeconds = FIRST_CHECKPOINT_SECONDS * CHECKPOINT_SHARE;
    private long checkpointNanos = System.nanoTime();

    public Training(Trial trial, FaceModel model, Checkpoints checkpoints, TrainingListener listener) {
        this.settings = trial.settings();
        this.model = model;
        this.step = new Step(trial, model);
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /**
     * Trains to the end of the schedule, from the newest checkpoint where there is one.
     *
     * @throws DivergedException when the loss or a gradient is no longer finite
     * @throws StoppedException when the listener asks to stop
     */
    public void run(BatchSource batches) throws IOException {
        long stepsPerEpoch = batches.stepsPerEpoch();
        long steps = settings.schedule().steps(stepsPerEpoch);
        long done = checkpoints.restore(step.state(), this::remember).orElse(0L);
        batches.skipTo(done);
        EpochFigures figures = new EpochFigures();
        for (long number = done; number < steps; number++) {
            double loss = step(number, batches, figures);
            int epoch = (int) (number / stepsPerEpoch) + 1;
            listener.step(number + 1, steps, epoch, loss, figures.imagesPerSecond());
            boolean last = number + 1 == steps;
            if ((number + 1) % stepsPerEpoch == 0 || last) {
                SortedMap<String, Double> means = figures.means();
                means.put("rate", settings.schedule().rateAt(number, stepsPerEpoch));
                listener.epoch(number + 1, epoch, means);
                figures = new EpochFigures();
            }
            boolean stop = listener.stopRequested();
            if (stop || last || checkpointIsDue()) {
                checkpoint(number + 1);
            }
            if (stop && !last) {
                throw new StoppedException(number + 1);
            }
        }
    }

    private double step(long number, BatchSource batches, EpochFigures figures) {
        long waitNanos = System.nanoTime();
        Batch batch = batches.next();
        figures.add("data-wait", (System.nanoTime() - waitNanos) / 1e9);
        try (NDManager scope = model.manager().newSubManager()) {
            Step.Result result = step.take(scope, batch, batches.stepsPerEpoch(), Step.Watch.NONE);
            double loss = result.evaluation().value().getFloat();
            check(number, loss, result.norm(), result.evaluation().terms());
            record(figures, loss, result);
            return loss;
        }
    }

    private static void check(long step, double loss, double norm, Map<String, NDArray> terms) {
        terms.forEach((label, value) -> {
            if (!Float.isFinite(value.getFloat())) {
                throw new DivergedException(step + 1, "the term " + label, value.getFloat());
            }
        });
        if (!Double.isFinite(loss)) {
            throw new DivergedException(step + 1, "the loss", loss);
        }
        if (!Double.isFinite(norm)) {
            throw new DivergedException(step + 1, "the norm of the gradients", norm);
        }
    }

    private static void record(EpochFigures figures, double loss, Step.Result result) {
        int[] labels = result.labels();
        figures.images(labels.length);
        figures.add("loss", loss);
        figures.add("gradient-norm", result.norm());
        Map<String, NDArray> terms = result.evaluation().terms();
        if (terms.size() > 1) {
            terms.forEach((label, value) -> figures.add("term/" + label, value.getFloat()));
        }
        result.learned().numbers().forEach((name, number) -> figures.add("learned/" + name, number.getFloat(0)));
        NDArray embeddings = result.embeddings();
        float[] values = embeddings.toFloatArray();
        figures.add("embedding-norm", AngleStatistics.meanNorm(values, labels.length));
        NDArray centres = result.learned().centres();
        if (centres != null && result.learned().each() == 1) {
            NDArray own = Operators.of(embeddings)
                    .rows(centres, embeddings.getManager().create(labels));
            figures.add("target-angle", AngleStatistics.meanTargetAngle(values, own.toFloatArray(), labels.length));
        }
    }

    private boolean checkpointIsDue() {
        return (System.nanoTime() - checkpointNanos) / 1e9 > checkpointSeconds / CHECKPOINT_SHARE;
    }

    private void checkpoint(long done) throws IOException {
        long start = System.nanoTime();
        List<FaceModel.Part> state = step.state();
        step.memory()
                .arrays()
                .forEach((name, array) -> state.add(new FaceModel.Part(KEPT_BY_LOSS + name, array, false, false)));
        checkpoints.save(done, state);
        checkpointNanos = System.nanoTime();
        checkpointSeconds = Math.max(FIRST_CHECKPOINT_SECONDS * CHECKPOINT_SHARE, (checkpointNanos - start) / 1e9);
    }

    /** Puts back an array that a term of the objective had kept. */
    private void remember(String name, StoredTensor tensor) throws IOException {
        if (name.startsWith(KEPT_BY_LOSS)) {
            NDArray array = model.manager().zeros(new Shape(tensor.shape()));
            Chunks.write(array, tensor.source());
            step.memory().put(name.substring(KEPT_BY_LOSS.length()), array);
            array.close();
        }
    }
}
