package marginlab.file.recordio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.pack.GoldenRecords;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside a record file: the index, {@code property} and the names. */
final class RecordIndexTest {
    @TempDir
    private Path folder;

    private Path rec;

    @BeforeEach
    void namesTheFile() {
        rec = folder.resolve("train.rec");
    }

    @Test
    void readsAnIndexOutOfOrderWithWindowsLineEnds() throws IOException {
        String index = "\uFEFF2\t76\r\n1\t40\r\n0\t0\r\n4\t164\r\n3\t124\r\n";
        try (RecordIoReader faces = GoldenRecords.open(rec, GoldenRecords.bytes(), index, "\uFEFF2, 112, 112\r\n")) {
            assertThat(faces.encoded(1)).isEqualTo(GoldenRecords.SECOND);
        }
    }

    @Test
    void refusesATableThatDoesNotFit() throws IOException {
        assertThatThrownBy(() -> GoldenRecords.open(
                        rec, GoldenRecords.bytes(), GoldenRecords.INDEX.substring(0, 20), "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("train.idx: found 4 records; expected 5 records");
        assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), GoldenRecords.INDEX, "1,112,112"))
                .hasMessageContaining("property:1: found 1 classes");
        byte[] damaged = GoldenRecords.bytes();
        damaged[163] = 0x7f;
        assertThatThrownBy(() -> GoldenRecords.open(rec, damaged, GoldenRecords.INDEX, "2,112,112"))
                .hasMessageContaining("identity 0 at keys");
    }

    @Test
    void blamesAPropertyWithOtherClassesThanTheTable() throws IOException {
        Files.writeString(folder.resolve("train.names"), "Ada\nBo\n");
        for (int classes : new int[] {1, 4}) {
            assertThatThrownBy(() ->
                            GoldenRecords.open(rec, GoldenRecords.bytes(), GoldenRecords.INDEX, classes + ",112,112"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(folder.resolve("property") + ":1: found " + classes + " classes in '"
                            + classes + ",112,112'; expected 2 classes");
        }
    }

    @Test
    void blamesNamesThatAreMissing() throws IOException {
        Files.writeString(folder.resolve("train.names"), "Ada\n");
        assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), GoldenRecords.INDEX, "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("train.names:1: found 1 names; expected 2");
    }

    @Test
    void countsTheRecordsOfAnIndexThatIsCutAtALineEnd() {
        int records = 0;
        for (int end = GoldenRecords.INDEX.indexOf('\n') + 1;
                end < GoldenRecords.INDEX.length();
                end = GoldenRecords.INDEX.indexOf('\n', end) + 1) {
            String cut = GoldenRecords.INDEX.substring(0, end);
            records++;
            String found = ": found " + records + " records; expected 5 records";
            assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), cut, "2,112,112"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(folder.resolve("train.idx") + found);
        }
    }

    @Test
    void countsTheRecordsOfAnIndexWithoutATableThatIsCut() throws IOException {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8, RecordIoWriter.Layout.FLAT)) {
            for (int i = 0; i < 3; i++) {
                writer.write(i, GoldenRecords.FIRST);
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
    void blamesAPropertyWithMoreClassesThanImages() throws IOException {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8, RecordIoWriter.Layout.FLAT)) {
            for (int i = 0; i < 3; i++) {
                writer.write(i, GoldenRecords.FIRST);
            }
            writer.commit();
        }
        Files.writeString(folder.resolve("property"), "2000000000,8,8");
        assertThatThrownBy(() -> RecordIoReader.open(rec))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        folder.resolve("property")
                                + ":1: found 2000000000 classes in '2000000000,8,8'; expected at most 3, the images of train.idx");
    }

    @Test
    void saysWhichLineOfTheIndexIsWrong() {
        for (String line :
                new String[] {"x\t40", "1", "1\t", "\t40", "1\t-4", "1\t40\t2", "99999999999\t40", "1\t1e9"}) {
            assertThatThrownBy(() ->
                            GoldenRecords.open(rec, GoldenRecords.bytes(), "0\t0\n" + line + "\n2\t76\n", "2,112,112"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("train.idx:2")
                    .hasMessageContaining("'key<TAB>offset'");
        }
        assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), "0\t0\n2\t40\n2\t76\n", "2,112,112"))
                .hasMessageContaining("train.idx:3")
                .hasMessageContaining("key 2 again");
        assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), "", "2,112,112"))
                .hasMessageContaining("an empty file");
        assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), "1".repeat(1000), "2,112,112"))
                .hasMessageContaining("train.idx:1");
    }

    @Test
    void saysWhatAPropertyShouldBe() {
        for (String property :
                new String[] {"", "2", "2,112", "2,112,112,3", "0,112,112", "two,112,112", "-1,1,1", "9".repeat(99)}) {
            assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), GoldenRecords.INDEX, property))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("property:1")
                    .hasMessageContaining("classes,height,width");
        }
    }

    @Test
    void namesAFolderThatStandsWhereAFileShould() throws IOException {
        Files.createDirectory(rec);
        Files.writeString(folder.resolve("train.idx"), GoldenRecords.INDEX);
        Files.writeString(folder.resolve("property"), "2,112,112");
        assertThatThrownBy(() -> RecordIoReader.open(rec))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(rec + ": found a folder; expected a file with an end");
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        Files.write(rec, GoldenRecords.bytes());
        Files.writeString(folder.resolve("property"), "2,112,112");
        assertThatThrownBy(() -> RecordIoReader.open(rec))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(folder.resolve("train.idx").toString());
    }

    @Test
    void refusesMoreRecordsThanTheRecordFileHasRoomFor() {
        assertThatThrownBy(() -> GoldenRecords.open(rec, GoldenRecords.bytes(), "7\t0\n".repeat(1000), "2,112,112"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("train.idx:8: found more than 7 records; expected as many as lie in 204 bytes");
    }
}
