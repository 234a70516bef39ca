package marginlab.store;

import java.net.ProtocolException;

/**
 * How much memory may be taken by what the other end of a socket says, which may go on for ever. What is counted is what Java
 * needs for the values, from above, and not what came over the socket: an absent value is one byte there.
 */
final class Allowance {
    /** Of a reader: as much is left for what is made of the answers. */
    private static final int PART_OF_A_READER = 2;
    /** Of a question to the owner, whose memory is for a sweep and which is asked by many at once. */
    private static final int PART_OF_A_QUESTION = 64;

    private final long whole;
    private long left;

    Allowance(long bytes) {
        this.whole = bytes;
        this.left = bytes;
    }

    /** For all answers that a reader holds at a time. */
    static Allowance ofReader() {
        return new Allowance(Runtime.getRuntime().maxMemory() / PART_OF_A_READER);
    }

    /** For one question to an owner. */
    static Allowance ofQuestion() {
        return new Allowance(Runtime.getRuntime().maxMemory() / PART_OF_A_QUESTION);
    }

    /** @throws ProtocolException where it is used up */
    void take(long bytes) throws ProtocolException {
        left -= bytes;
        if (left < 0) {
            throw new ProtocolException("more than the " + (whole >> 20) + " MB that there is room for");
        }
    }
}
