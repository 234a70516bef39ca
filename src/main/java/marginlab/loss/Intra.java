package marginlab.loss;

import ai.djl.ndarray.NDArray;

/** The mean angle to the own centre over pi: {@code 1/(pi N) sum theta_y} (ArcFace, equation 5). */
public record Intra() implements Term {
    @Override
    public NDArray value(Angles angles) {
        return angles.targetAngles().mean().div((float) Math.PI);
    }

    @Override
    public String label() {
        return "Intra";
    }
}
