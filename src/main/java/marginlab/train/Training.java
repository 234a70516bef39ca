package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import marginlab.data.Batch;
import marginlab.data.BatchSource;
import marginlab.engine.Operators;
import marginlab.experiment.Schedule;
import marginlab.experiment.Settings;
import marginlab.loss.Angles;
import marginlab.loss.Evaluation;
import marginlab.loss.Factors;
import marginlab.loss.Memory;
import marginlab.loss.Objective;
import marginlab.model.FaceModel;
import marginlab.plan.Trial;

/** The training loop of one trial: batches in, a trained model out. */
public final class Training {
    /** A checkpoint costs at most this part of the time. */
    private static final double CHECKPOINT_SHARE = 0.01;

    /** What terms keep from batch to batch has names of its own in a checkpoint. */
    private static final String KEPT_BY_LOSS = "loss.";

    private static final double FIRST_CHECKPOINT_SECONDS = 30;

    private final Trial trial;
    private final Objective objective;
    private final Settings settings;
    private final FaceModel model;
    private final Sgd optimiser;
    private final Memory memory;
    private final DropoutMask dropout;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;
    private double checkpointSeconds = FIRST_CHECKPOINT_SECONDS * CHECKPOINT_SHARE;
    private long checkpointNanos = System.nanoTime();

    public Training(Trial trial, FaceModel model, Checkpoints checkpoints, TrainingListener listener) {
        this.trial = trial;
        this.objective = Objective.parse(trial.objective());
        this.settings = trial.settings();
        this.model = model;
        this.optimiser = new Sgd(model, settings.schedule());
        this.memory = new Memory(model.manager());
        this.dropout = new DropoutMask(trial.seed(), settings.dropout());
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
        long done = checkpoints.restore(state(), this::remember).orElse(0L);
        batches.skipTo(done);
        EpochFigures figures = new EpochFigures();
        for (long step = done; step < steps; step++) {
            double loss = step(step, batches, figures);
            int epoch = (int) (step / stepsPerEpoch) + 1;
            listener.step(step + 1, steps, epoch, loss, figures.imagesPerSecond());
            boolean last = step + 1 == steps;
            if ((step + 1) % stepsPerEpoch == 0 || last) {
                SortedMap<String, Double> means = figures.means();
                means.put("rate", settings.schedule().rateAt(step, stepsPerEpoch));
                listener.epoch(step + 1, epoch, means);
                figures = new EpochFigures();
            }
            boolean stop = listener.stopRequested();
            if (stop || last || checkpointIsDue()) {
                checkpoint(step + 1);
            }
            if (stop && !last) {
                throw new StoppedException(step + 1);
            }
        }
    }

    private double step(long step, BatchSource batches, EpochFigures figures) {
        Schedule schedule = settings.schedule();
        long waitNanos = System.nanoTime();
        Batch batch = batches.next();
        figures.add("data-wait", (System.nanoTime() - waitNanos) / 1e9);
        int size = batch.labels().length;
        try (NDManager scope = model.manager().newSubManager()) {
            model.parts().forEach(part -> scope.tempAttachAll(part.array()));
            NDList inputs = new NDList(scope.create(batch.images().duplicate().rewind(), model.imageShape(size)));
            if (dropout.isNeeded()) {
                long count = model.maskShape(size).size();
                inputs.add(scope.create(FloatBuffer.wrap(dropout.values(step, count)), model.maskShape(size)));
            }
            NDList outputs;
            Evaluation evaluation;
            try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
                outputs = model.forwardTraining(inputs);
                evaluation = objective.evaluate(angles(outputs, batch.labels(), step));
                collector.backward(evaluation.surrogate());
            }
            double norm = optimiser.step(scope, schedule.rateAt(step, batches.stepsPerEpoch()));
            double loss = evaluation.value().getFloat();
            check(step, loss, norm, evaluation.terms());
            record(figures, loss, norm, evaluation.terms(), outputs, batch.labels());
            return loss;
        }
    }

    private Angles angles(NDList outputs, int[] labels, long step) {
        NDArray centres = outputs.size() > 1 ? outputs.get(1) : null;
        NDArray bias = outputs.size() > 2 ? outputs.get(2) : null;
        Factors factors = new Factors(settings.scale(), settings.gradient(), settings.beyondPi());
        return new Angles(
                outputs.get(0), centres, bias, labels, factors, new SplittableRandom(trial.seed() * 31 + step), memory);
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

    private static void record(
            EpochFigures figures, double loss, double norm, Map<String, NDArray> terms, NDList outputs, int[] labels) {
        figures.images(labels.length);
        figures.add("loss", loss);
        figures.add("gradient-norm", norm);
        if (terms.size() > 1) {
            terms.forEach((label, value) -> figures.add("term/" + label, value.getFloat()));
        }
        NDArray embeddings = outputs.get(0);
        float[] values = embeddings.toFloatArray();
        figures.add("embedding-norm", AngleStatistics.meanNorm(values, labels.length));
        if (outputs.size() > 1) {
            NDArray own = Operators.of(embeddings)
                    .rows(outputs.get(1), embeddings.getManager().create(labels));
            figures.add("target-angle", AngleStatistics.meanTargetAngle(values, own.toFloatArray(), labels.length));
        }
    }

    private boolean checkpointIsDue() {
        return (System.nanoTime() - checkpointNanos) / 1e9 > checkpointSeconds / CHECKPOINT_SHARE;
    }

    private void checkpoint(long step) throws IOException {
        long start = System.nanoTime();
        List<FaceModel.Part> state = state();
        memory.arrays()
                .forEach((name, array) -> state.add(new FaceModel.Part(KEPT_BY_LOSS + name, array, false, false)));
        checkpoints.save(step, state);
        checkpointNanos = System.nanoTime();
        checkpointSeconds = Math.max(FIRST_CHECKPOINT_SECONDS * CHECKPOINT_SHARE, (checkpointNanos - start) / 1e9);
    }

    /** Puts back an array that a term of the objective had kept. */
    private void remember(String name, NDArray values) {
        if (name.startsWith(KEPT_BY_LOSS)) {
            memory.put(name.substring(KEPT_BY_LOSS.length()), values);
        }
    }

    private List<FaceModel.Part> state() {
        List<FaceModel.Part> state = new ArrayList<>(model.parts());
        state.addAll(optimiser.state());
        return state;
    }
}
