package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.DatasetLayouts;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeDbSplitsTest {
    /** The pairs of {@link DatasetLayouts#MAT_OF_STRUCTURES_IN_CELLS} as an array of structures, by scipy.io.savemat. */
    private static final String ARRAY_OF_STRUCTURES =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFN1biBOb3YgMjIgMTc6MTc6MTQgMjAyNgAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAigAAAHic42NgYLjBwsDABqQ5gJiJAQJY"
                    + "kfjMQMzIAFFTXJCTWVIMkmcB80HiQkCcCNaVBCZzEpNSc6Dm8AGxBQPCfBY08xmhbEaouACUb6iXVZBOgX4jHPr5sOhnRNLPgyROiftx"
                    + "2U+p/+nlfkrD35hC9/+HAmrbT6/wp9T9lKafoR7+lOZfmPsBwkpDNg==";

    /** The same as a cell a fold with a row a pair, in a variable of another name. */
    private static final String TABLES_IN_CELLS =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFN1biBOb3YgMjIgMTc6MTc6MTQgMjAyNgAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAbgAAAHic42NgYBBgZWBgA9IcQMzIAAGs"
                    + "SHwmKA0SS8vPSSkG0nxAnMGEWx8zFMPEQeotGBDqWbDYw4qkXgDKN9TLKkgfQP1GA6zfmEb6+bDoZ0TSz8OAGq/k6v8PBdTQT4/0Nljj"
                    + "a6jnl6GW3gCszEA1";

    /** The authors' layout, two folds of three pairs, by scipy.io.savemat and read back as InsightFace's packer reads it. */
    private static final String AS_PUBLISHED =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFN1biBOb3YgMjIgMjA6NDU6MzUgMjAyNgAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAA2wAAAHic42NgYFjAzcDABqQ5"
                    + "gJiRAQJYoXwmqBgIg9QUF+RklhQzMPAB2RtYEfqY0PQxImGIOAtYLYo5DBBzMljx28+MJA5Sf4OBNHtZoXwuIM5LzE1lSExPZUAy"
                    + "zwPJPBYs5gkimScA5Tvm5SU6pebkxBvGJ8YnxRsbIJlngWQeGwH3cULFIcDOYdD5zwjsPzPq+M9v8PlvmMafU2pRiXN+Tmq8Mdh/"
                    + "JobU8F+Dy6Dx33BPn7SMv5Fcbg/3fAH3nwnYf+ZU8d+BwMHnv2EafyOmXhqm6ZNW9RIAqpOYAw==";

    @TempDir
    private Path folder;

    @BeforeEach
    void writesImages() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Files.writeString(folder.resolve(i + ".jpg"), "image " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DatasetLayouts.MAT_OF_STRUCTURES_IN_CELLS, ARRAY_OF_STRUCTURES, TABLES_IN_CELLS})
    void readsThePairsFoldByFold(String base64) throws IOException {
        try (VerificationSet set = open(Base64.getDecoder().decode(base64))) {
            assertThat(set.same()).containsExactly(true, false, false, true, false, false);
            assertThat(pairs(set)).isEqualTo("12 13 23 21 31 32 ");
        }
    }

    @Test
    void readsTheLayoutOfTheAuthors() throws IOException {
        for (String name :
                List.of("AnnaBell_1_a_b_30", "AnnaBell_2_a_b_60", "BertCole_3_a_b_41", "BertCole_4_a_b_71")) {
            Files.writeString(folder.resolve(name + ".jpg"), "image " + name.charAt(9));
        }
        try (VerificationSet set = open(Base64.getDecoder().decode(AS_PUBLISHED))) {
            assertThat(set.same()).containsExactly(true, false, false, true, false, false);
            assertThat(pairs(set)).isEqualTo("12 13 23 34 31 42 ");
        }
        Files.delete(folder.resolve("BertCole_4_a_b_71.jpg"));
        assertThatThrownBy(() -> open(Base64.getDecoder().decode(AS_PUBLISHED)))
                .hasMessageContaining("splits.mat splits{2}{1}{:,1}: found the name 'BertCole_4_a_b_71'");
    }

    @Test
    void namesAllPairsWhoseImagesAreMissing() throws IOException {
        Files.delete(folder.resolve("3.jpg"));
        Files.delete(folder.resolve("1.jpg"));
        assertThatThrownBy(() -> open(Base64.getDecoder().decode(ARRAY_OF_STRUCTURES)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found the name '1.jpg'")
                .hasMessageContaining("splits.mat splits(3): found the name '3.jpg'");
    }

    @Test
    void refusesWhatIsNoSuchFile() {
        assertThatThrownBy(() -> open("no MATLAB file".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("a file of 14 bytes");
        assertThatThrownBy(() -> open(new byte[200])).hasMessageContaining("no mark 'IM' or 'MI' at byte 126");
    }

    /** A cell array that claims 2^30 elements, and 100 MB of zeros in 100 KB. */
    @Test
    void refusesWhatWouldNotFitIntoMemory() throws IOException {
        ByteBuffer claim = file(48).putInt(14)
                .putInt(40)
                .putInt(6)
                .putInt(8)
                .putInt(1)
                .putInt(0)
                .putInt(5)
                .putInt(8)
                .putInt(1 << 15)
                .putInt(1 << 15);
        assertThatThrownBy(() -> open(claim.array())).hasMessageContaining("more elements than its 40 bytes hold");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int i = 0; i < 100; i++) {
                deflater.write(new byte[1 << 20]);
            }
        }
        ByteBuffer bomb =
                file(8 + packed.size()).putInt(15).putInt(packed.size()).put(packed.toByteArray());
        assertThatThrownBy(() -> open(bomb.array())).hasMessageContaining("what unpacks to more than");
    }

    /** The name of an array in four bytes that are not there any more. */
    @Test
    void refusesAnArrayThatEndsInItsName() {
        ByteBuffer array = file(8 + 36).putInt(14).putInt(36);
        array.putInt(6).putInt(8).putInt(6).putInt(0);
        array.putInt(5).putInt(8).putInt(1).putInt(1).putInt(1 << 16 | 1);
        assertThatThrownBy(() -> open(array.array()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("an element of 1 bytes in 0");
    }

    /** Texts, numbers and names of more bytes than there are; more fields than anybody has; what calls itself without end. */
    @ParameterizedTest
    @CsvSource({
        "4, 010000000100000073, 1000000000000040, an element of 1073741824 bytes in 0",
        "6, 010000000100000073, 0900000000000040, an element of 1073741824 bytes in 0",
        "6, 0100000000000040, '', an element of 1073741824 bytes in 0",
        "2, 010000000000000005000400010000000100000000080000, '', an element of 2048 bytes in 0",
        "2, 0100000000000000050004000100000001000000b80b0000, 3000, a structure of 3000 fields",
        "5, 0100000000000000, '', an array of class 5",
        "16, 0100000000000000, '', an array of class 16"
    })
    void refusesArraysThatClaimMoreThanTheyHold(int kind, String name, String rest, String found) {
        byte[] content = rest.equals("3000") ? new byte[3000] : bytes(rest);
        byte[] start = bytes(name);
        int padded = (start.length + 7) / 8 * 8;
        ByteBuffer array = file(8 + 32 + padded + content.length)
                .putInt(14)
                .putInt(32 + padded + content.length)
                .putInt(6)
                .putInt(8)
                .putInt(kind)
                .putInt(0)
                .putInt(5)
                .putInt(8)
                .putInt(1)
                .putInt(1)
                .put(start);
        array.position(168 + padded).put(content);
        assertThatThrownBy(() -> open(array.array()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(found);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static ByteBuffer file(int bytes) {
        return ByteBuffer.allocate(128 + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(126, (short) ('M' << 8 | 'I'))
                .position(128);
    }

    private VerificationSet open(byte[] mat) throws IOException {
        return AgeDbSplits.open(folder, Files.write(folder.resolve("splits.mat"), mat));
    }

    private static String image(VerificationSet set, int i) {
        return new String(set.images().encoded(i), StandardCharsets.US_ASCII).substring(6);
    }

    /** The images of each pair by what stands in their files. */
    private static String pairs(VerificationSet set) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < set.pairs(); i++) {
            pairs.append(image(set, set.left()[i]))
                    .append(image(set, set.right()[i]))
                    .append(' ');
        }
        return pairs.toString();
    }
}
