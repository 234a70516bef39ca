package marginlab.loss;

/**
 * The hinge {@code theta_ap - theta_an + m} over the semi-hard triplets of a batch, in angles (ArcFace, section 3.1; the
 * selection is FaceNet's, see {@link SemiHard}).
 *
 * @param m radians, 0.35 in the paper
 */
public record Triplet(double m) implements PairTerm {
    public Triplet {
        m = Range.ANGLE.check("m", m);
    }

    @Override
    public Value value(Angles angles) {
        return SemiHard.hinge(angles, Angles.angle(angles.pairCosines()), m);
    }

    @Override
    public String label() {
        return "Triplet(" + Numbers.text(m) + ")";
    }
}
