package marginlab.loss;

import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;

/** The mean angle to the own centre over pi: {@code 1/(pi N) sum theta_y} (ArcFace, equation 5). */
public record Intra() implements Term {
    @Override
    public LossValue value(Angles angles) {
        return LossValue.of(angles.operators().div(angles.targetAngles().mean(), (float) Math.PI));
    }

    @Override
    public String label() {
        return "Intra";
    }
}
