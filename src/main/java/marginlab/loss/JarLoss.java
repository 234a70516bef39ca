package marginlab.loss;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.plugin.LossBatch;
import marginlab.loss.plugin.LossNeed;
import marginlab.loss.plugin.PluginLoss;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A loss that somebody brought as a jar.
 *
 * @param loss what the jar says of it
 * @param values of its parameters, in their order
 */
public record JarLoss(PluginLoss loss, List<Double> values) implements Term {
    public JarLoss {
        values = values.stream().map(value -> value + 0.0).toList();
        if (values.size() != loss.parameters().size()) {
            throw new IllegalArgumentException(values.size() + " numbers for " + loss.heading());
        }
    }

    @Override
    public LossValue value(Angles angles) {
        if (angles.operators() == Operators.PYTORCH) {
            loss.problemOnPyTorch(label()).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
        }
        return asked(() -> {
            LossValue value = loss.plugin().value(new LossBatch(angles, label()), numbers());
            if (value == null || value.number().size() != 1 || value.surrogate().size() != 1) {
                String found =
                        value == null ? "null" : "an array " + value.surrogate().getShape();
                throw new ProblemException(
                        new Problem(loss.place(), found + " as the value of " + label(), "one number"));
            }
            return value;
        });
    }

    /** What the jar's code answers; what it throws is told with the jar's name. */
    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            if (loss.jar().isPresent()) {
                throw new ProblemException(loss.jar().get().problem(e), e);
            }
            throw e;
        }
    }

    private double[] numbers() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public boolean needsPairs() {
        return loss.needs().contains(LossNeed.PAIRS);
    }

    @Override
    public boolean usesCentres() {
        return loss.needs().contains(LossNeed.CENTRES) || comparesCentres() || keepsClasses();
    }

    @Override
    public boolean keepsClasses() {
        return loss.needs().contains(LossNeed.ALL_CLASSES);
    }

    @Override
    public boolean comparesCentres() {
        return loss.needs().contains(LossNeed.SINGLE_CENTRES);
    }

    @Override
    public boolean usesBias() {
        return loss.needs().contains(LossNeed.BIAS);
    }

    @Override
    public Set<LossFactor> factors() {
        return LossNeed.factors(loss.needs());
    }

    @Override
    public Map<String, Double> numbers(long classes) {
        Map<String, Double> named = new TreeMap<>();
        asked(() -> loss.plugin().learned(numbers(), classes))
                .forEach((name, first) -> named.put(label() + "." + name, first));
        return named;
    }

    @Override
    public String label() {
        return values.isEmpty()
                ? loss.name()
                : loss.name() + values.stream().map(LabelNumber::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
