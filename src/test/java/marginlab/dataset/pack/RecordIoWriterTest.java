package marginlab.dataset.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import marginlab.dataset.catalog.LfwView1Files;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.file.AtomicFile;
import marginlab.file.recordio.RecordFile;
import marginlab.file.recordio.RecordHeader;
import marginlab.file.recordio.RecordSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class RecordIoWriterTest {
    @TempDir
    private Path folder;

    private Path rec;

    @BeforeEach
    void namesTheFile() {
        rec = folder.resolve("train.rec");
    }

    @Test
    void writesTheBytesOfDmlcCore() throws IOException {
        try (AtomicFile records = new AtomicFile(rec);
                AtomicFile index = new AtomicFile(folder.resolve("train.idx"))) {
            RecordSink sink = new RecordSink(records, index);
            sink.append(0, RecordHeader.range(3, 5, 0).with(new byte[0]));
            sink.append(1, RecordHeader.image(0, 1).with(GoldenRecords.FIRST));
            sink.append(2, new RecordHeader(2, new float[] {1, 1}, 2, 0).with(GoldenRecords.SECOND));
            sink.append(3, RecordHeader.range(1, 2, 0).with(new byte[0]));
            sink.append(4, RecordHeader.range(2, 3, 0).with(new byte[0]));
            records.finish();
            index.finish();
            records.move();
            index.move();
        }
        assertThat(Files.readAllBytes(rec)).isEqualTo(GoldenRecords.bytes());
        assertThat(Files.readString(folder.resolve("train.idx"))).isEqualTo(GoldenRecords.INDEX);
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
            writer.write(0, GoldenRecords.FIRST);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keepsTheOldSetUntilTheNewOneIsWhole() {
        GoldenRecords.write(rec, GoldenRecords.FIRST);
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, GoldenRecords.SECOND);
        }
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.encoded(0)).isEqualTo(GoldenRecords.FIRST);
        }
        GoldenRecords.write(rec, GoldenRecords.SECOND);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.encoded(0)).isEqualTo(GoldenRecords.SECOND);
        }
    }

    @Test
    void refusesIdentitiesOutOfOrder() {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, GoldenRecords.FIRST);
            assertThatThrownBy(() -> writer.write(2, GoldenRecords.FIRST))
                    .hasMessageContaining("label 2 after label 0");
        }
    }

    @Test
    @EnabledIf(value = "marginlab.dataset.catalog.LfwView1Files#isThere", disabledReason = LfwView1Files.NEEDED)
    void rewritesLfwViewOneByteForByte() throws IOException {
        Path original = LfwView1Files.file("lfw-view1/train.rec");
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

    private String chunks(String content) throws IOException {
        try (AtomicFile records = new AtomicFile(rec);
                AtomicFile index = new AtomicFile(folder.resolve("train.idx"))) {
            new RecordSink(records, index).append(0, HexFormat.of().parseHex(content));
            records.finish();
            records.move();
        }
        return HexFormat.of().formatHex(Files.readAllBytes(rec));
    }
}
