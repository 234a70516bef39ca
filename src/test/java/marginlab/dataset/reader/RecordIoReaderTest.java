package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.pack.GoldenRecords;
import marginlab.file.recordio.RecordFile;
import marginlab.file.recordio.RecordHeader;
import marginlab.image.decode.ImageDecoder;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordIoReaderTest {
    @TempDir
    private Path folder;

    private Path rec;

    @BeforeEach
    void namesTheFile() {
        rec = folder.resolve("train.rec");
    }

    @Test
    void readsTheBytesOfDmlcCore() throws IOException {
        try (RecordIoReader faces = GoldenRecords.open(rec, GoldenRecords.bytes(), GoldenRecords.INDEX, "2,112,112")) {
            assertThat(faces.hasTable()).isTrue();
            assertThat(faces.size()).isEqualTo(2);
            assertThat(faces.identities()).isEqualTo(2);
            assertThat(faces.encoded(0)).isEqualTo(GoldenRecords.FIRST);
            assertThat(faces.encoded(1)).isEqualTo(GoldenRecords.SECOND);
            assertThat(faces.label(0)).isZero();
            assertThat(faces.label(1)).isEqualTo(1);
            assertThat(faces.name(1)).isEqualTo(rec + " key 2 at byte 76");
        }
    }

    @Test
    void saysWhereATruncatedRecordBegins() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(GoldenRecords.bytes(), 200);
        assertThatThrownBy(() -> GoldenRecords.open(rec, cut, GoldenRecords.INDEX, "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(rec + " at byte 164")
                .hasMessageContaining("ends after the file's 200");
        byte[] shorter = java.util.Arrays.copyOf(GoldenRecords.bytes(), 100);
        assertThatThrownBy(() -> GoldenRecords.open(rec, shorter, GoldenRecords.INDEX, "2,112,112"))
                .hasMessageContaining("train.idx:4")
                .hasMessageContaining("offset 124 of key 3");
    }

    @Test
    void saysWhereTheMagicIsWrong() throws IOException {
        byte[] damaged = GoldenRecords.bytes();
        damaged[41] = 0;
        try (RecordIoReader faces = GoldenRecords.open(rec, damaged, GoldenRecords.INDEX, "2,112,112")) {
            assertThatThrownBy(() -> faces.encoded(0))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("at byte 40")
                    .hasMessageContaining("0a00d7ce");
        }
    }

    @Test
    void refusesLabelsOutsideTheClasses() throws IOException {
        for (float label : new float[] {2, -1, 0.5f, Float.NaN, 1e30f}) {
            byte[] damaged = GoldenRecords.bytes();
            java.nio.ByteBuffer.wrap(damaged)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putFloat(52, label);
            try (RecordIoReader faces = GoldenRecords.open(rec, damaged, GoldenRecords.INDEX, "2,112,112")) {
                assertThatThrownBy(() -> faces.encoded(0))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("label " + label + " on key 1")
                        .hasMessageContaining("from 0 to 1");
            }
        }
    }

    /** As in Glint360K, whose 17 million keys a float32 rounds to even ones; here 2 stands for 2^24. */
    @Test
    void readsLabelsFromTheRecordsWhereTheTableIsRounded() throws IOException {
        byte[] rounded = GoldenRecords.bytes();
        java.nio.ByteBuffer floats = java.nio.ByteBuffer.wrap(rounded).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        // Key 0 says [3, 5), the first identity [1, 2).
        floats.putFloat(32, 4).putFloat(36, 4).putFloat(156, 2).putFloat(160, 2);
        assertThatThrownBy(() -> GoldenRecords.open(rec, rounded, GoldenRecords.INDEX, "2,112,112"))
                .isInstanceOf(ProblemException.class);
        try (RecordIoReader faces = RecordIoReader.open(rec, 2)) {
            assertThat(faces.size()).isEqualTo(2);
            assertThat(faces.label(0)).isZero();
            assertThat(faces.label(1)).isEqualTo(1);
            assertThat(faces.encoded(1)).isEqualTo(GoldenRecords.SECOND);
        }
        assertThat(RecordIoReader.EXACT_FLOATS).isEqualTo(16_777_216);
        assertThat((float) RecordIoReader.EXACT_FLOATS).isEqualTo((float) (RecordIoReader.EXACT_FLOATS + 1));
    }

    @Test
    void refusesALabelThatContradictsTheTable() throws IOException {
        byte[] damaged = GoldenRecords.bytes();
        java.nio.ByteBuffer.wrap(damaged)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putFloat(52, 1);
        try (RecordIoReader faces = GoldenRecords.open(rec, damaged, GoldenRecords.INDEX, "2,112,112")) {
            assertThatThrownBy(() -> faces.encoded(0)).hasMessageContaining("label 0, as the identity table says");
        }
    }

    @Test
    void saysWhereADamagedImageBegins() throws IOException {
        byte[] jpeg = TestImages.plain(8, 0x336699);
        jpeg[3] = 0;
        jpeg[2] = 0;
        GoldenRecords.write(rec, jpeg);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            ImageDecoder decoder = new ImageDecoder(8);
            assertThatThrownBy(() -> decoder.decode(faces, 0, new byte[decoder.bytes()]))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(rec + " key 1 at byte 40: found a damaged JPEG (")
                    .hasMessageContaining("; expected an image that can be decoded");
        }
    }

    /** As im2rec packs them, without a table: each record an image with all its labels, whose number is the header's flag. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 27, 300})
    void readsImagesThatCarrySeveralLabels(int labels) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder index = new StringBuilder();
        for (int key = 0; key < 2; key++) {
            index.append(key).append('\t').append(file.position()).append('\n');
            int length = 24 + 4 * labels + 4;
            file.putInt(0xCED7230A)
                    .putInt(length)
                    .putInt(labels)
                    .putFloat(0)
                    .putLong(key)
                    .putLong(0);
            for (int i = 0; i < labels; i++) {
                file.putFloat(i == 0 ? 1 - key : 1000 + i);
            }
            file.put(new byte[] {1, 2, 3, (byte) key});
        }
        byte[] bytes = java.util.Arrays.copyOf(file.array(), file.position());
        try (RecordIoReader faces = GoldenRecords.open(rec, bytes, index.toString(), "2,112,112")) {
            assertThat(faces.hasTable()).isFalse();
            assertThat(faces.size()).isEqualTo(2);
            assertThat(faces.label(0)).isEqualTo(1);
            assertThat(faces.label(1)).isZero();
            assertThat(faces.encoded(1)).isEqualTo(new byte[] {1, 2, 3, 1});
        }
    }

    /** A box and five points beside the label. */
    @Test
    void readsRecordsWithManyLabels() throws IOException {
        float[] labels = new float[15];
        labels[0] = 1;
        byte[] one = record(RecordHeader.image(0, 0));
        byte[] many = record(new RecordHeader(15, labels, 0, 0));
        byte[] both =
                ByteBuffer.allocate(one.length + many.length).put(one).put(many).array();
        try (RecordIoReader faces = GoldenRecords.open(rec, both, "0\t0\n1\t" + one.length + "\n", "2,112,112")) {
            assertThat(faces.label(1)).isEqualTo(1);
            assertThat(faces.encoded(1)).isEqualTo(GoldenRecords.FIRST);
        }
    }

    private static byte[] record(RecordHeader header) {
        byte[] content = header.with(GoldenRecords.FIRST);
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xCED7230A)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** Each part without a byte, so that their number alone takes time. */
    @Test
    void endsOnARecordOfPartsWithoutEnd() throws IOException {
        ByteBuffer parts = ByteBuffer.allocate(8 * 70_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 70_000; i++) {
            parts.putInt(0xCED7230A).putInt((i == 0 ? 1 : 2) << 29);
        }
        Path file = Files.write(rec, parts.array());
        try (RecordFile records = new RecordFile(file)) {
            assertThatThrownBy(() -> records.read(0)).hasMessageContaining("a record of more than 65536 parts");
            assertThatThrownBy(() -> records.next(0)).hasMessageContaining("a record of more than 65536 parts");
        }
    }
}
