package marginlab.file.hash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a public file must hash to, as it was published.
 *
 * @param kind of hash
 * @param digits hexadecimal, in lower case
 */
public record Checksum(Kind kind, String digits) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** The hashes that publishers of datasets give. */
    public enum Kind {
        SHA256("SHA-256", 64),
        /** Tells a damaged file, not one that somebody forged. */
        MD5("MD5", 32);

        private final String algorithm;
        private final int length;

        Kind(String algorithm, int length) {
            this.algorithm = algorithm;
            this.length = length;
        }

        /** Its key in the catalog. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String expected() {
            return length + " hexadecimal digits in lower case";
        }

        public boolean admits(String digits) {
            return digits.matches("[0-9a-f]{" + length + "}");
        }

        String of(Path file) throws IOException {
            MessageDigest digest = digest();
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        private MessageDigest digest() {
            try {
                return MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }
    }

    /** {@code SHA-256} or {@code MD5}. */
    public String algorithm() {
        return kind.algorithm;
    }

    public String of(Path file) throws IOException {
        return kind.of(file);
    }

    public boolean fits(Path file) throws IOException {
        return of(file).equals(digits);
    }
}
