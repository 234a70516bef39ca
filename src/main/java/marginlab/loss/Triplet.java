package marginlab.loss;

/**
 * The hinge {@code theta_ap - theta_an + m} over triplets of a batch, in angles (ArcFace, section 3.1, whose selection is
 * {@link Mining#SEMI_HARD}).
 *
 * @param mining which triplets
 * @param m radians, 0.35 in the paper
 */
public record Triplet(Mining mining, double m) implements PairTerm {
    public Triplet {
        m = Range.ANGLE.check("m", m);
    }

    @Override
    public Value value(Angles angles) {
        return Triplets.hinge(angles, angles.pairAngles(), m, mining);
    }

    @Override
    public String label() {
        return "Triplet" + mining.suffix() + "(" + Numbers.text(m) + ")";
    }
}
