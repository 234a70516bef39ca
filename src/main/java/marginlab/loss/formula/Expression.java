package marginlab.loss.formula;

import java.util.List;
import java.util.function.Predicate;
import marginlab.loss.label.LabelNumber;

/** A formula that was read. */
public sealed interface Expression {
    /** The cosine of the angle: the standard target and the standard logit of another class. */
    Expression COSINE = new Name(FormulaScope.COSINE);

    Expression THETA = new Name(FormulaScope.THETA);

    /** The target's logit, in the formula of another class. */
    Expression TARGET = new Name(FormulaScope.TARGET);

    /** A number. */
    record Constant(double value) implements Expression {}

    /** A variable, a parameter or a value of {@code let}. */
    record Name(String name) implements Expression {}

    /** A function or an operator with what it is applied to. */
    record Call(FormulaFunction function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    static Expression call(FormulaFunction function, Expression... arguments) {
        return new Call(function, List.of(arguments));
    }

    /** The difference of two. */
    static Expression less(Expression one, Expression other) {
        return call(FormulaFunction.SUBTRACT, one, other);
    }

    /** The normal form, which the parser reads back as the same expression. */
    default String text() {
        if (this instanceof Constant) {
            return LabelNumber.text(((Constant) this).value());
        }
        if (this instanceof Name) {
            return ((Name) this).name();
        }
        Call call = (Call) this;
        return call.function().text(call.arguments());
    }

    /** Whether any part of it, itself among them, is so. */
    default boolean has(Predicate<Expression> test) {
        return test.test(this)
                || this instanceof Call && ((Call) this).arguments().stream().anyMatch(part -> part.has(test));
    }

    /** Whether a name stands in it. */
    default boolean mentions(String name) {
        return has(part -> part.equals(new Name(name)));
    }

    /** Whether this part, its arguments apart, has no value, or no finite one, for some numbers. */
    default boolean isPartial() {
        if (!(this instanceof Call)) {
            return false;
        }
        Call call = (Call) this;
        switch (call.function()) {
            case LOG:
            case SQRT:
            case TAN:
            case POW:
                return true;
            case DIVIDE:
                return !(call.arguments().get(1) instanceof Constant);
            default:
                return false;
        }
    }
}
