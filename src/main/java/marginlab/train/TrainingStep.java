package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.dataset.batch.TrainingBatch;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.batch.TermState;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.NetworkHead;
import marginlab.plan.Trial;

/** One step of a training: a batch through network and objective, back, and into the parameters. */
final class TrainingStep {
    /** Hears of the end of each phase, and may wait for what it computes. */
    interface StepWatch {
        /** Nobody watches. */
        StepWatch NONE = new StepWatch() {};

        default void embedded(NDArray embeddings) {}

        default void evaluated(LossEvaluation evaluation) {}

        default void differentiated() {}

        default void updated() {}
    }

    /**
     * What a step computed with the values that it found; the arrays live as long as its scope.
     *
     * @param embeddings {@code [N, d]}
     * @param targets {@code [N, d]}, the centre of each embedding's class before the update; or null where there is not one
     * @param numbers that are trained with the network, by name, before the update
     * @param norm of all gradients together
     * @param skipped whether they overflowed in mixed precision, and nothing was changed
     */
    record StepResult(
            NDArray embeddings,
            NDArray targets,
            Map<String, Float> numbers,
            LossEvaluation evaluation,
            double norm,
            boolean skipped) {}

    private final Settings settings;
    private final long seed;
    private final Objective objective;
    private final FaceModel model;
    private final NetworkHead head;
    private final Sgd optimiser;
    private final DropoutMask dropout;
    private final TermState memory;
    private final PartialFc classes;
    private LossScale scale;

    TrainingStep(Trial trial, Objective objective, FaceModel model) {
        this.settings = trial.settings();
        this.seed = trial.seed();
        this.objective = objective;
        this.model = model;
        this.head = model.head();
        this.optimiser = new Sgd(model, settings.schedule(), settings.variants().recipe());
        this.dropout = new DropoutMask(seed, settings.dropout());
        this.memory = new TermState(model.manager());
        this.scale = LossScale.of(settings.variants().precision());
        int drawn = settings.variants().sampled(head.identities());
        this.classes = head.sampled() ? new PartialFc(sampledParts(), head.identities(), drawn, seed) : null;
    }

    private List<FaceModel.Part> sampledParts() {
        List<FaceModel.Part> parts = new ArrayList<>(List.of(model.part(FaceNetwork.CENTRES)));
        if (head.bias()) {
            parts.add(model.part(FaceNetwork.BIAS));
        }
        return parts;
    }

    /** Does one step. */
    StepResult take(NDManager scope, TrainingBatch batch, long stepsPerEpoch, StepWatch watch) {
        NDList inputs = inputs(scope, batch);
        model.plan(inputs.size());
        model.spread();
        model.parts().forEach(part -> scope.tempAttachAll(part.array()));
        PartialFc.CentreSample sample = classes == null ? null : classes.draw(scope, batch.step(), batch.labels());
        int[] labels = sample == null ? batch.labels() : sample.labels();
        NDArray embeddings;
        LearnedArrays learned;
        LossEvaluation evaluation;
        try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
            NDList outputs = model.forwardTraining(inputs);
            embeddings = outputs.get(0);
            watch.embedded(embeddings);
            learned = learned(outputs, sample);
            evaluation = objective.evaluate(new Angles(
                    embeddings,
                    learned,
                    labels,
                    ObjectiveHead.factors(settings),
                    RandomPurpose.LOSS.random(seed, batch.step()),
                    memory));
            watch.evaluated(evaluation);
            collector.backward(scale.of(evaluation.surrogate()));
        }
        model.gather();
        watch.differentiated();
        Schedule schedule = settings.schedule();
        double rate = schedule.rateAt(batch.step(), stepsPerEpoch);
        NDArray targets = targets(learned, labels, embeddings.getManager());
        Map<String, Float> numbers = new LinkedHashMap<>();
        learned.numbers().forEach((name, number) -> numbers.put(name, number.getFloat(0)));
        double norm = optimiser.step(scope, rate, sample, scale.factor());
        watch.updated();
        boolean goesOn = scale.settle(Double.isFinite(norm));
        return new StepResult(embeddings, targets, numbers, evaluation, norm, goesOn && !Double.isFinite(norm));
    }

    /** A copy: the update changes the centres in place. */
    private static NDArray targets(LearnedArrays learned, int[] labels, NDManager manager) {
        if (learned.centres() == null || learned.each() > 1) {
            return null;
        }
        Operators operators = Operators.of(manager);
        return operators.rows(operators.stopGradient(learned.centres()), HostToEngine.ints(manager, labels));
    }

    private NDList inputs(NDManager scope, TrainingBatch batch) {
        NDList inputs = new NDList(
                HostToEngine.floats(scope, batch.images().duplicate().rewind(), model.trainingShape(batch.size())));
        if (dropout.isNeeded() && !settings.firstWeights().frozen()) {
            long count = model.maskShape(batch.size()).size();
            inputs.add(HostToEngine.floats(scope, dropout.values(batch.step(), count), model.maskShape(batch.size())));
        }
        return inputs;
    }

    private LearnedArrays learned(NDList outputs, PartialFc.CentreSample sample) {
        LearnedArrays whole = ObjectiveHead.learned(outputs, head);
        if (sample == null) {
            return whole;
        }
        NDArray bias = head.bias() ? sample.rows().get(1).array() : null;
        return new LearnedArrays(sample.rows().get(0).array(), head.each(), bias, whole.numbers());
    }

    /** The factor of the loss. */
    LossScale scale() {
        return scale;
    }

    /** Goes on with the factor of a checkpoint. */
    void resume(LossScale other) {
        scale = other;
    }

    /** What terms keep from batch to batch. */
    TermState memory() {
        return memory;
    }

    /** Everything that a checkpoint keeps beside the memory. */
    List<FaceModel.Part> state() {
        List<FaceModel.Part> state = new ArrayList<>(model.parts());
        state.addAll(optimiser.state());
        if (classes != null) {
            state.addAll(classes.state(settings.variants().recipe()));
        }
        return state;
    }
}
