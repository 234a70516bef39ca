package marginlab.loss.formula;

import static marginlab.loss.formula.Expression.call;

import java.util.List;
import java.util.Set;
import marginlab.loss.formula.Expression.Call;
import marginlab.loss.formula.Expression.Constant;
import marginlab.loss.formula.Expression.Name;
import marginlab.loss.margin.BeyondPi;

/**
 * The rules beyond pi in a target's formula: they replace each {@code cos(phi)} whose phi holds theta, as {@link BeyondPi} has
 * them, m2 being phi at theta = 0. What is bounded by {@code clip} or {@code min} has a rule of its own.
 */
public final class PastPi {
    private static final Expression PI = new Name(FormulaScope.PI);
    private static final Set<FormulaFunction> BOUNDS = Set.of(FormulaFunction.CLIP, FormulaFunction.MIN);

    private final LossDefinition definition;
    private final BeyondPi rule;

    private PastPi(LossDefinition definition, BeyondPi rule) {
        this.definition = definition;
        this.rule = rule;
    }

    /** The target's logit under a rule. */
    public static Expression target(LossDefinition definition, BeyondPi rule) {
        Expression target = definition.targetLogit();
        return rule == BeyondPi.RAW ? target : new PastPi(definition, rule).replaced(target);
    }

    /** Whether a rule may change the target's logit. */
    public static boolean applies(LossDefinition definition) {
        PastPi any = new PastPi(definition, BeyondPi.CLIP);
        return definition.targetLogit().has(any::isAngleCosine);
    }

    private boolean isAngleCosine(Expression part) {
        if (!(part instanceof Call) || ((Call) part).function() != FormulaFunction.COS) {
            return false;
        }
        Expression phi = ((Call) part).arguments().get(0);
        boolean bounded = phi instanceof Call && BOUNDS.contains(((Call) phi).function());
        return !bounded && definition.holdsAngle(phi);
    }

    private Expression replaced(Expression part) {
        if (!(part instanceof Call)) {
            return part;
        }
        Call call = (Call) part;
        List<Expression> arguments =
                call.arguments().stream().map(this::replaced).toList();
        Call same = new Call(call.function(), arguments);
        return isAngleCosine(part) ? ruled(arguments.get(0), same) : same;
    }

    /** @param raw {@code cos(phi)} */
    private Expression ruled(Expression phi, Expression raw) {
        Expression within = call(FormulaFunction.LESS, phi, PI);
        switch (rule) {
            case SINPI:
                Expression m2 = call(FormulaFunction.AT_CENTRE, phi);
                Expression drop = call(FormulaFunction.MULTIPLY, m2, call(FormulaFunction.SIN, m2));
                return call(FormulaFunction.IF, within, raw, call(FormulaFunction.SUBTRACT, Expression.COSINE, drop));
            case EASY:
                Expression near = call(FormulaFunction.ABOVE, Expression.COSINE, new Constant(0));
                return call(FormulaFunction.IF, near, raw, Expression.COSINE);
            case ZERO:
                return call(FormulaFunction.IF, within, raw, Expression.COSINE);
            case CLIP:
                return clipped(phi, 1e-3, Math.PI - 1e-3);
            case CLAMP:
                return clipped(phi, 1e-5, 3.14159);
            case CONTINUOUS:
                return continued(phi, raw);
            default:
                return raw;
        }
    }

    private static Expression clipped(Expression phi, double low, double high) {
        Expression clipped = call(FormulaFunction.CLIP, phi, new Constant(low), new Constant(high));
        return call(FormulaFunction.COS, clipped);
    }

    /** {@code (1 - 2 (k - 2 floor(k / 2))) cos(phi) - 2 k}. */
    private static Expression continued(Expression phi, Expression raw) {
        Expression two = new Constant(2);
        Expression k = call(FormulaFunction.FLOOR, call(FormulaFunction.DIVIDE, phi, PI));
        Expression pairs = call(FormulaFunction.FLOOR, call(FormulaFunction.DIVIDE, k, two));
        Expression odd = call(FormulaFunction.SUBTRACT, k, call(FormulaFunction.MULTIPLY, two, pairs));
        Expression sign = call(FormulaFunction.SUBTRACT, new Constant(1), call(FormulaFunction.MULTIPLY, two, odd));
        return call(
                FormulaFunction.SUBTRACT,
                call(FormulaFunction.MULTIPLY, sign, raw),
                call(FormulaFunction.MULTIPLY, two, k));
    }
}
