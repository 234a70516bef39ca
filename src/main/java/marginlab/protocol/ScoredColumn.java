package marginlab.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import marginlab.experiment.setting.SetReading;
import marginlab.protocol.embedding.ProtocolOutcome;

/**
 * A column of a table: a set, the protocol that scores it, and the figure that is shown.
 *
 * @param set its name
 */
public record ScoredColumn(String set, Protocol protocol, ProtocolMetric metric) {

    /**
     * The column of a set.
     *
     * @param reading as the experiment has it
     * @param outcomes of runs, which tell the protocol where the experiment does not
     */
    public static ScoredColumn of(String set, SetReading reading, Collection<ProtocolOutcome> outcomes) {
        Protocol protocol = Protocols.named(reading.protocol())
                .or(() -> Protocols.all().stream()
                        .filter(one -> outcomes.stream()
                                .anyMatch(outcome -> outcome.set().equals(set) && one.owns(outcome.variant())))
                        .findFirst())
                .orElse(Protocols.ofPairs());
        return new ScoredColumn(
                set,
                protocol,
                reading.figure().isEmpty()
                        ? protocol.headline()
                        : protocol.metric(reading.figure()).orElse(protocol.headline()));
    }

    /** The headline of an outcome's protocol; empty for what is no protocol's, such as angles. */
    public static Optional<ScoredColumn> of(ProtocolOutcome outcome) {
        return Protocols.of(outcome).map(protocol -> new ScoredColumn(outcome.set(), protocol, protocol.headline()));
    }

    /** The outcome of a run that has its figure: that of the usual rules, and of such the first. */
    public Optional<ProtocolOutcome> outcome(Collection<ProtocolOutcome> outcomes) {
        Comparator<ProtocolOutcome> referenceFirst =
                Comparator.comparing(outcome -> !protocol.isReference(outcome.variant()));
        return outcomes.stream()
                .filter(outcome -> outcome.set().equals(set) && protocol.owns(outcome.variant()))
                .filter(outcome -> metric.of(outcome).isPresent())
                .min(referenceFirst);
    }

    /** Its figure in the outcomes of a run. */
    public Optional<Double> value(Collection<ProtocolOutcome> outcomes) {
        return outcome(outcomes).flatMap(metric::of);
    }

    /** Whether it is the accuracy on pairs, of which a heading says nothing more than the set. */
    public boolean isAccuracy() {
        return metric.name().equals(Protocols.ofPairs().headline().name());
    }

    /** A difference as it counts: positive where it is for the better. */
    public double better(double difference) {
        return metric.direction().sign() * difference;
    }

    /** The set, and where it is not the accuracy on pairs the figure too. */
    public String name() {
        return isAccuracy() ? set : title();
    }

    /** {@code ijb-c TAR@FAR=1e-4}. */
    public String title() {
        return set + " " + metric.label();
    }

    /** {@code ijb-c TAR@FAR=1e-4 %}. */
    public String heading() {
        return title() + " " + metric.unit().sign();
    }
}
