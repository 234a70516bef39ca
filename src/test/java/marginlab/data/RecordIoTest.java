package marginlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class RecordIoTest {
    /** Two images, FFD8FFD9 of label 0 and FFD8FFD9'X' of label [1, 1], and two identities, as dmlc-core writes them. */
    private static final String GOLDEN = """
            0a23d7ce20000000020000000000000000000000000000000000000000000000\
            000040400000a0400a23d7ce1c00000000000000000000000100000000000000\
            0000000000000000ffd8ffd90a23d7ce25000000020000000000000002000000\
            0000000000000000000000000000803f0000803fffd8ffd9580000000a23d7ce\
            200000000200000000000000000000000000000000000000000000000000803f\
            000000400a23d7ce200000000200000000000000000000000000000000000000\
            000000000000004000004040""";

    private static final String GOLDEN_INDEX = "0\t0\n1\t40\n2\t76\n3\t124\n4\t164\n";
    private static final byte[] FIRST = HexFormat.of().parseHex("ffd8ffd9");
    private static final byte[] SECOND = HexFormat.of().parseHex("ffd8ffd958");

    @TempDir
    private Path folder;

    private Path rec;

    @BeforeEach
    void namesTheFile() {
        rec = folder.resolve("train.rec");
    }

    @Test
    void writesTheBytesOfDmlcCore() throws IOException {
        try (Aside records = new Aside(rec);
                Aside index = new Aside(folder.resolve("train.idx"))) {
            RecordSink sink = new RecordSink(records, index);
            sink.append(0, RecordHeader.range(3, 5, 0).with(new byte[0]));
            sink.append(1, RecordHeader.image(0, 1).with(FIRST));
            sink.append(2, new RecordHeader(2, new float[] {1, 1}, 2, 0).with(SECOND));
            sink.append(3, RecordHeader.range(1, 2, 0).with(new byte[0]));
            sink.append(4, RecordHeader.range(2, 3, 0).with(new byte[0]));
            records.finish();
            index.finish();
            records.move();
            index.move();
        }
        assertThat(Files.readAllBytes(rec)).isEqualTo(golden());
        assertThat(Files.readString(folder.resolve("train.idx"))).isEqualTo(GOLDEN_INDEX);
    }

    @Test
    void readsTheBytesOfDmlcCore() throws IOException {
        try (RecordIoReader faces = open(golden(), GOLDEN_INDEX, "2,112,112")) {
            assertThat(faces.hasTable()).isTrue();
            assertThat(faces.size()).isEqualTo(2);
            assertThat(faces.identities()).isEqualTo(2);
            assertThat(faces.encoded(0)).isEqualTo(FIRST);
            assertThat(faces.encoded(1)).isEqualTo(SECOND);
            assertThat(faces.label(0)).isZero();
            assertThat(faces.label(1)).isEqualTo(1);
            assertThat(faces.name(1)).isEqualTo(rec + " key 2 at byte 76");
        }
    }

    @Test
    void readsAnIndexOutOfOrderWithWindowsLineEnds() throws IOException {
        String index = "\uFEFF2\t76\r\n1\t40\r\n0\t0\r\n4\t164\r\n3\t124\r\n";
        try (RecordIoReader faces = open(golden(), index, "\uFEFF2, 112, 112\r\n")) {
            assertThat(faces.encoded(1)).isEqualTo(SECOND);
        }
    }

    @Test
    void cutsRecordsAtAlignedMagicsOnly() throws IOException {
        String magic = "0a23d7ce";
        String bbb = "424242";
        assertThat(chunks("41414141" + magic + bbb)).isEqualTo("0a23d7ce04000020414141410a23d7ce0300006042424200");
        assertThat(chunks(magic + bbb)).isEqualTo("0a23d7ce000000200a23d7ce0300006042424200");
        assertThat(chunks("41" + magic + bbb)).isEqualTo("0a23d7ce0800000041" + magic + bbb);
    }

    @Test
    void joinsRecordsThatWereCutAtMagics() throws IOException {
        for (String content : new String[] {
            "0a23d7ce",
            "0a23d7ce0a23d7ce",
            "414141410a23d7ce424242",
            "410a23d7ce42",
            "0a23d7ce414141410a23d7ce0a23d7ce43"
        }) {
            chunks(content);
            try (RecordFile file = new RecordFile(rec)) {
                assertThat(HexFormat.of().formatHex(file.read(0))).isEqualTo(content);
                assertThat(file.next(0)).isEqualTo(file.size());
            }
        }
    }

    @Test
    void writesSetsThatItReads() {
        for (RecordIoWriter.Layout layout : RecordIoWriter.Layout.values()) {
            try (RecordIoWriter writer = new RecordIoWriter(rec, 56, 48, layout)) {
                for (int i = 0; i < 10; i++) {
                    writer.write(i / 4, new byte[] {(byte) i, 1, 2});
                }
                writer.commit();
            }
            try (RecordIoReader faces = RecordIoReader.open(rec)) {
                assertThat(faces.size()).isEqualTo(10);
                assertThat(faces.identities()).isEqualTo(3);
                assertThat(faces.height()).isEqualTo(56);
                assertThat(faces.width()).isEqualTo(48);
                assertThat(faces.hasTable()).isEqualTo(layout == RecordIoWriter.Layout.IDENTITY_TABLE);
                for (int i = 0; i < 10; i++) {
                    assertThat(faces.label(i)).isEqualTo(i / 4);
                    assertThat(faces.encoded(i)).containsExactly(i, 1, 2);
                }
            }
        }
    }

    @Test
    void leavesNothingBehindWhenWritingWasInterrupted() throws IOException {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, FIRST);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keepsTheOldSetUntilTheNewOneIsWhole() {
        write(FIRST);
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, SECOND);
        }
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.encoded(0)).isEqualTo(FIRST);
        }
        write(SECOND);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.encoded(0)).isEqualTo(SECOND);
        }
    }

    @Test
    void refusesIdentitiesOutOfOrder() {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, FIRST);
            assertThatThrownBy(() -> writer.write(2, FIRST)).hasMessageContaining("label 2 after label 0");
        }
    }

    @Test
    void saysWhereATruncatedRecordBegins() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(golden(), 200);
        assertThatThrownBy(() -> open(cut, GOLDEN_INDEX, "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(rec + " at byte 164")
                .hasMessageContaining("ends after the file's 200");
        byte[] shorter = java.util.Arrays.copyOf(golden(), 100);
        assertThatThrownBy(() -> open(shorter, GOLDEN_INDEX, "2,112,112"))
                .hasMessageContaining("train.idx:4")
                .hasMessageContaining("offset 124 of key 3");
    }

    @Test
    void saysWhereTheMagicIsWrong() throws IOException {
        byte[] damaged = golden();
        damaged[41] = 0;
        try (RecordIoReader faces = open(damaged, GOLDEN_INDEX, "2,112,112")) {
            assertThatThrownBy(() -> faces.encoded(0))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("at byte 40")
                    .hasMessageContaining("0a00d7ce");
        }
    }

    @Test
    void refusesLabelsOutsideTheClasses() throws IOException {
        for (float label : new float[] {2, -1, 0.5f, Float.NaN, 1e30f}) {
            byte[] damaged = golden();
            java.nio.ByteBuffer.wrap(damaged)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putFloat(52, label);
            try (RecordIoReader faces = open(damaged, GOLDEN_INDEX, "2,112,112")) {
                assertThatThrownBy(() -> faces.encoded(0))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("label " + label + " on key 1")
                        .hasMessageContaining("from 0 to 1");
            }
        }
    }

    @Test
    void refusesALabelThatContradictsTheTable() throws IOException {
        byte[] damaged = golden();
        java.nio.ByteBuffer.wrap(damaged)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putFloat(52, 1);
        try (RecordIoReader faces = open(damaged, GOLDEN_INDEX, "2,112,112")) {
            assertThatThrownBy(() -> faces.encoded(0)).hasMessageContaining("label 0, as the identity table says");
        }
    }

    @Test
    void refusesATableThatDoesNotFit() throws IOException {
        assertThatThrownBy(() -> open(golden(), GOLDEN_INDEX.substring(0, 20), "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("train.idx: found 4 records; expected 5 records");
        assertThatThrownBy(() -> open(golden(), GOLDEN_INDEX, "1,112,112"))
                .hasMessageContaining("property:1: found 1 classes");
        byte[] damaged = golden();
        damaged[163] = 0x7f;
        assertThatThrownBy(() -> open(damaged, GOLDEN_INDEX, "2,112,112")).hasMessageContaining("identity 0 at keys");
    }

    @Test
    void blamesAPropertyWithOtherClassesThanTheTable() throws IOException {
        Files.writeString(folder.resolve("train.names"), "Ada\nBo\n");
        for (int classes : new int[] {1, 4}) {
            assertThatThrownBy(() -> open(golden(), GOLDEN_INDEX, classes + ",112,112"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(folder.resolve("property") + ":1: found " + classes + " classes in '"
                            + classes + ",112,112'; expected 2 classes");
        }
    }

    @Test
    void blamesNamesThatAreMissing() throws IOException {
        Files.writeString(folder.resolve("train.names"), "Ada\n");
        assertThatThrownBy(() -> open(golden(), GOLDEN_INDEX, "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("train.names:1: found 1 names; expected 2");
    }

    @Test
    void countsTheRecordsOfAnIndexThatIsCutAtALineEnd() {
        int records = 0;
        for (int end = GOLDEN_INDEX.indexOf('\n') + 1;
                end < GOLDEN_INDEX.length();
                end = GOLDEN_INDEX.indexOf('\n', end) + 1) {
            String cut = GOLDEN_INDEX.substring(0, end);
            records++;
            String found = ": found " + records + " records; expected 5 records";
            assertThatThrownBy(() -> open(golden(), cut, "2,112,112"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(folder.resolve("train.idx") + found);
        }
    }

    @Test
    void countsTheRecordsOfAnIndexWithoutATableThatIsCut() throws IOException {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8, RecordIoWriter.Layout.FLAT)) {
            for (int i = 0; i < 3; i++) {
                writer.write(i, FIRST);
            }
            writer.commit();
        }
        Files.writeString(folder.resolve("train.idx"), "0\t0\n1\t36\n");
        // Eight bytes before each record, 24 of header and 4 of image.
        assertThatThrownBy(() -> RecordIoReader.open(rec))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        folder.resolve("train.idx") + ": found 2 records, the last of which ends at byte 72")
                .hasMessageContaining("expected records up to its end at byte 108");
    }

    @Test
    void saysWhereADamagedImageBegins() throws IOException {
        byte[] jpeg = TestImages.plain(8, 0x336699);
        jpeg[3] = 0;
        jpeg[2] = 0;
        write(jpeg);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            Decoder decoder = new Decoder(8);
            assertThatThrownBy(() -> decoder.decode(faces, 0, new byte[decoder.bytes()]))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(rec + " key 1 at byte 40: found a damaged JPEG (")
                    .hasMessageContaining("; expected an image that can be decoded");
        }
    }

    @Test
    void saysWhichLineOfTheIndexIsWrong() {
        for (String line :
                new String[] {"x\t40", "1", "1\t", "\t40", "1\t-4", "1\t40\t2", "99999999999\t40", "1\t1e9"}) {
            assertThatThrownBy(() -> open(golden(), "0\t0\n" + line + "\n2\t76\n", "2,112,112"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("train.idx:2")
                    .hasMessageContaining("'key<TAB>offset'");
        }
        assertThatThrownBy(() -> open(golden(), "0\t0\n2\t40\n2\t76\n", "2,112,112"))
                .hasMessageContaining("train.idx:3")
                .hasMessageContaining("key 2 again");
        assertThatThrownBy(() -> open(golden(), "", "2,112,112")).hasMessageContaining("an empty file");
        assertThatThrownBy(() -> open(golden(), "1".repeat(1000), "2,112,112")).hasMessageContaining("train.idx:1");
    }

    @Test
    void saysWhatAPropertyShouldBe() {
        for (String property :
                new String[] {"", "2", "2,112", "2,112,112,3", "0,112,112", "two,112,112", "-1,1,1", "9".repeat(99)}) {
            assertThatThrownBy(() -> open(golden(), GOLDEN_INDEX, property))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("property:1")
                    .hasMessageContaining("classes,height,width");
        }
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        Files.write(rec, golden());
        Files.writeString(folder.resolve("property"), "2,112,112");
        assertThatThrownBy(() -> RecordIoReader.open(rec))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(folder.resolve("train.idx").toString());
    }

    @Test
    @EnabledIf(value = "marginlab.data.LfwView1#isThere", disabledReason = LfwView1.NEEDED)
    void rewritesLfwViewOneByteForByte() throws IOException {
        Path original = LfwView1.file("lfw-view1/train.rec");
        try (RecordIoReader faces = RecordIoReader.open(original);
                RecordIoWriter writer = new RecordIoWriter(rec, faces.height(), faces.width())) {
            assertThat(faces.size()).isEqualTo(9525);
            assertThat(faces.identities()).isEqualTo(4038);
            for (int i = 0; i < faces.size(); i++) {
                writer.write(faces.label(i), faces.encoded(i));
            }
            writer.commit();
        }
        for (String name : new String[] {"train.rec", "train.idx", "property"}) {
            assertThat(Files.mismatch(original.resolveSibling(name), folder.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    private void write(byte[] image) {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, image);
            writer.commit();
        }
    }

    private String chunks(String content) throws IOException {
        try (Aside records = new Aside(rec);
                Aside index = new Aside(folder.resolve("train.idx"))) {
            new RecordSink(records, index).append(0, HexFormat.of().parseHex(content));
            records.finish();
            records.move();
        }
        return HexFormat.of().formatHex(Files.readAllBytes(rec));
    }

    private static byte[] golden() {
        return HexFormat.of().parseHex(GOLDEN);
    }

    private RecordIoReader open(byte[] records, String index, String property) throws IOException {
        Files.write(rec, records);
        Files.writeString(folder.resolve("train.idx"), index, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("property"), property, StandardCharsets.UTF_8);
        return RecordIoReader.open(rec);
    }
}
