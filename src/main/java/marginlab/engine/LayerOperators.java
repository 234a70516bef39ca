package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Map;

/** What a network's layers and its optimiser need beyond {@link Operators}, in the fast form of each engine. */
public enum LayerOperators {
    MXNET {
        @Override
        public NDArray prelu(NDArray x, NDArray slope) {
            NDArray positive = x.getNDArrayInternal().relu();
            NDArray linear = scaleChannels(x, slope);
            NDArray rest =
                    scaleChannels(positive, Operators.MXNET.mul(slope, -1).add(1));
            return Operators.MXNET.add(linear, rest);
        }

        /** Each channel times its factor: a 1 x 1 convolution with one group a channel. */
        private NDArray scaleChannels(NDArray x, NDArray factors) {
            long channels = factors.size();
            return convolution(x, factors.reshape(channels, 1, 1, 1), 1, 0, Math.toIntExact(channels));
        }

        @Override
        public NDArray convolution(NDArray x, NDArray filters, long stride, long padding, int groups) {
            return convolve(x, filters, stride, padding, groups);
        }

        @Override
        public NDArray channelMeans(NDArray x) {
            return x.mean(new int[] {2, 3});
        }

        @Override
        public NDArray take(NDArray array, NDArray index) {
            PairList<String, Object> axis = new PairList<>(Map.of("axis", 0));
            return index.getManager()
                    .invoke("take", new NDList(array, index), axis)
                    .singletonOrThrow();
        }

        @Override
        public void put(NDArray array, int[] places, NDArray rows) {
            NDManager scope = rows.getManager();
            NDArray index = HostToEngine.ints(scope, places).reshape(1, places.length);
            PairList<String, Object> shape = new PairList<>(Map.of("shape", array.getShape()));
            scope.invoke("_scatter_set_nd", new NDArray[] {array, rows, index}, new NDArray[] {array}, shape);
        }

        @Override
        public double squaredNorm(NDManager manager, List<NDArray> arrays) {
            PairList<String, Object> count = new PairList<>(Map.of("num_arrays", arrays.size()));
            try (NDList sums = manager.invoke("multi_sum_sq", new NDList(arrays), count)) {
                return total(sums.singletonOrThrow());
            }
        }

        @Override
        public void clear(NDArray gradient) {
            // Each backward pass writes anew.
        }

        @Override
        public void momentumStep(NDArray weight, NDArray gradient, NDArray momentum, MomentumStep step) {
            PairList<String, Object> params = new PairList<>();
            params.add("lr", step.rate());
            params.add("momentum", step.momentum());
            params.add("wd", step.decay());
            params.add("rescale_grad", step.rescale());
            params.add("clip_gradient", -1);
            params.add("lazy_update", false);
            weight.getManager()
                    .invoke(
                            "sgd_mom_update",
                            new NDArray[] {weight, gradient, momentum},
                            new NDArray[] {weight},
                            params);
        }

        @Override
        public void momentumSteps(
                List<NDArray> weights, List<NDArray> gradients, List<NDArray> momenta, List<MomentumStep> steps) {
            MxnetMomentum.step(weights, gradients, momenta, steps);
        }

        @Override
        public boolean keepsGradients() {
            return true;
        }

        @Override
        public void velocityStep(NDArray weight, NDArray gradient, NDArray velocity, MomentumStep step) {
            // u + (mu - 1) u + rescale g, in one pass; then the decay; then the weight.
            add(velocity, gradient, -1, step.momentum() - 1, step.rescale());
            if (step.decay() != 0) {
                add(velocity, weight, -1, 0, step.decay());
            }
            add(weight, velocity, step.rate(), 0, 1);
        }

        /** {@code a = a - rate (factor b + decay a)} in place. */
        private void add(NDArray a, NDArray b, double rate, double decay, double factor) {
            PairList<String, Object> params = new PairList<>();
            params.add("lr", rate);
            params.add("wd", decay);
            params.add("rescale_grad", factor);
            params.add("clip_gradient", -1);
            params.add("lazy_update", false);
            a.getManager().invoke("sgd_update", new NDArray[] {a, b}, new NDArray[] {a}, params);
        }
    },

