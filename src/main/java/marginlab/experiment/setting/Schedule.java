package marginlab.experiment.setting;

import java.util.List;

/**
 * How a trial is optimised: batch size, learning rate over the iterations, momentum, weight decay, clipping.
 *
 * @param batch images an iteration
 * @param rate the highest learning rate
 * @param curve how the rate falls
 * @param divideAt where the rate is divided by {@code divideBy}, for {@link RateCurve#STEPS}
 * @param divideBy the divisor, 10 in the paper
 * @param power the exponent of {@link RateCurve#POLYNOMIAL}
 * @param warmUp the rate grows linearly from 0 to {@code rate} over this span
 * @param stopAt the length of training
 * @param momentum of SGD
 * @param decay weight decay (L2)
 * @param clip the largest L2 norm of all gradients together; 0 for none
 */
public record Schedule(
        int batch,
        double rate,
        RateCurve curve,
        List<Span> divideAt,
        double divideBy,
        double power,
        Span warmUp,
        Span stopAt,
        double momentum,
        double decay,
        double clip) {

    /** How the learning rate falls. */
    public enum RateCurve {
        STEPS("steps"),
        POLYNOMIAL("polynomial"),
        COSINE("cosine");

        private final String label;

        RateCurve(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Reads the label. */
        public static RateCurve parse(String text) {
            return ChoiceType.named(text, values(), RateCurve::label);
        }
    }

    public Schedule {
        divideAt = List.copyOf(divideAt);
    }

    /** The number of iterations of a whole training. */
    public long steps(long stepsPerEpoch) {
        return stopAt.steps(stepsPerEpoch);
    }

    /** The learning rate of an iteration, counted from 0. */
    public double rateAt(long step, long stepsPerEpoch) {
        long warm = warmUp.steps(stepsPerEpoch);
        if (step < warm) {
            return rate * (step + 1) / warm;
        }
        double progress = (double) (step - warm) / Math.max(1, steps(stepsPerEpoch) - warm);
        switch (curve) {
            case COSINE:
                return rate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
            case POLYNOMIAL:
                return rate * Math.pow(Math.max(0, 1 - progress), power);
            default:
                long passed = divideAt.stream()
                        .filter(span -> step >= span.steps(stepsPerEpoch))
                        .count();
                return rate / Math.pow(divideBy, passed);
        }
    }
}
