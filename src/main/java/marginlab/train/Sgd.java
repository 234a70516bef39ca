package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import marginlab.engine.Layers;
import marginlab.engine.MomentumStep;
import marginlab.experiment.Schedule;
import marginlab.model.FaceModel;

/**
 * Stochastic gradient descent with momentum and weight decay, whose momentum can be saved.
 *
 * <p>{@code v = mu v - rate (g + decay w); w = w + v}, with the gradient g scaled down where the norm of all gradients
 * together passes {@code clip}. The learning rate is inside the momentum, as in MXNet and the paper's recipe.
 */
final class Sgd {
    /** Name under which the momentum of an array is saved. */
    static final String MOMENTUM = "momentum.";

    private record Slot(FaceModel.Part part, NDArray momentum) {}

    private final Schedule schedule;
    private final List<Slot> slots = new ArrayList<>();

    /** The momentum arrays live as long as the model. */
    Sgd(FaceModel model, Schedule schedule) {
        this.schedule = schedule;
        for (FaceModel.Part part : model.parts()) {
            if (part.trained()) {
                slots.add(new Slot(part, model.manager().zeros(part.array().getShape())));
            }
        }
    }

    /**
     * Changes every trained array by its gradient.
     *
     * @return the L2 norm of all gradients together before clipping; not finite where a gradient is not, and then nothing
     *     was changed
     */
    double step(NDManager scope, double rate) {
        Layers layers = Layers.of(scope);
        List<NDArray> gradients = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            NDArray gradient = slot.part().array().getGradient();
            gradient.attach(scope);
            gradients.add(gradient);
        }
        double norm = Math.sqrt(layers.squaredNorm(scope, gradients));
        if (!Double.isFinite(norm)) {
            return norm;
        }
        double rescale = schedule.clip() > 0 && norm > schedule.clip() ? schedule.clip() / norm : 1;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            double decay = slot.part().decays() ? schedule.decay() : 0;
            layers.momentumStep(
                    slot.part().array(),
                    gradients.get(i),
                    slot.momentum(),
                    new MomentumStep(rate, schedule.momentum(), decay, rescale));
            layers.clear(gradients.get(i));
        }
        return norm;
    }

    /** The momentum arrays by the name of what they move. */
    List<FaceModel.Part> state() {
        return slots.stream()
                .map(slot -> new FaceModel.Part(MOMENTUM + slot.part().name(), slot.momentum(), false, false))
                .toList();
    }
}
