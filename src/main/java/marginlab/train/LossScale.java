package marginlab.train;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.engine.Precision;
import marginlab.file.json.Json;

/**
 * The factor of the loss in mixed precision, so that small gradients are not lost in float16 (Micikevicius et al., arXiv 1710.03740,
 * section 3.2). A step whose gradients overflow changes nothing and halves the factor; it doubles after 500 steps without
 * one. Every factor is a power of two, which rounds nothing. In float32 it stays 1.
 *
 * <p>Text form, which a checkpoint keeps: {@code {"factor":1024.0,"quiet":12,"skipped":3}}.
 */
final class LossScale {
    /** The gradient of a centre is at most the scale of the cosines, 64, times this: what float16 holds. */
    private static final double FIRST = 1 << 10;

    private static final double LARGEST = 1 << 24;
    private static final int QUIET_STEPS = 500;

    /**
     * @param factor of the loss
     * @param quiet steps since the factor changed
     * @param skipped steps whose gradients overflowed
     */
    private record ScaleState(double factor, int quiet, long skipped) {}

    private final boolean isDynamic;
    private ScaleState state;

    private LossScale(boolean isDynamic, ScaleState state) {
        this.isDynamic = isDynamic;
        this.state = state;
    }

    /** The first of a training. */
    static LossScale of(Precision precision) {
        boolean isDynamic = precision == Precision.MIXED;
        return new LossScale(isDynamic, new ScaleState(isDynamic ? FIRST : 1, 0, 0));
    }

    /** Goes on from a text form; an empty one is that of float32. */
    static LossScale parse(String text) {
        return text.isEmpty() ? of(Precision.FLOAT32) : new LossScale(true, Json.read(text, ScaleState.class));
    }

    String text() {
        return isDynamic ? Json.line(state) : "";
    }

    /** Whether steps may be skipped. */
    boolean isDynamic() {
        return isDynamic;
    }

    double factor() {
        return state.factor();
    }

    /** Steps whose gradients overflowed so far. */
    long skipped() {
        return state.skipped();
    }

    /** The loss, a scalar, times the factor; while the engine records. */
    NDArray of(NDArray loss) {
        return isDynamic ? Operators.of(loss).mul(loss, (float) state.factor()) : loss;
    }

    /**
     * After the gradients of a step are known.
     *
     * @param isFinite whether all of them are
     * @return whether training goes on: not where gradients overflow that are not scaled up
     */
    boolean settle(boolean isFinite) {
        if (!isDynamic) {
            return isFinite;
        }
        if (!isFinite) {
            boolean isScaledUp = state.factor() > 1;
            state = new ScaleState(Math.max(1, state.factor() / 2), 0, state.skipped() + 1);
            return isScaledUp;
        }
        int quiet = state.quiet() + 1;
        boolean grows = quiet >= QUIET_STEPS && state.factor() < LARGEST;
        state = new ScaleState(grows ? 2 * state.factor() : state.factor(), grows ? 0 : quiet, state.skipped());
        return true;
    }
}
