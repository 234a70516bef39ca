package marginlab.loss;

/**
 * The hinge {@code |a - p|^2 - |a - n|^2 + m} over triplets of a batch, embeddings of length one (FaceNet, arXiv 1503.03832,
 * equation 3, whose selection is {@link Mining#SEMI_HARD}).
 *
 * @param mining which triplets
 * @param m squared distance, 0.2 in the paper
 */
public record EuclideanTriplet(Mining mining, double m) implements PairTerm {
    public EuclideanTriplet {
        m = Range.AT_LEAST_ZERO.check("m", m);
    }

    @Override
    public Value value(Angles angles) {
        return Triplets.hinge(angles, angles.pairDistances(), m, mining);
    }

    @Override
    public String label() {
        return "EuclideanTriplet" + mining.suffix() + "(" + Numbers.text(m) + ")";
    }
}
