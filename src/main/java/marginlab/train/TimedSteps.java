package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import marginlab.data.Batch;
import marginlab.data.BatchSource;
import marginlab.experiment.Settings;
import marginlab.loss.Angles;
import marginlab.loss.Evaluation;
import marginlab.loss.Factors;
import marginlab.loss.Objective;
import marginlab.model.FaceModel;
import marginlab.plan.Trial;

/**
 * Training steps that wait for the engine at the end of each phase, to tell the phases apart. They compute what {@link
 * Training} computes, without its overlap: together the phases take longer than one of its steps.
 */
public final class TimedSteps {

    /**
     * Seconds of one step.
     *
     * @param data waiting for a batch
     * @param forward images to embeddings
     * @param head embeddings and centres to the loss
     * @param backward the gradients of all
     * @param update the optimiser
     */
    public record Phases(double data, double forward, double head, double backward, double update) {}

    private final Settings settings;
    private final Objective objective;
    private final FaceModel model;
    private final Sgd optimiser;
    private final DropoutMask dropout;
    private final NDArray firstTrained;

    public TimedSteps(Trial trial, FaceModel model) {
        this.settings = trial.settings();
        this.objective = Objective.parse(trial.objective());
        this.model = model;
        this.optimiser = new Sgd(model, settings.schedule());
        this.dropout = new DropoutMask(trial.seed(), settings.dropout());
        this.firstTrained = model.parts().stream()
                .filter(FaceModel.Part::trained)
                .findFirst()
                .orElseThrow()
                .array();
    }

    /** Does one step. */
    public Phases step(BatchSource batches) {
        long start = System.nanoTime();
        Batch batch = batches.next();
        long taken = System.nanoTime();
        try (NDManager scope = model.manager().newSubManager()) {
            model.parts().forEach(part -> scope.tempAttachAll(part.array()));
            NDList inputs = inputs(scope, batch);
            long embedded;
            long evaluated;
            try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
                NDList outputs = model.forwardTraining(inputs);
                await(outputs.get(0));
                embedded = System.nanoTime();
                Evaluation evaluation = objective.evaluate(angles(outputs, batch));
                evaluation.value().getFloat();
                await(evaluation.surrogate());
                evaluated = System.nanoTime();
                collector.backward(evaluation.surrogate());
            }
            // The first layer's gradient is the last to be computed.
            try (NDArray gradient = firstTrained.getGradient()) {
                await(gradient);
            }
            long differentiated = System.nanoTime();
            optimiser.step(scope, settings.schedule().rateAt(batch.step(), batches.stepsPerEpoch()));
            model.parts().forEach(part -> await(part.array()));
            long updated = System.nanoTime();
            return new Phases(
                    (taken - start) / 1e9,
                    (embedded - taken) / 1e9,
                    (evaluated - embedded) / 1e9,
                    (differentiated - evaluated) / 1e9,
                    (updated - differentiated) / 1e9);
        }
    }

    private NDList inputs(NDManager scope, Batch batch) {
        NDList inputs = new NDList(scope.create(batch.images(), model.imageShape(batch.size())));
        if (dropout.isNeeded()) {
            long count = model.maskShape(batch.size()).size();
            inputs.add(
                    scope.create(FloatBuffer.wrap(dropout.values(batch.step(), count)), model.maskShape(batch.size())));
        }
        return inputs;
    }

    private Angles angles(NDList outputs, Batch batch) {
        return new Angles(
                outputs.get(0),
                outputs.size() > 1 ? outputs.get(1) : null,
                outputs.size() > 2 ? outputs.get(2) : null,
                batch.labels(),
                new Factors(settings.scale(), settings.gradient(), settings.beyondPi()),
                new SplittableRandom(batch.step()));
    }

    /** Waits until an array is there: one of its numbers is asked for. */
    private static void await(NDArray array) {
        array.flatten().get(0).getFloat();
    }
}
