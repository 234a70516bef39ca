package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.formula.ClassFormula;
import marginlab.loss.formula.Expression;
import marginlab.loss.formula.LossDefinition;
import marginlab.loss.formula.PastPi;
import marginlab.loss.formula.TargetBatch;
import marginlab.loss.formula.TargetShape;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.MarginGradient;

/**
 * A loss that an experiment defines by its formulas: cross entropy over {@code s negative(theta_j)} with {@code s target(theta_y)}
 * at the label, and the mean of its penalty added; or that mean alone.
 *
 * @param definition its formulas
 * @param values of its parameters, in their order
 */
public record DefinedLoss(LossDefinition definition, List<Double> values) implements Term {
    public DefinedLoss {
        values = values.stream().map(value -> value + 0.0).toList();
        if (values.size() != definition.parameters().size()) {
            throw new IllegalArgumentException(values.size() + " numbers for " + definition.heading());
        }
    }

    @Override
    public LossValue value(Angles angles) {
        TargetBatch batch = batch(angles);
        LossValue penalty =
                definition.penalty().map(p -> penalty(p, batch, angles)).orElse(null);
        if (!definition.isSoftmax()) {
            return penalty;
        }
        LossValue softmax = softmax(batch, angles);
        return penalty == null ? softmax : softmax.plus(penalty);
    }

    private LossValue softmax(TargetBatch batch, Angles angles) {
        Expression target = PastPi.target(definition, angles.factors().beyondPi());
        batch.name(target);
        if (definition.negative().isEmpty()) {
            return CrossEntropy.of(angles, angles.cosines(), shift(target, batch, angles), angles.scale());
        }
        NDArray own = angles.targetOf(column(target, batch, angles));
        NDArray logits = new ClassFormula(angles.operators(), batch, leaf -> leaf(leaf, own, batch, angles))
                .of(definition.negative().get());
        return CrossEntropy.replaced(angles, logits, own, angles.scale());
    }

    /** What is added to the target's cosine; off the tape where it has no slope, as the built-in losses have it. */
    private static NDArray shift(Expression target, TargetBatch batch, Angles angles) {
        // The cosines are asked for only where they are needed: each question to the engine waits for its answer.
        boolean constant = angles.factors().gradient() == MarginGradient.STRAIGHT_THROUGH
                || TargetBatch.VARIABLES.stream()
                        .allMatch(variable ->
                                isAll(batch.slope(target, variable), variable.equals(TargetBatch.COSINE) ? 1 : 0));
        return constant
                ? constant(batch.values(Expression.less(target, Expression.COSINE)), angles)
                : angles.shift(column(target, batch, angles));
    }

    private static boolean isAll(double[] values, double value) {
        return Arrays.stream(values).allMatch(each -> each == value);
    }

    /** A name of the other class {@code [N, C]}, or what a formula of the target's side is, {@code [N, 1]}. */
    private static NDArray leaf(Expression leaf, NDArray target, TargetBatch batch, Angles angles) {
        if (leaf.equals(Expression.COSINE)) {
            return angles.cosines();
        }
        if (leaf.equals(Expression.THETA)) {
            return angles.angles();
        }
        return leaf.equals(Expression.TARGET) ? target : column(leaf, batch, angles);
    }

    private static LossValue penalty(Expression penalty, TargetBatch batch, Angles angles) {
        return LossValue.of(column(penalty, batch, angles).mean());
    }

    private TargetBatch batch(Angles angles) {
        return new TargetBatch(definition, values, angles.size(), variable -> host(variable, angles));
    }

    private static double[] host(String variable, Angles angles) {
        float[] values =
                angles.operators().stopGradient(array(variable, angles)).toFloatArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static NDArray array(String variable, Angles angles) {
        switch (variable) {
            case TargetBatch.THETA:
                return angles.targetAngles();
            case TargetBatch.COSINE:
                return angles.targetCosines();
            default:
                return angles.norms();
        }
    }

    /** The values {@code [N, 1]} of a formula, with its slopes on the angles, cosines and norms of the batch. */
    private static NDArray column(Expression formula, TargetBatch batch, Angles angles) {
        Operators operators = angles.operators();
        NDArray column = constant(batch.values(formula), angles);
        for (String variable : TargetBatch.VARIABLES) {
            double[] slope = batch.slope(formula, variable);
            if (!isAll(slope, 0)) {
                NDArray array = array(variable, angles);
                // Nothing is added but a slope.
                NDArray nothing = operators.sub(array, operators.stopGradient(array));
                NDArray scaled = isAll(slope, slope[0])
                        ? operators.mul(nothing, (float) slope[0])
                        : operators.mul(nothing, constant(slope, angles));
                column = operators.add(column, scaled);
            }
        }
        return column;
    }

    private static NDArray constant(double[] values, Angles angles) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        NDArray column = HostToEngine.floats(angles.embeddings().getManager(), floats, new Shape(floats.length, 1));
        return angles.operators().stopGradient(column);
    }

    /** The target's logit over all angles. */
    public TargetShape shape(BeyondPi beyondPi) {
        return TargetShape.of(definition, values, beyondPi);
    }

    /** What is odd about the target's logit, in words: {@code the target of Arc(0.5) rises from 151.5 to 180 degrees}. */
    public List<String> doubts(BeyondPi beyondPi) {
        if (!definition.isSoftmax()) {
            return List.of();
        }
        return shape(beyondPi).doubts().stream()
                .map(doubt -> "the target of " + label() + " " + doubt)
                .toList();
    }

    @Override
    public Set<LossFactor> factors() {
        Set<LossFactor> factors = EnumSet.noneOf(LossFactor.class);
        if (definition.isSoftmax()) {
            factors.add(LossFactor.SCALE);
            factors.add(LossFactor.SMOOTHING);
            if (!shape(BeyondPi.RAW).isAdditive()) {
                factors.add(LossFactor.GRADIENT);
            }
            if (PastPi.applies(definition)) {
                factors.add(LossFactor.BEYOND_PI);
            }
        }
        return factors;
    }

    @Override
    public boolean usesCentres() {
        return definition.usesCentres();
    }

    @Override
    public String label() {
        return values.isEmpty()
                ? definition.name()
                : definition.name()
                        + values.stream().map(LabelNumber::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
