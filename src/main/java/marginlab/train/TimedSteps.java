package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.TrainingBatch;
import marginlab.engine.LayerOperators;
import marginlab.loss.Objective;
import marginlab.loss.batch.LossEvaluation;
import marginlab.network.FaceModel;
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
     * @param loss of the batch
     */
    public record Phases(double data, double forward, double head, double backward, double update, double loss) {}

    private final FaceModel model;
    private final TrainingStep step;
    private final FaceModel.Part firstLayer;

    public TimedSteps(Trial trial, Objective objective, FaceModel model) {
        this.model = model;
        this.step = new TrainingStep(trial, objective, model);
        // Its gradient is the last to be computed; the head's arrays stand before it and have fewer dimensions.
        this.firstLayer = model.parts().stream()
                .filter(part -> part.trained() && part.array().getShape().dimension() == 4)
                .findFirst()
                .orElseThrow();
    }

    /** Does one step. */
    public Phases step(BatchSource batches) {
        Clock clock = new Clock();
        TrainingBatch batch = batches.next();
        clock.tick();
        try (NDManager scope = model.manager().newSubManager()) {
            TrainingStep.StepResult result = step.take(scope, batch, batches.stepsPerEpoch(), clock);
            return new Phases(
                    clock.seconds(1),
                    clock.seconds(2),
                    clock.seconds(3),
                    clock.seconds(4),
                    clock.seconds(5),
                    result.evaluation().value().getFloat());
        }
    }

    /** Waits for each phase and notes when it ended. */
    private final class Clock implements TrainingStep.StepWatch {
        private final List<Long> nanos = new ArrayList<>(List.of(System.nanoTime()));

        void tick() {
            nanos.add(System.nanoTime());
        }

        double seconds(int phase) {
            return (nanos.get(phase) - nanos.get(phase - 1)) / 1e9;
        }

        @Override
        public void embedded(NDArray embeddings) {
            LayerOperators.await(embeddings);
            tick();
        }

        @Override
        public void evaluated(LossEvaluation evaluation) {
            evaluation.value().getFloat();
            LayerOperators.await(evaluation.surrogate());
            tick();
        }

        @Override
        public void differentiated() {
            try (NDArray gradient = firstLayer.array().getGradient()) {
                LayerOperators.await(gradient);
            }
            tick();
        }

        @Override
        public void updated() {
            model.parts().forEach(part -> LayerOperators.await(part.array()));
            tick();
        }
    }
}
