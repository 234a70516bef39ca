package marginlab.loss;

import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.batch.TripletHinge;
import marginlab.loss.batch.TripletMining;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * The hinge {@code theta_ap - theta_an + m} over triplets of a batch, in angles (ArcFace, section 3.1, whose selection is
 * {@link TripletMining#SEMI_HARD}).
 *
 * @param mining which triplets
 * @param m radians, 0.35 in the paper
 */
public record AngularTriplet(TripletMining mining, double m) implements PairTerm {
    public AngularTriplet {
        m = ParameterRange.ANGLE.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        return TripletHinge.hinge(angles, angles.pairs().angles(), m, mining);
    }

    @Override
    public String label() {
        return "Triplet" + mining.suffix() + "(" + LabelNumber.text(m) + ")";
    }
}
