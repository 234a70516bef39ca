package marginlab.loss;

import java.util.Set;

/**
 * ArcFace with K centres a class, of which the nearest counts: {@code cos(theta_j) = max_k w_jk . x} (Sub-center ArcFace, ECCV
 * 2020; ArcFace, version 4, equation 7).
 *
 * @param m radians, 0.5
 * @param k centres of a class, 3 in the paper
 */
public record SubCenter(double m, double k) implements Term {
    public SubCenter {
        m = Range.ANGLE.check("m", m);
        k = Range.COUNT.check("K", k);
    }

    @Override
    public Value value(Angles angles) {
        return new MarginSoftmax(new Margin(1, m, 0)).value(angles);
    }

    @Override
    public int centresEach() {
        return (int) k;
    }

    @Override
    public Set<Factor> factors() {
        return new MarginSoftmax(new Margin(1, m, 0)).factors();
    }

    @Override
    public String label() {
        return "SubCenter(" + Numbers.text(m) + ", " + Numbers.text(k) + ")";
    }
}
