package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import marginlab.engine.LayerOperators;
import marginlab.engine.MomentumStep;
import marginlab.experiment.setting.Recipe;
import marginlab.experiment.setting.Schedule;
import marginlab.network.FaceModel;

/**
 * Stochastic gradient descent with momentum and weight decay, whose momentum can be saved.
 *
 * <p>{@code v = mu v - rate (g + decay w); w = w + v}, with the gradient g scaled down where the norm of all gradients
 * together passes {@code clip}. In the paper's recipe the learning rate is inside the momentum, as in MXNet; in arcface_torch's
 * it is outside, {@code u = mu u + g + decay w; w = w - rate u}, as in PyTorch.
 */
final class Sgd {
    /** Name under which the momentum of an array is saved that has the learning rate inside. */
    static final String MOMENTUM = "momentum.";

    /** The same without the learning rate. */
    static final String VELOCITY = "velocity.";

    private record Slot(FaceModel.Part part, NDArray momentum) {}

    /** Of the slots, where the engine keeps them in one place. */
    private List<NDArray> kept;

    private final FaceModel model;
    private final Schedule schedule;
    private final Recipe recipe;
    private final List<Slot> slots = new ArrayList<>();

    /** The momentum arrays live as long as the model. */
    Sgd(FaceModel model, Schedule schedule, Recipe recipe) {
        this.model = model;
        this.schedule = schedule;
        this.recipe = recipe;
        for (FaceModel.Part part : model.parts()) {
            if (part.trained()) {
                slots.add(new Slot(part, model.manager().zeros(part.array().getShape())));
            }
        }
    }

    /**
     * Changes every trained array by its gradient.
     *
     * @param sample the classes of the step, or null where all are trained
     * @param scale the factor of the loss that the gradients are of
     * @return the L2 norm of all gradients together before clipping; not finite where a gradient is not, and then nothing
     *     was changed
     */
    double step(NDManager scope, double rate, PartialFc.CentreSample sample, double scale) {
        LayerOperators layers = LayerOperators.of(scope);
        List<Slot> moved = new ArrayList<>(slots);
        for (int i = 0; sample != null && i < sample.rows().size(); i++) {
            moved.add(new Slot(sample.rows().get(i), sample.momenta().get(i)));
        }
        List<NDArray> gradients = gradients(scope, moved);
        double norm = Math.sqrt(layers.squaredNorm(scope, gradients)) / scale;
        if (!Double.isFinite(norm)) {
            gradients.forEach(layers::clear);
            return norm;
        }
        double clipped = schedule.clip() > 0 && norm > schedule.clip() ? schedule.clip() / norm : 1;
        double rescale = clipped / scale;
        List<NDArray> weights = moved.stream().map(slot -> slot.part().array()).toList();
        List<NDArray> momenta = moved.stream().map(Slot::momentum).toList();
        List<MomentumStep> steps = moved.stream()
                .map(slot -> slot.part().decays() ? schedule.decay() : 0)
                .map(decay -> new MomentumStep(rate, schedule.momentum(), decay, rescale))
                .toList();
        if (recipe.rateOutsideMomentum()) {
            for (int i = 0; i < moved.size(); i++) {
                layers.velocityStep(weights.get(i), gradients.get(i), momenta.get(i), steps.get(i));
            }
        } else {
            layers.momentumSteps(weights, gradients, momenta, steps);
        }
        gradients.forEach(layers::clear);
        if (sample != null) {
            sample.putBack();
        }
        return norm;
    }

    private List<NDArray> gradients(NDManager scope, List<Slot> moved) {
        boolean keeps = LayerOperators.of(scope).keepsGradients();
        if (!keeps) {
            return gradients(moved, scope);
        }
        if (kept == null) {
            kept = gradients(slots, model.manager());
        }
        List<NDArray> all = new ArrayList<>(kept);
        all.addAll(gradients(moved.subList(slots.size(), moved.size()), scope));
        return all;
    }

    private static List<NDArray> gradients(List<Slot> slots, NDManager owner) {
        List<NDArray> gradients = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            NDArray gradient = slot.part().array().getGradient();
            gradient.attach(owner);
            gradients.add(gradient);
        }
        return gradients;
    }

    /** What the momentum of an array is called in a checkpoint: it says which of the two it is. */
    static String saved(String name, Recipe recipe) {
        return (recipe.rateOutsideMomentum() ? VELOCITY : MOMENTUM) + name;
    }

    /** The momentum arrays by the name of what they move. */
    List<FaceModel.Part> state() {
        return slots.stream()
                .map(slot -> new FaceModel.Part(saved(slot.part().name(), recipe), slot.momentum(), false, false))
                .toList();
    }
}
