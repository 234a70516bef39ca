package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import marginlab.engine.Operators;

/**
 * Angles in radians, and their slope by the cosine, {@code -1 / sin(theta)}.
 *
 * <p>In single precision a cosine knows its angle to {@code 1e-7 / theta}, and its slope is infinite at +-1. So where a cosine is
 * within {@value #BLUNT} of +-1 (2.6 degrees from a centre or its opposite) the angle comes of the chords, {@code 2 atan(|a - b| /
 * |a + b|)}, and the slope with it. Both are right to 1 % from {@value #LEAST_SINE} radians on (0.0006 degrees); nearer than that
 * the slope stays as it is there, so that the gradient of a term fades to zero at the centre itself.
 */
public final class ArcCosine {
    /** How near +-1 a cosine no longer tells its angle well. */
    static final float BLUNT = 1e-3f;

    /** Slopes are never steeper than at this sine. */
    static final float LEAST_SINE = 1e-5f;

    private ArcCosine() {}

    /** Where no cosine is blunt; the others are taken for the nearest that is not. */
    public static NDArray plain(NDArray cosine) {
        return cosine.clip(BLUNT - 1, 1 - BLUNT).acos();
    }

    /** Minus the slope of {@link #plain}; zero where a cosine is blunt. */
    public static NDArray plainSteepness(NDArray cosine) {
        Operators operators = Operators.of(cosine);
        NDArray squaredSine = operators.maximum(cosine.square().neg().add(1f), BLUNT);
        return sharp(cosine, operators.pow(squaredSine, -0.5f));
    }

    private static NDArray sharp(NDArray cosine, NDArray values) {
        return Operators.of(cosine).mul(values, blunt(cosine).neg().add(1f));
    }

    /** One where a cosine is blunt, else zero; of a constant. */
    static NDArray blunt(NDArray cosine) {
        return cosine.abs().gt(1 - BLUNT).toType(DataType.FLOAT32, false);
    }

    /**
     * The angles of a column.
     *
     * @param cosine {@code [N, 1]}, which is differentiated
     * @param apart squared chords {@code |a - b|^2} of the unit vectors, a constant
     * @param together {@code |a + b|^2}, a constant
     */
    static NDArray of(NDArray cosine, NDArray apart, NDArray together) {
        Operators operators = Operators.of(cosine);
        NDArray blunt = blunt(operators.stopGradient(cosine));
        NDArray angle = operators.mul(apart.div(together).sqrt().atan(), 2f);
        NDArray sine = operators.mul(operators.mul(apart, together).sqrt(), 2f).div(operators.add(apart, together));
        return blend(cosine, blunt, operators.mul(angle, blunt), blunt.div(operators.maximum(sine, LEAST_SINE)));
    }

    /** The angles of a matrix some of whose cosines are blunt. */
    static NDArray of(NDArray cosine, NearParallelPairs blunt) {
        return blend(cosine, blunt.marks(), blunt.angles(), blunt.steepness());
    }

    /** @param angles and steepness: zero where a cosine is not blunt */
    private static NDArray blend(NDArray cosine, NDArray blunt, NDArray angles, NDArray steepness) {
        Operators operators = Operators.of(cosine);
        NDArray sharp = operators.stopGradient(blunt.neg().add(1f));
        NDArray plain = operators.add(operators.mul(plain(cosine), sharp), operators.stopGradient(angles));
        // Nothing is added but a slope.
        NDArray nothing = operators.sub(cosine, operators.stopGradient(cosine));
        return operators.sub(plain, operators.mul(nothing, operators.stopGradient(steepness)));
    }
}
