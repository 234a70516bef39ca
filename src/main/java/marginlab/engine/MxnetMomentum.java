package marginlab.engine;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The update of all arrays of a network on MXNet. Of its sixty arrays fifty are scales, shifts and slopes of a few dozen values, and
 * calling an operator takes longer than its work: the small ones share one. Each value is computed as {@code sgd_mom_update} does.
 */
final class MxnetMomentum {
    /** Values of an array that shares an operator, which passes as often over the largest as it has arrays. */
    private static final int SMALL = 1024;

    /** MXNet takes up to 60. */
    private static final int TOGETHER = 50;

    private static final MxnetOperator OPERATOR = new MxnetOperator("multi_sgd_mom_update");

    private final List<NDArray> inputs = new ArrayList<>();
    private final List<NDArray> outputs = new ArrayList<>();
    private final List<MomentumStep> steps = new ArrayList<>();

    private MxnetMomentum() {}

    /** As {@link LayerOperators#momentumSteps} says. */
    static void step(List<NDArray> weights, List<NDArray> gradients, List<NDArray> momenta, List<MomentumStep> steps) {
        MxnetMomentum small = new MxnetMomentum();
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i).size() > SMALL) {
                LayerOperators.MXNET.momentumStep(weights.get(i), gradients.get(i), momenta.get(i), steps.get(i));
                continue;
            }
            small.add(weights.get(i), gradients.get(i), momenta.get(i), steps.get(i));
            if (small.steps.size() == TOGETHER) {
                small.invoke();
                small = new MxnetMomentum();
            }
        }
        if (!small.steps.isEmpty()) {
            small.invoke();
        }
    }

    private void add(NDArray weight, NDArray gradient, NDArray momentum, MomentumStep step) {
        inputs.addAll(List.of(weight, gradient, momentum));
        outputs.add(weight);
        steps.add(step);
    }

    private void invoke() {
        MomentumStep shared = steps.get(0);
        OPERATOR.invoke(
                inputs,
                outputs,
                Map.of(
                        "lrs", texts(MomentumStep::rate),
                        "wds", texts(MomentumStep::decay),
                        "momentum", String.valueOf(shared.momentum()),
                        "rescale_grad", String.valueOf(shared.rescale()),
                        "clip_gradient", "-1",
                        "num_weights", String.valueOf(steps.size())));
    }

    private String texts(ToDoubleFunction<MomentumStep> number) {
        return steps.stream()
                .map(step -> String.valueOf(number.applyAsDouble(step)))
                .collect(Collectors.joining(",", "(", ")"));
    }
}
