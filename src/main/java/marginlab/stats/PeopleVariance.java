package marginlab.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much a mean over face pairs hangs on the people who are on them: pairs that share a person are not independent, and a test that
 * takes them for it claims 5 % and errs in about 15 %.
 *
 * <p>{@code variance = sum over all pairs d and d' that share a person of e(d) e(d') / N^2 * P / (P - 1)}, e being what a pair deviates
 * from the mean, N the pairs and P the people (Fafchamps and Gubert 2007; Aronow, Samii and Assenova 2015). By people: {@code sum over
 * people of (sum of e)^2}, less what two people share, which that counts twice. A bootstrap over people, whose weight of an impostor
 * pair is a product, would count the noise of such a pair three times.
 */
public final class PeopleVariance {
    private final int[] first;
    private final int[] second;
    private final int people;

    /**
     * Takes people for the sample.
     *
     * @param first the person of each pair, from 0
     * @param second the other person; the same one for a genuine pair
     */
    public PeopleVariance(int[] first, int[] second) {
        if (first.length != second.length || first.length == 0) {
            throw new IllegalArgumentException("every pair has two people, and there is at least one pair");
        }
        this.first = first.clone();
        this.second = second.clone();
        int most = 0;
        for (int pair = 0; pair < first.length; pair++) {
            most = Math.max(most, Math.max(first[pair], second[pair]));
        }
        people = most + 1;
    }

    /** P - 1. */
    public int freedom() {
        return people - 1;
    }

    public int pairs() {
        return first.length;
    }

    /**
     * Of the mean of a value a pair; absent for one person.
     *
     * @param values a decision, or a difference of two, for each pair
     */
    public OptionalDouble of(double[] values) {
        if (values.length != first.length) {
            throw new IllegalArgumentException(values.length + " values for " + first.length + " pairs");
        }
        if (people < 2) {
            return OptionalDouble.empty();
        }
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] sums = new double[people];
        Map<Long, Double> shared = new HashMap<>();
        for (int pair = 0; pair < values.length; pair++) {
            double e = values[pair] - mean;
            int one = first[pair];
            int other = second[pair];
            sums[one] += e;
            if (one != other) {
                sums[other] += e;
                shared.merge((long) Math.min(one, other) * people + Math.max(one, other), e, Double::sum);
            }
        }
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        for (double both : shared.values()) {
            squares -= both * both;
        }
        double n = values.length;
        return OptionalDouble.of(Math.max(0, squares / (n * n) * people / (people - 1)));
    }

    /** The interval of the mean where people are drawn anew and all else stays; absent for one person. */
    public Optional<Interval> interval(double[] values, double confidence) {
        OptionalDouble variance = of(values);
        if (variance.isEmpty()) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double half = StudentT.critical(confidence, freedom()) * Math.sqrt(variance.getAsDouble());
        return Optional.of(new Interval(mean - half, mean + half));
    }
}
