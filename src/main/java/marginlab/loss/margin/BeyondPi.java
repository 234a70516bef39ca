package marginlab.loss.margin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import marginlab.engine.Operators;

/**
 * The target logit where the angle with its margin, {@code phi = m1 theta + m2}, passes pi: a recorded factor of an
 * experiment.
 *
 * <p>The public trainers differ here without saying so. Each rule was written for {@code m1 = 1}; other m1 keep its test and
 * its fallback.
 */
public enum BeyondPi {
    /** {@code cos(phi)} and nothing else: the target rises again past pi. */
    RAW("raw") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            return phi.cos();
        }

        @Override
        double apply(Margin margin, double theta) {
            return Math.cos(margin.phi(theta));
        }

        @Override
        double slope(Margin margin, double theta) {
            return margin.rawSlope(theta);
        }
    },

    /** {@code cos(theta) - m2 sin(m2)} from pi on, as in the first ArcFace code; it jumps by {@code 1 - cos m2 - m2 sin m2}. */
    SINPI("sinpi") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            return where(phi.lt(PI), phi.cos(), cosine.sub(m2.mul(m2.sin())));
        }

        @Override
        double apply(Margin margin, double theta) {
            return margin.phi(theta) < Math.PI ? Math.cos(margin.phi(theta)) : Math.cos(theta) - drop(margin);
        }

        @Override
        double slope(Margin margin, double theta) {
            return margin.phi(theta) < Math.PI ? margin.rawSlope(theta) : 1;
        }

        private double drop(Margin margin) {
            return margin.m2() * Math.sin(margin.m2());
        }
    },

    /** The margin only where {@code cos(theta) > 0}, "easy margin". */
    EASY("easy") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            return where(cosine.gt(0f), phi.cos(), cosine);
        }

        @Override
        double apply(Margin margin, double theta) {
            return Math.cos(theta) > 0 ? Math.cos(margin.phi(theta)) : Math.cos(theta);
        }

        @Override
        double slope(Margin margin, double theta) {
            return Math.cos(theta) > 0 ? margin.rawSlope(theta) : 1;
        }
    },

    /** {@code cos(theta)} from pi on, as FaceX-Zoo does by default; it jumps upwards. */
    ZERO("zero") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            return where(phi.lt(PI), phi.cos(), cosine);
        }

        @Override
        double apply(Margin margin, double theta) {
            return margin.phi(theta) < Math.PI ? Math.cos(margin.phi(theta)) : Math.cos(theta);
        }

        @Override
        double slope(Margin margin, double theta) {
            return margin.phi(theta) < Math.PI ? margin.rawSlope(theta) : 1;
        }
    },

    /** {@code cos(clip(phi, 1e-3, pi - 1e-3))}, as AdaFace does; no gradient past pi. */
    CLIP("clip") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            return phi.clip(1e-3f, (float) (Math.PI - 1e-3)).cos();
        }

        @Override
        double apply(Margin margin, double theta) {
            return Math.cos(bounded(margin.phi(theta), 1e-3, Math.PI - 1e-3));
        }

        @Override
        double slope(Margin margin, double theta) {
            return within(margin.phi(theta), 1e-3, Math.PI - 1e-3) ? margin.rawSlope(theta) : 0;
        }
    },

    /** {@code cos(clip(phi, 1e-5, 3.14159))}, the bounds of opensphere, which also has the straight-through gradient. */
    CLAMP("clamp") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            return phi.clip(1e-5f, 3.14159f).cos();
        }

        @Override
        double apply(Margin margin, double theta) {
            return Math.cos(bounded(margin.phi(theta), 1e-5, 3.14159));
        }

        @Override
        double slope(Margin margin, double theta) {
            return within(margin.phi(theta), 1e-5, 3.14159) ? margin.rawSlope(theta) : 0;
        }
    },

    /** {@code (-1)^k cos(phi) - 2k} with {@code k = floor(phi / pi)}, SphereFace's: continuous and falling everywhere. */
    CONTINUOUS("continuous") {
        @Override
        public NDArray apply(NDArray phi, NDArray cosine, NDArray m2) {
            Operators operators = Operators.of(phi);
            NDArray k = operators.div(phi, PI).floor().stopGradient();
            NDArray odd = k.sub(operators.mul(operators.div(k, 2f).floor(), 2f));
            NDArray sign = operators.mul(odd, -2f).add(1f);
            return phi.cos().mul(sign).sub(operators.mul(k, 2f));
        }

        @Override
        double apply(Margin margin, double theta) {
            double k = Math.floor(margin.phi(theta) / Math.PI);
            return sign(k) * Math.cos(margin.phi(theta)) - 2 * k;
        }

        @Override
        double slope(Margin margin, double theta) {
            return sign(Math.floor(margin.phi(theta) / Math.PI)) * margin.rawSlope(theta);
        }

        private double sign(double k) {
            return k % 2 == 0 ? 1 : -1;
        }
    };

    private static final float PI = (float) Math.PI;

    private final String label;

    BeyondPi(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /**
     * What replaces {@code cos(m1 theta + m2)}.
     *
     * @param phi {@code m1 theta + m2}, {@code [N, 1]}
     * @param cosine {@code cos(theta)}, {@code [N, 1]}
     * @param m2 the added angle of each sample, {@code [N, 1]}
     */
    public abstract NDArray apply(NDArray phi, NDArray cosine, NDArray m2);

    /** The same for one angle in radians. */
    abstract double apply(Margin margin, double theta);

    /** The derivative of {@link #apply(Margin, double)} with respect to {@code cos(theta)}. */
    abstract double slope(Margin margin, double theta);

    private static NDArray where(NDArray condition, NDArray yes, NDArray no) {
        NDArray mask = condition.toType(DataType.FLOAT32, false).stopGradient();
        return yes.mul(mask).add(no.mul(Operators.of(mask).mul(mask, -1f).add(1f)));
    }

    private static double bounded(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private static boolean within(double value, double low, double high) {
        return value >= low && value <= high;
    }
}
