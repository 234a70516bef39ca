package marginlab.loss.formula;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import marginlab.engine.Operators;
import marginlab.loss.formula.Expression.Call;
import marginlab.loss.formula.Expression.Constant;
import marginlab.loss.formula.Expression.Name;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/** A formula of the other classes, computed and differentiated by the engine: N times C values. */
public final class ClassFormula {
    /** Beyond it exp is no number of float32 any more, and its slope times nothing none either. */
    private static final float HIGHEST_EXPONENT = 88;

    private final Operators operators;
    private final TargetBatch targets;
    private final Function<Expression, NDArray> leaf;
    private final Map<Expression, FormulaValue> known = new IdentityHashMap<>();

    /**
     * For one batch.
     *
     * @param targets the numbers of the parameters
     * @param leaf of a name or a statistic over the batch its values: {@code [N, C]} of the other class, else {@code [N, 1]}
     */
    public ClassFormula(Operators operators, TargetBatch targets, Function<Expression, NDArray> leaf) {
        this.operators = operators;
        this.targets = targets;
        this.leaf = leaf;
    }

    /** The values {@code [N, C]} of a formula that holds a name of the other class. */
    public NDArray of(Expression formula) {
        return value(formula).array();
    }

    private FormulaValue value(Expression formula) {
        FormulaValue value = known.get(formula);
        if (value == null) {
            value = computed(formula);
            known.put(formula, value);
        }
        return value;
    }

    private FormulaValue computed(Expression formula) {
        if (formula instanceof Constant) {
            return FormulaValue.of(((Constant) formula).value());
        }
        if (formula instanceof Name) {
            return named((Name) formula);
        }
        Call call = (Call) formula;
        if (call.function().isStatistic()) {
            return FormulaValue.of(leaf.apply(call));
        }
        FormulaValue x = value(call.arguments().get(0));
        switch (call.arguments().size()) {
            case 1:
                return x.isNumber() ? onNumbers(call.function(), x) : FormulaValue.of(one(call.function(), x.array()));
            case 2:
                FormulaValue y = value(call.arguments().get(1));
                return x.isNumber() && y.isNumber() ? onNumbers(call.function(), x, y) : two(call.function(), x, y);
            default:
                return three(call, x);
        }
    }

    private FormulaValue named(Name name) {
        if (name.name().equals(FormulaScope.PI)) {
            return FormulaValue.of(Math.PI);
        }
        if (targets.isParameter(name.name())) {
            return FormulaValue.of(targets.parameter(name.name()));
        }
        return FormulaValue.of(leaf.apply(name));
    }

    private static FormulaValue onNumbers(FormulaFunction function, FormulaValue... values) {
        DerivativeStructure x = new DerivativeStructure(1, 1, values[0].number());
        DerivativeStructure result = values.length == 1
                ? Slopes.of(function, x)
                : Slopes.of(function, x, Slopes.constant(x, values[1].number()));
        return FormulaValue.of(result.getValue());
    }

    private NDArray one(FormulaFunction function, NDArray x) {
        switch (function) {
            case NEGATE:
                return x.neg();
            case SIN:
                return x.sin();
            case COS:
                return x.cos();
            case TAN:
                return x.tan();
            case ASIN:
                return arc(x).asin();
            case ACOS:
                return arc(x).acos();
            case ATAN:
                return x.atan();
            case EXP:
                return x.clip(-Float.MAX_VALUE, HIGHEST_EXPONENT).exp();
            case LOG:
                return x.log();
            case SQRT:
                return x.sqrt();
            case ABS:
                return x.abs();
            case FLOOR:
                return operators.stopGradient(x.floor());
            default:
                throw new IllegalArgumentException(function + " of one value");
        }
    }

    /** Of a cosine of 1 the slope is infinite. */
    private static NDArray arc(NDArray x) {
        return x.clip(-1 + 1e-6f, 1 - 1e-6f);
    }

    private FormulaValue two(FormulaFunction function, FormulaValue x, FormulaValue y) {
        switch (function) {
            case ADD:
                return FormulaValue.of(
                        x.isNumber()
                                ? y.array().add(x.single())
                                : y.isNumber() ? x.array().add(y.single()) : sum(x.array(), y.array()));
            case SUBTRACT:
                return FormulaValue.of(
                        x.isNumber()
                                ? y.array().neg().add(x.single())
                                : y.isNumber() ? x.array().sub(y.single()) : difference(x.array(), y.array()));
            case MULTIPLY:
                return FormulaValue.of(
                        x.isNumber()
                                ? operators.mul(y.array(), x.single())
                                : y.isNumber() ? operators.mul(x.array(), y.single()) : product(x.array(), y.array()));
            case DIVIDE:
                return FormulaValue.of(
                        x.isNumber()
                                ? operators.mul(operators.pow(y.array(), -1f), x.single())
                                : y.isNumber()
                                        ? operators.mul(x.array(), (float) (1 / y.number()))
                                        : x.array().div(y.array()));
            case POW:
                return FormulaValue.of(power(x, y));
            case MIN:
                return FormulaValue.of(chosen(compared(FormulaFunction.AT_MOST, x, y), x, y));
            case MAX:
                return FormulaValue.of(chosen(compared(FormulaFunction.AT_LEAST, x, y), x, y));
            default:
                return FormulaValue.of(compared(function, x, y));
        }
    }

