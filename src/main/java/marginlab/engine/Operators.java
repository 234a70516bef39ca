package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

/** The operators that an engine has a fast form of; each is differentiable and its result belongs to the first argument's manager. */
public enum Operators {
    MXNET {
        @Override
        public NDArray linear(NDArray x, NDArray w) {
            return invoke(
                    "FullyConnected",
                    new NDList(x, w),
                    "num_hidden",
                    w.getShape().get(0),
                    "no_bias",
                    true);
        }

        @Override
        public NDArray linear(NDArray x, NDArray w, NDArray bias) {
            return invoke(
                    "FullyConnected",
                    new NDList(x, w, bias),
                    "num_hidden",
                    w.getShape().get(0));
        }

        @Override
        public NDArray unit(NDArray x) {
            return invoke("L2Normalization", new NDList(x), "mode", "instance", "eps", SQUARED_NORM_FLOOR);
        }

        @Override
        public NDArray add(NDArray a, NDArray b) {
            return invoke("elemwise_add", new NDList(a, b));
        }

        @Override
        public NDArray sub(NDArray a, NDArray b) {
            return invoke("elemwise_sub", new NDList(a, b));
        }

        @Override
        public NDArray mul(NDArray a, NDArray b) {
            return invoke("elemwise_mul", new NDList(a, b));
        }

        @Override
        public NDArray maximum(NDArray a, NDArray b) {
            return invoke("_maximum", new NDList(a, b));
        }

        @Override
        public NDArray flatten(NDArray x) {
            return invoke("Flatten", new NDList(x));
        }

        @Override
        public NDArray pick(NDArray x, NDArray labels) {
            return invoke("pick", new NDList(x, labels), "axis", -1, "keepdims", true);
        }

        @Override
        public NDArray rows(NDArray x, NDArray labels) {
            return invoke("take", new NDList(x, labels), "axis", 0);
        }

        @Override
        public NDArray block(NDArray x, long from, long to) {
            return invoke("slice_axis", new NDList(x), "axis", 0, "begin", from, "end", to);
        }

        @Override
        public NDArray oneHot(NDArray labels, long classes) {
            return invoke("one_hot", new NDList(labels), "depth", classes);
        }

        @Override
        public NDArray put(NDArray x, NDArray labels, NDArray values) {
            long n = x.getShape().get(0);
            NDManager manager = values.getManager();
            NDArray rows = manager.arange((int) n).toType(DataType.INT32, false).reshape(1, n);
            NDArray own = labels.toType(DataType.INT32, false).reshape(1, n);
            NDArray places = invoke("Concat", new NDList(rows, own), "dim", 0, "num_args", 2);
            PairList<String, Object> shape = new PairList<>(Map.of("shape", x.getShape()));
            manager.invoke("_scatter_set_nd", new NDArray[] {x, values.reshape(n), places}, new NDArray[] {x}, shape);
            return x;
        }

        @Override
        public NDArray inner(NDArray x, NDArray constant) {
            // All axes summed over in one product: a reduction by sum() runs on one thread and keeps the products.
            return invoke(
                    "_npi_tensordot_int_axes",
                    new NDList(x, constant),
                    "axes",
                    x.getShape().dimension());
        }
    },

    PYTORCH {
        @Override
        public NDArray linear(NDArray x, NDArray w) {
            return x.getNDArrayInternal().linear(x, w, null).singletonOrThrow();
        }

        @Override
        public NDArray linear(NDArray x, NDArray w, NDArray bias) {
            return x.getNDArrayInternal().linear(x, w, bias).singletonOrThrow();
        }

        @Override
        public NDArray unit(NDArray x) {
            return x.div(
                    x.square().sum(new int[] {1}, true).add(SQUARED_NORM_FLOOR).sqrt());
        }

        @Override
        public NDArray add(NDArray a, NDArray b) {
            return a.add(b);
        }

        @Override
        public NDArray sub(NDArray a, NDArray b) {
            return a.sub(b);
        }

        @Override
        public NDArray mul(NDArray a, NDArray b) {
            return a.mul(b);
        }

        @Override
        public NDArray maximum(NDArray a, NDArray b) {
            return a.maximum(b);
        }

        @Override
        public NDArray flatten(NDArray x) {
            return x.reshape(x.getShape().get(0), -1);
        }

        @Override
        public NDArray pick(NDArray x, NDArray labels) {
            return x.gather(labels.toType(DataType.INT64, false).expandDims(1), 1);
        }

        @Override
        public NDArray rows(NDArray x, NDArray labels) {
            NDArray index = labels.toType(DataType.INT64, false).expandDims(1);
            return x.gather(index.repeat(1, x.getShape().get(1)), 0);
        }

        @Override
        public NDArray block(NDArray x, long from, long to) {
            return x.get(new NDIndex("{}:{}", from, to));
        }

        @Override
        public NDArray oneHot(NDArray labels, long classes) {
            return labels.toType(DataType.INT64, false).oneHot((int) classes).toType(DataType.FLOAT32, false);
        }

        @Override
        public NDArray put(NDArray x, NDArray labels, NDArray values) {
            NDArray own = oneHot(labels, x.getShape().get(1));
            return x.mul(own.neg().add(1f)).add(own.mul(values));
        }

        @Override
        public NDArray inner(NDArray x, NDArray constant) {
            return x.mul(constant).sum();
        }
    };