    PYTORCH {
        @Override
        public NDArray prelu(NDArray x, NDArray slope) {
            NDArray positive = x.getNDArrayInternal().relu();
            return positive.add(x.sub(positive).mul(slope.reshape(1, slope.size(), 1, 1)));
        }

        @Override
        public NDArray convolution(NDArray x, NDArray filters, long stride, long padding, int groups) {
            return PytorchConvolution.of(x, filters, stride, padding, groups);
        }

        @Override
        public NDArray channelMeans(NDArray x) {
            // DJL takes the mean over one axis alone.
            return x.reshape(x.getShape().get(0), x.getShape().get(1), -1).mean(new int[] {2});
        }

        @Override
        public NDArray take(NDArray array, NDArray index) {
            NDArray rows = array.get(index.toType(DataType.INT64, false));
            rows.attach(index.getManager());
            return rows;
        }

        @Override
        public void put(NDArray array, int[] places, NDArray rows) {
            NDArray index = HostToEngine.ints(rows.getManager(), places).toType(DataType.INT64, false);
            array.set(new NDIndex("{}", index), rows.stopGradient());
        }

        /** Put into an array that is there: {@code toDevice} is not recorded (DJL 0.35.1, {@code torchTo}). */
        @Override
        public NDArray moved(NDArray array, NDManager owner) {
            NDArray here = owner.zeros(array.getShape());
            here.set(new NDIndex(":"), array);
            return here;
        }

        @Override
        public double squaredNorm(NDManager manager, List<NDArray> arrays) {
            NDList sums = new NDList();
            arrays.forEach(array -> sums.add(array.square().sum().reshape(1)));
            try (sums;
                    NDArray all = NDArrays.concat(sums)) {
                return total(all);
            }
        }

        /** Less itself would not be zero where it overflowed. */
        @Override
        public void clear(NDArray gradient) {
            try (NDArray zero = HostToEngine.number(gradient.getManager(), 0)) {
                gradient.set(new NDIndex("..."), zero);
            }
        }

        @Override
        public void momentumStep(NDArray weight, NDArray gradient, NDArray momentum, MomentumStep step) {
            float rate = (float) step.rate();
            try (NDManager scope = weight.getManager().newSubManager()) {
                scope.tempAttachAll(weight, gradient, momentum);
                NDArray change = Operators.PYTORCH.mul(gradient, (float) (step.rescale() * rate));
                if (step.decay() != 0) {
                    change.addi(Operators.PYTORCH.mul(weight, (float) (step.decay() * rate)));
                }
                momentum.muli((float) step.momentum()).subi(change);
                weight.addi(momentum);
            }
        }

        @Override
        public void velocityStep(NDArray weight, NDArray gradient, NDArray velocity, MomentumStep step) {
            try (NDManager scope = weight.getManager().newSubManager()) {
                scope.tempAttachAll(weight, gradient, velocity);
                velocity.muli((float) step.momentum()).addi(Operators.PYTORCH.mul(gradient, (float) step.rescale()));
                if (step.decay() != 0) {
                    velocity.addi(Operators.PYTORCH.mul(weight, (float) step.decay()));
                }
                weight.subi(Operators.PYTORCH.mul(velocity, (float) step.rate()));
            }
        }
    };

    /** The convolution as the engine has it. */
    static NDArray convolve(NDArray x, NDArray filters, long stride, long padding, int groups) {
        return x.getNDArrayInternal()
                .convolution(
                        x,
                        filters,
                        null,
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        groups)
                .singletonOrThrow();
    }

    private static double total(NDArray sums) {
        double total = 0;
        for (float sum : sums.toFloatArray()) {
            total += sum;
        }
        return total;
    }

    /** The operators of the engine that owns an array. */
    public static LayerOperators of(NDManager manager) {
        return Operators.of(manager) == Operators.MXNET ? MXNET : PYTORCH;
    }

    /**
     * max(x, 0) + slope min(x, 0) with one slope a channel.
     *
     * @param x {@code [N, C, H, W]}
     * @param slope {@code [C]}
     */
    public abstract NDArray prelu(NDArray x, NDArray slope);

    /**
     * A convolution without a bias.
     *
     * @param x {@code [N, C, H, W]}
     * @param filters {@code [F, C / groups, k, k]}
     * @return {@code [N, F, h, w]}
     */
    public abstract NDArray convolution(NDArray x, NDArray filters, long stride, long padding, int groups);

    /** The mean {@code [N, C]} of each channel of {@code [N, C, H, W]}. */
    public abstract NDArray channelMeans(NDArray x);

    /** Rows of an array, copied, in the order of an index {@code [n]} of int32. */
    public abstract NDArray take(NDArray array, NDArray index);

    /** Puts rows {@code [n, d]} in n places of an array {@code [C, d]}, which rise, in place. */
    public abstract void put(NDArray array, int[] places, NDArray rows);

    /** A copy of float32 on the device of its owner; differentiable. */
    public NDArray moved(NDArray array, NDManager owner) {
        NDArray here = array.toDevice(owner.getDevice(), false);
        here.attach(owner);
        return here;
    }

    /** Sum of the squares of all elements of all arrays; waits for the result. */
    public abstract double squaredNorm(NDManager manager, List<NDArray> arrays);

    /** Sets a gradient, finite or not, to zero where the engine would add the next one to it. */
    public abstract void clear(NDArray gradient);

    /** v = mu v - rate (rescale g + decay w); w = w + v, in place: the learning rate is inside the momentum. */
    public abstract void momentumStep(NDArray weight, NDArray gradient, NDArray momentum, MomentumStep step);

    /** {@link #momentumStep} of many arrays, which share momentum and rescale. */
    public void momentumSteps(
            List<NDArray> weights, List<NDArray> gradients, List<NDArray> momenta, List<MomentumStep> steps) {
        for (int i = 0; i < weights.size(); i++) {
            momentumStep(weights.get(i), gradients.get(i), momenta.get(i), steps.get(i));
        }
    }

    /** Whether every backward pass writes the gradient of an array to the same place. */
    public boolean keepsGradients() {
        return false;
    }

    /** u = mu u + rescale g + decay w; w = w - rate u, in place: the learning rate is outside the momentum. */
    public abstract void velocityStep(NDArray weight, NDArray gradient, NDArray velocity, MomentumStep step);

    /**
     * Waits until the engine has computed an array. Its first row is copied, and not the whole, which takes as long as a step where
     * there are a million centres.
     */
    public static void await(NDArray array) {
        if (array.isScalar()) {
            array.getFloat();
            return;
        }
        try (NDArray row = array.get("0:1")) {
            row.toFloatArray();
        }
    }
}
