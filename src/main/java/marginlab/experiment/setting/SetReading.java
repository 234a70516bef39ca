package marginlab.experiment.setting;

/**
 * How a verification set is read, where its column says so: an empty component leaves the choice to the set's format.
 *
 * @param protocol label of the protocol that scores it: {@code ijb-1n}
 * @param figure of the protocol that the column shows: {@code tar@far=1e-5}
 */
public record SetReading(String protocol, String figure) {
    /** The protocol of the set's format, and its headline figure. */
    public static final SetReading USUAL = new SetReading("", "");
}
