package marginlab.loss.formula;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import marginlab.loss.formula.Expression.Call;
import marginlab.loss.formula.Expression.Constant;
import marginlab.loss.formula.Expression.Name;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/**
 * Formulas on the targets of a batch: N values in double, each with its slopes by theta, its cosine and the norm. Every part
 * is computed once.
 */
public final class TargetBatch {
    public static final String THETA = FormulaScope.THETA;
    public static final String COSINE = FormulaScope.COSINE;
    public static final String NORM = FormulaScope.NORM;

    /** By what there are slopes. */
    public static final List<String> VARIABLES = List.of(THETA, COSINE, NORM);

    private static final int ORDER = 1;

    private final LossDefinition definition;
    private final Map<String, Double> parameters;
    private final int size;
    private final Function<String, double[]> host;
    private final Map<String, DerivativeStructure[]> variables = new HashMap<>();
    private final Map<Expression, DerivativeStructure[]> known = new IdentityHashMap<>();
    private final Map<String, Expression> aliases = new HashMap<>();
    private TargetBatch centred;

    /**
     * A batch.
     *
     * @param values of the definition's parameters, in their order
     * @param size N
     * @param host the values {@code [N]} of one of {@link #VARIABLES}; asked once, and only where a formula has it
     */
    public TargetBatch(LossDefinition definition, List<Double> values, int size, Function<String, double[]> host) {
        this.definition = definition;
        this.size = size;
        this.host = host;
        this.parameters = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(definition.parameters().get(i), values.get(i));
        }
    }

    private TargetBatch(TargetBatch of) {
        this.definition = of.definition;
        this.parameters = of.parameters;
        this.size = of.size;
        this.host = of.host;
        aliases.putAll(of.aliases);
        variables.putAll(of.variables);
        variables.put(FormulaScope.THETA, all(i -> constant(0)));
        variables.put(FormulaScope.COSINE, all(i -> constant(1)));
    }

    /** Gives the target a name by which the formula of the other classes calls it. */
    public void name(Expression target) {
        aliases.put(FormulaScope.TARGET, target);
        aliases.put(FormulaScope.TARGET_COSINE, Expression.COSINE);
    }

    /** The values of a formula, {@code [N]}. */
    public double[] values(Expression formula) {
        return Arrays.stream(of(formula))
                .mapToDouble(DerivativeStructure::getValue)
                .toArray();
    }

    /** Its slopes {@code [N]} by one of {@link #VARIABLES}. */
    public double[] slope(Expression formula, String variable) {
        // Behind the value stand the first derivatives, in the order of the variables.
        int place = 1 + VARIABLES.indexOf(variable);
        return Arrays.stream(of(formula))
                .mapToDouble(value -> value.getAllDerivatives()[place])
                .toArray();
    }

    /** A parameter's number. */
    double parameter(String name) {
        return parameters.get(name);
    }

    boolean isParameter(String name) {
        return parameters.containsKey(name);
    }

    private DerivativeStructure[] of(Expression formula) {
        DerivativeStructure[] values = known.get(formula);
        if (values == null) {
            values = computed(formula);
            known.put(formula, values);
        }
        return values;
    }

    private DerivativeStructure[] computed(Expression formula) {
        if (formula instanceof Constant) {
            double value = ((Constant) formula).value();
            return all(i -> constant(value));
        }
        if (formula instanceof Name) {
            return named(((Name) formula).name());
        }
        Call call = (Call) formula;
        Expression first = call.arguments().get(0);
        switch (call.function()) {
            case AT_CENTRE:
                return centred().of(first);
            case MEAN:
                double mean = mean(values(first));
                return all(i -> constant(mean));
            case STD:
                double deviation = deviation(values(first));
                return all(i -> constant(deviation));
            default:
                return applied(call);
        }
    }

    private DerivativeStructure[] applied(Call call) {
        List<DerivativeStructure[]> parts =
                call.arguments().stream().map(this::of).toList();
        DerivativeStructure[] x = parts.get(0);
        switch (parts.size()) {
            case 1:
                return all(i -> Slopes.of(call.function(), x[i]));
            case 2:
                return all(i -> Slopes.of(call.function(), x[i], parts.get(1)[i]));
            default:
                return call.function() == FormulaFunction.IF
                        ? all(i -> parts.get(x[i].getValue() != 0 ? 1 : 2)[i])
                        : all(i -> Slopes.clip(x[i], parts.get(1)[i], parts.get(2)[i]));
        }
    }

    private DerivativeStructure[] named(String name) {
        if (name.equals(FormulaScope.PI)) {
            return all(i -> constant(Math.PI));
        }
        if (parameters.containsKey(name)) {
            return all(i -> constant(parameters.get(name)));
        }
        if (VARIABLES.contains(name)) {
            return variables.computeIfAbsent(name, this::variable);
        }
        if (aliases.containsKey(name)) {
            return of(aliases.get(name));
        }
        LossDefinition.Let let = definition.lets().get(name);
        if (let == null) {
            throw new IllegalArgumentException("nothing is called " + name + " in " + definition.heading());
        }
        DerivativeStructure[] values = of(let.value());
        return let.differentiated() ? values : all(i -> constant(values[i].getValue()));
    }

    private DerivativeStructure[] variable(String name) {
        double[] numbers = host.apply(name);
        int index = VARIABLES.indexOf(name);
        return all(i -> new DerivativeStructure(VARIABLES.size(), ORDER, index, numbers[i]));
    }

    /** The same batch with every angle 0. */
    private TargetBatch centred() {
        if (centred == null) {
            centred = new TargetBatch(this);
        }
        return centred;
    }

    private DerivativeStructure[] all(IntFunction<DerivativeStructure> each) {
        return IntStream.range(0, size).mapToObj(each).toArray(DerivativeStructure[]::new);
    }

    private static DerivativeStructure constant(double value) {
        return new DerivativeStructure(VARIABLES.size(), ORDER, value);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Of one value there is no deviation: 0. */
    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }
}
