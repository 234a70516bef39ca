package marginlab.loss;

/**
 * The hinge {@code |a - p|^2 - |a - n|^2 + m} over the semi-hard triplets of a batch, embeddings of length one (FaceNet,
 * arXiv 1503.03832, equation 3; see {@link SemiHard}).
 *
 * @param m squared distance, 0.2 in the paper
 */
public record EuclideanTriplet(double m) implements PairTerm {
    public EuclideanTriplet {
        m = Range.AT_LEAST_ZERO.check("m", m);
    }

    @Override
    public Value value(Angles angles) {
        return SemiHard.hinge(angles, angles.pairDistances(), m);
    }

    @Override
    public String label() {
        return "EuclideanTriplet(" + Numbers.text(m) + ")";
    }
}
