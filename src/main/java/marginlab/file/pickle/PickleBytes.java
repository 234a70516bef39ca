package marginlab.file.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How bytes stand in a pickle, which depends on the Python and the protocol that wrote it. */
public enum PickleBytes {
    /** As they are. */
    PLAIN(1) {
        @Override
        public Optional<byte[]> decode(byte[] stored) {
            return Optional.of(stored);
        }
    },
    /** Each as the character of its number in UTF-8: Python 3 up to protocol 2. */
    CHARACTERS(2) {
        @Override
        public Optional<byte[]> decode(byte[] stored) {
            String text = new String(stored, StandardCharsets.UTF_8);
            return text.chars().anyMatch(character -> character > 0xFF)
                    ? Optional.empty()
                    : Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    },
    /** Each as the character of its number, some as {@code \}{@code u000a}: Python 3 at protocol 0. */
    RAW_UNICODE(6) {
        @Override
        public Optional<byte[]> decode(byte[] stored) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(stored.length);
            for (int i = 0; i < stored.length; i++) {
                int digits = stored[i] != '\\' || i + 1 == stored.length
                        ? 0
                        : stored[i + 1] == 'u' ? 4 : stored[i + 1] == 'U' ? 8 : 0;
                if (digits == 0) {
                    bytes.write(stored[i]);
                    continue;
                }
                long value = hex(stored, i + 2, digits);
                if (value < 0 || value > 0xFF) {
                    return Optional.empty();
                }
                bytes.write((int) value);
                i += 1 + digits;
            }
            return Optional.of(bytes.toByteArray());
        }
    },
    /** As a literal of the language without its quotes, {@code \xff\n}: Python 2 at protocol 0. */
    LITERAL(4) {
        @Override
        public Optional<byte[]> decode(byte[] stored) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(stored.length);
            for (int i = 0; i < stored.length; i++) {
                if (stored[i] != '\\') {
                    bytes.write(stored[i]);
                    continue;
                }
                if (++i == stored.length) {
                    return Optional.empty();
                }
                int named = NAMED.indexOf(stored[i]);
                if (named >= 0) {
                    bytes.write(MEANT.charAt(named));
                } else if (stored[i] == 'x') {
                    long value = hex(stored, i + 1, 2);
                    if (value < 0) {
                        return Optional.empty();
                    }
                    bytes.write((int) value);
                    i += 2;
                } else if (stored[i] >= '0' && stored[i] <= '7') {
                    int value = 0;
                    int end = Math.min(stored.length, i + 3);
                    for (; i < end && stored[i] >= '0' && stored[i] <= '7'; i++) {
                        value = value * 8 + stored[i] - '0';
                    }
                    i--;
                    bytes.write(value);
                } else {
                    // What is no escape stands for itself, with its stroke.
                    bytes.write('\\');
                    bytes.write(stored[i]);
                }
            }
            return Optional.of(bytes.toByteArray());
        }
    };

    private static final String NAMED = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000b";

    private final int most;

    PickleBytes(int most) {
        this.most = most;
    }

    /** The bytes that are meant; nothing where it stands for none. */
    public abstract Optional<byte[]> decode(byte[] stored);

    /** Whether so many bytes can stand for such a number of bytes. */
    boolean canBe(int stored, double meant) {
        return meant <= stored && stored <= most * meant;
    }

    /** A number of so many hexadecimal digits, or -1. */
    private static long hex(byte[] stored, int from, int digits) {
        if (from + digits > stored.length) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(stored[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }
}
