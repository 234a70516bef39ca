package marginlab.loss;

import marginlab.engine.Operators;

/**
 * The mean square of {@code cos(theta_j) - onehot} over samples and classes, whose gradient by the cosines is proportional to
 * that difference (P2SGrad, arXiv 1905.02479, equation 12).
 */
public record P2SGrad() implements Term {
    @Override
    public Value value(Angles angles) {
        Operators operators = angles.operators();
        return Value.of(
                operators.sub(angles.cosines(), angles.oneHot()).square().mean());
    }

    @Override
    public String label() {
        return "P2SGrad";
    }
}
