package marginlab.loss.formula;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/** Functions of numbers that know their slopes by theta, its cosine and the norm. */
final class Slopes {
    /** As {@link marginlab.loss.batch.ArcCosine}: no arc is steeper than at this sine. */
    private static final double LEAST_SINE = 1e-5;

    private Slopes() {}

    static DerivativeStructure of(FormulaFunction function, DerivativeStructure x, DerivativeStructure y) {
        switch (function) {
            case ADD:
                return x.add(y);
            case SUBTRACT:
                return x.subtract(y);
            case MULTIPLY:
                return x.multiply(y);
            case DIVIDE:
                return x.divide(y);
            case LESS:
                return truth(x, x.getValue() < y.getValue());
            case AT_MOST:
                return truth(x, x.getValue() <= y.getValue());
            case ABOVE:
                return truth(x, x.getValue() > y.getValue());
            case AT_LEAST:
                return truth(x, x.getValue() >= y.getValue());
            case MIN:
                return x.getValue() <= y.getValue() ? x : y;
            case MAX:
                return x.getValue() >= y.getValue() ? x : y;
            case POW:
                return power(x, y);
            default:
                throw new IllegalArgumentException(function + " of two values");
        }
    }

    static DerivativeStructure of(FormulaFunction function, DerivativeStructure x) {
        double value = x.getValue();
        switch (function) {
            case NEGATE:
                return x.negate();
            case SIN:
                return composed(x, Math.sin(value), Math.cos(value));
            case COS:
                return composed(x, Math.cos(value), -Math.sin(value));
            case TAN:
                return composed(x, Math.tan(value), 1 / (Math.cos(value) * Math.cos(value)));
            case ASIN:
                return composed(x, Math.asin(cosine(value)), 1 / sine(value));
            case ACOS:
                return composed(x, Math.acos(cosine(value)), -1 / sine(value));
            case ATAN:
                return composed(x, Math.atan(value), 1 / (1 + value * value));
            case EXP:
                return composed(x, Math.exp(value), Math.exp(value));
            case LOG:
                return composed(x, Math.log(value), 1 / value);
            case SQRT:
                return composed(x, Math.sqrt(value), 0.5 / Math.sqrt(value));
            case ABS:
                return composed(x, Math.abs(value), Math.signum(value));
            case FLOOR:
                return constant(x, Math.floor(value));
            default:
                throw new IllegalArgumentException(function + " of one value");
        }
    }

    /** Of a value, its bounds: with its slope on them, as engines have it. */
    static DerivativeStructure clip(DerivativeStructure x, DerivativeStructure low, DerivativeStructure high) {
        if (x.getValue() < low.getValue()) {
            return low;
        }
        return x.getValue() > high.getValue() ? high : x;
    }

    static DerivativeStructure constant(DerivativeStructure like, double value) {
        return new DerivativeStructure(like.getFreeParameters(), like.getOrder(), value);
    }

    private static DerivativeStructure power(DerivativeStructure base, DerivativeStructure exponent) {
        double b = base.getValue();
        double e = exponent.getValue();
        double power = Math.pow(b, e);
        DerivativeStructure byBase = composed(base, power, e == 0 ? 0 : e * Math.pow(b, e - 1));
        if (isConstant(exponent)) {
            return byBase;
        }
        DerivativeStructure byExponent = composed(exponent, power, power == 0 ? 0 : power * Math.log(b));
        return byBase.add(byExponent).subtract(power);
    }

    /** By the chain rule; what has no slope gets none, however steep the function is there. */
    private static DerivativeStructure composed(DerivativeStructure x, double value, double slope) {
        return isConstant(x) ? constant(x, value) : x.compose(value, slope);
    }

    private static DerivativeStructure truth(DerivativeStructure like, boolean isTrue) {
        return constant(like, isTrue ? 1 : 0);
    }

    static boolean isConstant(DerivativeStructure x) {
        double[] all = x.getAllDerivatives();
        for (int i = 1; i < all.length; i++) {
            if (all[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static double cosine(double value) {
        return Math.max(-1, Math.min(1, value));
    }

    private static double sine(double cosine) {
        return Math.max(LEAST_SINE, Math.sqrt(Math.max(0, 1 - cosine * cosine)));
    }
}
