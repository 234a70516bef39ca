package marginlab.protocol;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.protocol.embedding.ProtocolOutcome;

/**
 * A figure of a protocol.
 *
 * @param name its key in an outcome: {@code tar@far=1e-4}; {@code rank-1} stands for the largest of {@code
 *     rank-1@distractors=10}, {@code rank-1@distractors=100} too
 * @param label as headings have it: {@code TAR@FAR=1e-4}
 * @param unit of its values
 * @param direction whether more of it is better
 */
public record ProtocolMetric(String name, String label, MetricUnit unit, Direction direction) {

    /** What a value is counted in. */
    public enum MetricUnit {
        /** A fraction, shown in percent. */
        SHARE("%"),
        /** A number of its own. */
        NUMBER("");

        private final String sign;

        MetricUnit(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** Which way is better. */
    public enum Direction {
        /** More is better. */
        UP(1),
        /** Less is better. */
        DOWN(-1),
        /** It tells nothing of quality, and is no column. */
        NONE(0);

        private final int sign;

        Direction(int sign) {
            this.sign = sign;
        }

        /** 1 where more is better, -1 where less is. */
        public int sign() {
            return sign;
        }
    }

    /** A share, more of which is better. */
    static ProtocolMetric share(String name, String label) {
        return new ProtocolMetric(name, label, MetricUnit.SHARE, Direction.UP);
    }

    /** Shares at several rates: {@code tar@far=1e-3} and so on. */
    static Stream<ProtocolMetric> shares(String name, String label, List<String> rates) {
        return rates.stream().map(rate -> share(name + "=" + rate, label + "=" + rate));
    }

    /** A share of errors. */
    static ProtocolMetric errors(String name, String label) {
        return new ProtocolMetric(name, label, MetricUnit.SHARE, Direction.DOWN);
    }

    /** A share that tells nothing of quality, such as a scatter. */
    static ProtocolMetric scatter(String name) {
        return new ProtocolMetric(name, name, MetricUnit.SHARE, Direction.NONE);
    }

    /** This figure, or that of one size of it; empty where the name is another figure's. */
    Optional<ProtocolMetric> named(String figure) {
        if (figure.equals(name)) {
            return Optional.of(this);
        }
        return figure.matches(java.util.regex.Pattern.quote(name) + "@[a-z]+=[0-9]+")
                ? Optional.of(new ProtocolMetric(figure, label + figure.substring(name.length()), unit, direction))
                : Optional.empty();
    }

    /** Its value in an outcome: of several sizes the largest's. */
    public Optional<Double> of(ProtocolOutcome outcome) {
        Double own = outcome.metrics().get(name);
        return own != null
                ? Optional.of(own)
                : outcome.metrics().entrySet().stream()
                        .filter(metric -> named(metric.getKey()).isPresent())
                        .max(Comparator.comparingLong(metric -> size(metric.getKey())))
                        .map(metric -> metric.getValue());
    }

    private static long size(String name) {
        return Long.parseLong(name.substring(name.indexOf('=') + 1));
    }
}
