package marginlab.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Replicates of one figure, and what they say together.
 *
 * <p>Mean {@code m = sum x / n}; sample deviation {@code s = sqrt(sum (x - m)^2 / (n - 1))}; interval of the mean {@code m
 * +- t(n - 1) s / sqrt(n)} (Student, which takes the replicates for independent draws of a normal variable). One
 * replicate has a mean and nothing else.
 *
 * @param samples the replicates, finite, in the order of their seeds
 */
public record Summary(List<Double> samples) {
    public Summary {
        samples = List.copyOf(samples);
        if (samples.isEmpty() || samples.stream().anyMatch(x -> !Double.isFinite(x))) {
            throw new IllegalArgumentException("a summary is of finite figures, at least one: " + samples);
        }
    }

    public int n() {
        return samples.size();
    }

    public double mean() {
        double first = samples.get(0);
        return first + samples.stream().mapToDouble(x -> x - first).sum() / n();
    }

    /** The sample deviation (divisor n - 1); absent for one replicate. */
    public OptionalDouble deviation() {
        if (n() < 2) {
            return OptionalDouble.empty();
        }
        double mean = mean();
        double squares =
                samples.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (n() - 1)));
    }

    /** Student's interval of the mean at a confidence such as 0.95; absent for one replicate. */
    public Optional<Interval> interval(double confidence) {
        if (n() < 2) {
            return Optional.empty();
        }
        double t = new TDistribution(null, n() - 1).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = t * deviation().getAsDouble() / Math.sqrt(n());
        return Optional.of(new Interval(mean() - half, mean() + half));
    }
}
