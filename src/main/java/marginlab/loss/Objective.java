package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a training minimises: a weighted sum of terms, {@code ArcFace(0.5) + 0.5 * Intra}.
 *
 * @param addends at least one, no term twice
 */
public record Objective(List<Addend> addends) {

    /**
     * A term with its factor in the sum.
     *
     * @param weight above 0; 1 is left out of the label
     */
    public record Addend(double weight, Term term) {
        public Addend {
            weight = Range.POSITIVE.check("the weight", weight);
        }

        String label() {
            return weight == 1 ? term.label() : Numbers.text(weight) + " * " + term.label();
        }
    }

    public Objective {
        addends = List.copyOf(addends);
        long different = addends.stream().map(a -> a.term().label()).distinct().count();
        if (addends.isEmpty() || different != addends.size()) {
            throw new IllegalArgumentException("an objective has at least one term and none twice");
        }
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
        return new Parser(label).objective();
    }

    /** The name everywhere: {@code ArcFace(0.5) + Intra}. */
    public String label() {
        return addends.stream().map(Addend::label).collect(Collectors.joining(" + "));
    }

    /** The loss of a batch with its terms. */
    public Evaluation evaluate(Angles angles) {
        Map<String, NDArray> terms = new LinkedHashMap<>();
        Value sum = null;
        for (Addend addend : addends) {
            Value value = addend.term().value(angles);
            terms.put(addend.term().label(), value.number());
            Value weighted = value.times(addend.weight());
            sum = sum == null ? weighted : sum.plus(weighted);
        }
        return new Evaluation(sum.surrogate(), sum.number(), Collections.unmodifiableMap(terms));
    }

    /** Whether a batch needs at least two images of an identity. */
    public boolean needsPairs() {
        return addends.stream().anyMatch(a -> a.term().needsPairs());
    }

    /** Whether any term compares with the class centres. */
    public boolean usesCentres() {
        return addends.stream().anyMatch(a -> a.term().usesCentres());
    }

    /** Whether the class centres have a bias. */
    public boolean usesBias() {
        return addends.stream().anyMatch(a -> a.term().usesBias());
    }
}