    /** Added to a sum of squares before its root, so that a row of zeros stays one; changes no length above 1e-9. */
    public static final float SQUARED_NORM_FLOOR = 1e-24f;

    /** The operators of the engine that a manager belongs to. */
    public static Operators of(NDManager manager) {
        String name = manager.getEngine().getEngineName();
        switch (name) {
            case "MXNet":
                return MXNET;
            case "PyTorch":
                return PYTORCH;
            default:
                throw new IllegalArgumentException("engine " + name + " is neither MXNet nor PyTorch");
        }
    }

    public static Operators of(NDArray array) {
        return of(array.getManager());
    }

    /** {@code x w^T}: rows {@code [N, d]} against rows {@code [C, d]} give {@code [N, C]}. */
    public abstract NDArray linear(NDArray x, NDArray w);

    /** {@code x w^T + bias} with a bias {@code [C]} on every row. */
    public abstract NDArray linear(NDArray x, NDArray w, NDArray bias);

    /** Each row of {@code [N, d]} over {@code sqrt(sum of its squares + 1e-24)}. */
    public abstract NDArray unit(NDArray x);

    /** The sum of two arrays of equal shape. */
    public abstract NDArray add(NDArray a, NDArray b);

    /** The difference of two arrays of equal shape. */
    public abstract NDArray sub(NDArray a, NDArray b);

    /** The product, element by element, of two arrays of equal shape. */
    public abstract NDArray mul(NDArray a, NDArray b);

    /** The larger of two arrays of equal shape, element by element. */
    public abstract NDArray maximum(NDArray a, NDArray b);

    /** {@code [N, ...]} as rows {@code [N, d]}, whatever N is. */
    public abstract NDArray flatten(NDArray x);

    /** Entry {@code labels[i]} of each row i of {@code [N, C]}, as {@code [N, 1]}. */
    public abstract NDArray pick(NDArray x, NDArray labels);

    /** Rows {@code labels} of {@code [C, d]}, as {@code [N, d]}. */
    public abstract NDArray rows(NDArray x, NDArray labels);

    /** Rows from one, counted from 0, to before another. */
    public abstract NDArray block(NDArray x, long from, long to);

    /** {@code [N, C]} of float32: one at {@code labels[i]} of row i, else zero. */
    public abstract NDArray oneHot(NDArray labels, long classes);

    /**
     * {@code [N, C]} with {@code values} {@code [N, 1]} at the labels of its rows; not differentiable, and x itself may be
     * changed.
     */
    public abstract NDArray put(NDArray x, NDArray labels, NDArray values);

    /** The sum of the products of two arrays of equal shape, a scalar; the second is a constant of differentiation. */
    public abstract NDArray inner(NDArray x, NDArray constant);

    /** Each element times a number. */
    public NDArray mul(NDArray x, float factor) {
        return withNumber(x, factor, NDArray::mul, NDArray::mul);
    }

    /** Each element over a number. */
    public NDArray div(NDArray x, float divisor) {
        return withNumber(x, divisor, NDArray::div, NDArray::div);
    }

    /** Each element to the power of a number. */
    public NDArray pow(NDArray x, float exponent) {
        return withNumber(x, exponent, NDArray::pow, NDArray::pow);
    }

    /** The larger of each element and a number. */
    public NDArray maximum(NDArray x, float least) {
        return withNumber(x, least, NDArray::maximum, NDArray::maximum);
    }

    /** The smaller of each element and a number. */
    public NDArray minimum(NDArray x, float most) {
        return withNumber(x, most, NDArray::minimum, NDArray::minimum);
    }

    /**
     * DJL's own forms of these give PyTorch a number in memory of Java's, of which nobody holds the buffer while the tape keeps the
     * number for the gradient ({@link HostToEngine}).
     */
    private NDArray withNumber(
            NDArray x, float number, BiFunction<NDArray, Number, NDArray> byNumber, BinaryOperator<NDArray> byArray) {
        if (this == MXNET) {
            return byNumber.apply(x, number);
        }
        try (NDArray own = HostToEngine.number(x.getManager(), number)) {
            return byArray.apply(x, own);
        }
    }

    /** The sum of {@code [N, C]}, by a product with ones: a reduction runs on one thread of MXNet. */
    public NDArray total(NDArray x) {
        return linear(x, x.getManager().ones(new Shape(1, x.getShape().get(1)))).sum();
    }

    /** Softmax along rows. */
    public NDArray softmax(NDArray x) {
        return x.softmax(-1);
    }

    /** The logarithm of softmax along rows. */
    public NDArray logSoftmax(NDArray x) {
        return x.logSoftmax(-1);
    }

    /** {@code max(0, x)}. */
    public NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    /** The same values as a constant of differentiation. */
    public NDArray stopGradient(NDArray x) {
        return x.stopGradient();
    }

    private static NDArray invoke(String operator, NDList inputs, Object... parameters) {
        PairList<String, Object> pairs = new PairList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add((String) parameters[i], parameters[i + 1]);
        }
        return inputs.get(0).getManager().invoke(operator, inputs, pairs).singletonOrThrow();
    }
}
