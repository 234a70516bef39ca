package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.batch.LossValue;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.LabelException;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactor;

/**
 * What a training minimises: a weighted sum of terms, {@code ArcFace(0.5) + 0.5 * Intra}.
 *
 * @param addends at least one, no term twice
 */
public record Objective(List<Addend> addends) {
    /** What a learned s is called among the {@link #numbers}. */
    public static final String SCALE = LogitScale.NAME;

    /**
     * A term with its factor in the sum.
     *
     * @param weight above 0; 1 is left out of the label
     */
    public record Addend(double weight, Term term) {
        public Addend {
            weight = ParameterRange.POSITIVE.check("the weight", weight);
        }

        String label() {
            return weight == 1 ? term.label() : LabelNumber.text(weight) + " * " + term.label();
        }
    }

    public Objective {
        addends = List.copyOf(addends);
        long different = addends.stream().map(a -> a.term().label()).distinct().count();
        if (addends.isEmpty() || different != addends.size()) {
            throw new IllegalArgumentException("an objective has at least one term and none twice");
        }
        for (Addend addend : addends) {
            addends.stream()
                    .map(Addend::term)
                    .filter(term -> excludes(addend.term(), term))
                    .findFirst()
                    .ifPresent(term -> {
                        throw new IllegalArgumentException(addend.term().label() + " cannot be combined with "
                                + term.label() + ", for they need other centres, or share the bias");
                    });
        }
    }

    /** Whether two terms cannot share the centres, or their bias, which means something else to each. */
    static boolean excludes(Term one, Term other) {
        return one.usesBias() && other.usesBias() && !one.equals(other)
                || one.centresEach() > 1
                        && (other.comparesCentres()
                                || other.usesBias()
                                || other.centresEach() > 1 && other.centresEach() != one.centresEach());
    }

    /** The sum of these terms with weight 1. */
    public static Objective of(Term... terms) {
        return new Objective(List.of(terms).stream().map(t -> new Addend(1, t)).toList());
    }

    /**
     * Reads a label; {@code parse(label())} equals the objective.
     *
     * @throws LabelException at the first thing that is wrong
     */
    public static Objective parse(String label) {
        return parse(label, LossDefinitions.NONE);
    }

    /**
     * Reads a label in which losses may stand that an experiment defines or a jar brings.
     *
     * @throws LabelException at the first thing that is wrong
     */
    public static Objective parse(String label, LossDefinitions definitions) {
        return new ObjectiveParser(label, definitions).objective();
    }

    /** What is odd about the losses in it that an experiment defines, a line each. */
    public List<String> doubts(BeyondPi beyondPi) {
        return terms(DefinedLoss.class)
                .flatMap(term -> term.doubts(beyondPi).stream())
                .toList();
    }

    /** The definitions of those of its terms that are not built in. */
    public LossDefinitions definitions() {
        return LossDefinitions.of(
                        terms(DefinedLoss.class).map(DefinedLoss::definition).toList())
                .with(LossDefinitions.ofJars(
                        terms(JarLoss.class).map(JarLoss::loss).toList()));
    }

    private <T extends Term> Stream<T> terms(Class<T> family) {
        return addends.stream().map(Addend::term).filter(family::isInstance).map(family::cast);
    }

    /** The name everywhere: {@code ArcFace(0.5) + Intra}. */
    public String label() {
        return addends.stream().map(Addend::label).collect(Collectors.joining(" + "));
    }

    /** The loss of a batch with its terms. */
    public LossEvaluation evaluate(Angles angles) {
        Map<String, NDArray> terms = new LinkedHashMap<>();
        LossValue sum = null;
        for (Addend addend : addends) {
            LossValue value = addend.term().value(angles);
            terms.put(addend.term().label(), value.number());
            LossValue weighted = value.times(addend.weight());
            sum = sum == null ? weighted : sum.plus(weighted);
        }
        return new LossEvaluation(sum.surrogate(), sum.number(), Collections.unmodifiableMap(terms));
    }

    /** The settings of an experiment that change a term of it. */
    public Set<LossFactor> factors() {
        Set<LossFactor> factors = EnumSet.noneOf(LossFactor.class);
        addends.forEach(a -> factors.addAll(a.term().factors()));
        return factors;
    }

    /** Whether a batch needs at least two images of an identity. */
    public boolean needsPairs() {
        return addends.stream().anyMatch(a -> a.term().needsPairs());
    }

    /** Whether any term compares with the class centres. */
    public boolean usesCentres() {
        return addends.stream().anyMatch(a -> a.term().usesCentres());
    }

    /** How many centres a class has. */
    public int centresEach() {
        return addends.stream().mapToInt(a -> a.term().centresEach()).max().orElse(1);
    }

    /**
     * Numbers that are trained with the network, by name with their first values.
     *
     * @param learnScale whether s, where a term has it, is one of them
     */
    public Map<String, Double> numbers(long classes, double scale, boolean learnScale) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (learnScale && addends.stream().anyMatch(a -> a.term().factors().contains(LossFactor.SCALE))) {
            numbers.put(SCALE, scale);
        }
        addends.forEach(a -> numbers.putAll(a.term().numbers(classes)));
        return numbers;
    }

    /** Whether the class centres have a bias. */
    public boolean usesBias() {
        return addends.stream().anyMatch(a -> a.term().usesBias());
    }
}
