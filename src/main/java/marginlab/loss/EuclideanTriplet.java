package marginlab.loss;

import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.batch.TripletHinge;
import marginlab.loss.batch.TripletMining;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * The hinge {@code |a - p|^2 - |a - n|^2 + m} over triplets of a batch, embeddings of length one (FaceNet, arXiv 1503.03832,
 * equation 3, whose selection is {@link TripletMining#SEMI_HARD}).
 *
 * @param mining which triplets
 * @param m squared distance, 0.2 in the paper
 */
public record EuclideanTriplet(TripletMining mining, double m) implements PairTerm {
    public EuclideanTriplet {
        m = ParameterRange.AT_LEAST_ZERO.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        return TripletHinge.hinge(angles, angles.pairs().distances(), m, mining);
    }

    @Override
    public String label() {
        return "EuclideanTriplet" + mining.suffix() + "(" + LabelNumber.text(m) + ")";
    }
}