    private NDArray power(FormulaValue x, FormulaValue y) {
        if (y.isNumber()) {
            return operators.pow(x.array(), y.single());
        }
        return x.isNumber()
                ? operators.mul(y.array(), (float) Math.log(x.number())).exp()
                : x.array().pow(y.array());
    }

    private FormulaValue three(Call call, FormulaValue x) {
        if (call.function() == FormulaFunction.IF) {
            return choice(call, x);
        }
        FormulaValue first = value(call.arguments().get(1));
        FormulaValue second = value(call.arguments().get(2));
        FormulaValue raised = either(FormulaFunction.MAX, x, first);
        return either(FormulaFunction.MIN, raised, second);
    }

    private FormulaValue choice(Call call, FormulaValue condition) {
        Expression yes = call.arguments().get(1);
        Expression no = call.arguments().get(2);
        if (condition.isNumber()) {
            return value(condition.number() != 0 ? yes : no);
        }
        NDArray mask = mask(operators.stopGradient(condition.array()).neq(0));
        NDArray other = operators.stopGradient(mask.neg().add(1f));
        return FormulaValue.of(sum(masked(branch(yes, mask), mask), masked(branch(no, other), other)));
    }

    /**
     * A branch where it is chosen. Elsewhere it counts nothing, but nothing times what is no number is none: so one that may be no
     * number is given, wherever it is not chosen, the angles of a place where it is.
     */
    private FormulaValue branch(Expression branch, NDArray mask) {
        if (!branch.has(Expression::isPartial)) {
            return value(branch);
        }
        float[] chosen = mask.toFloatArray();
        int place = 0;
        while (place < chosen.length && chosen[place] == 0) {
            place++;
        }
        if (place == chosen.length) {
            return FormulaValue.of(0);
        }
        long columns = mask.getShape().get(1);
        long row = place / columns;
        long column = place % columns;
        NDArray other = operators.stopGradient(mask.neg().add(1f));
        return new ClassFormula(operators, targets, part -> {
                    NDArray values = leaf.apply(part);
                    long there = Math.min(column, values.getShape().get(1) - 1);
                    float safe = operators.stopGradient(values).getFloat(row, there);
                    return sum(product(values, mask), operators.mul(other, safe));
                })
                .value(branch);
    }

    private FormulaValue either(FormulaFunction function, FormulaValue x, FormulaValue y) {
        return x.isNumber() && y.isNumber() ? onNumbers(function, x, y) : two(function, x, y);
    }

    /** One where it holds, else zero; a constant. */
    private NDArray compared(FormulaFunction function, FormulaValue x, FormulaValue y) {
        if (x.isNumber()) {
            return compared(mirrored(function), y, x);
        }
        NDArray left = operators.stopGradient(x.array());
        NDArray right = y.isNumber() ? null : operators.stopGradient(y.array());
        switch (function) {
            case LESS:
                return mask(right == null ? left.lt(y.single()) : left.lt(right));
            case AT_MOST:
                return mask(right == null ? left.lte(y.single()) : left.lte(right));
            case ABOVE:
                return mask(right == null ? left.gt(y.single()) : left.gt(right));
            case AT_LEAST:
                return mask(right == null ? left.gte(y.single()) : left.gte(right));
            default:
                throw new IllegalArgumentException(function + " of two values");
        }
    }

    private static FormulaFunction mirrored(FormulaFunction function) {
        switch (function) {
            case LESS:
                return FormulaFunction.ABOVE;
            case AT_MOST:
                return FormulaFunction.AT_LEAST;
            case ABOVE:
                return FormulaFunction.LESS;
            default:
                return FormulaFunction.AT_MOST;
        }
    }

    private NDArray mask(NDArray truths) {
        return operators.stopGradient(truths.toType(DataType.FLOAT32, false));
    }

    private NDArray chosen(NDArray mask, FormulaValue yes, FormulaValue no) {
        NDArray other = operators.stopGradient(mask.neg().add(1f));
        return sum(masked(yes, mask), masked(no, other));
    }

    private NDArray masked(FormulaValue value, NDArray mask) {
        return value.isNumber() ? operators.mul(mask, value.single()) : product(value.array(), mask);
    }

    private NDArray sum(NDArray x, NDArray y) {
        return x.getShape().equals(y.getShape()) ? operators.add(x, y) : x.add(y);
    }

    private NDArray difference(NDArray x, NDArray y) {
        return x.getShape().equals(y.getShape()) ? operators.sub(x, y) : x.sub(y);
    }

    private NDArray product(NDArray x, NDArray y) {
        return x.getShape().equals(y.getShape()) ? operators.mul(x, y) : x.mul(y);
    }
}
