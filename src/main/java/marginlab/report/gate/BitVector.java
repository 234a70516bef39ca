package marginlab.report.gate;

import java.util.Base64;
import java.util.BitSet;

/**
 * Yes or no for each of many pairs, packed: 6,000 pairs are 1,000 characters.
 *
 * @param count of pairs
 * @param base64 bit i, from the lowest of the first byte, is pair i
 */
public record BitVector(int count, String base64) {

    static BitVector of(boolean[] values) {
        BitSet set = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            set.set(i, values[i]);
        }
        return new BitVector(values.length, Base64.getEncoder().encodeToString(set.toByteArray()));
    }

    /** The values; {@code IllegalArgumentException} where the text is not base 64 of at most that many. */
    boolean[] unpacked() {
        BitSet set = BitSet.valueOf(Base64.getDecoder().decode(base64));
        if (count < 0 || set.length() > count) {
            throw new IllegalArgumentException("bits of " + set.length() + " pairs where there are " + count);
        }
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = set.get(i);
        }
        return values;
    }
}
