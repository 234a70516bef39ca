package marginlab.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
    @TempDir
    Path folder;

    @Test
    void writesARecordForEveryFigureAfterTheVersion() throws IOException {
        Path file = TensorBoard.write(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS, folder);

        assertThat(file.getParent().getFileName().toString())
                .isEqualTo("ArcFace(0.5) + Intra seed 3 "
                        + ExportedRun.done().trial().id());
        List<byte[]> records = records(file);
        assertThat(new String(records.get(0), StandardCharsets.UTF_8)).endsWith("brain.Event:2");
        assertThat(records).hasSize(1 + 3 + 2);
        ByteBuffer loss = ByteBuffer.wrap(records.get(1)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(loss.get()).as("field 1, eight bytes").isEqualTo((byte) 0x09);
        assertThat(loss.getDouble()).as("ten seconds after noon").isEqualTo(1795348810.0);
        byte[] rest = new byte[loss.remaining()];
        loss.get(rest);
        assertThat(HexFormat.of().formatHex(rest))
                .as("step 10; a summary with one value: its tag 'loss', its float 3.5")
                .isEqualTo("100a" + "2a0d" + "0a0b" + "0a04" + "6c6f7373" + "15" + "00006040");
    }

    @Test
    void writesTheSameBytesEachTime() throws IOException {
        byte[] first = Files.readAllBytes(
                TensorBoard.write(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS, folder));
        assertThat(Files.readAllBytes(
                        TensorBoard.write(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS, folder)))
                .isEqualTo(first);
    }

    @Test
    void keepsOneFileARunAfterAResume() throws IOException {
        Run first = ExportedRun.of(TrialState.INTERRUPTED, 1);
        Path old = TensorBoard.write(first, ExportedRun.METRICS, ExportedRun.MOMENTS, folder);
        Path others = Files.writeString(old.resolveSibling("events.out.tfevents.1795348800.somebody"), "not ours");
        Run resumed = new Run(
                first.trial(),
                TrialState.DONE,
                "",
                2,
                first.started().plusSeconds(600),
                50,
                Map.of(),
                first.outcomes());

        Path file = TensorBoard.write(resumed, ExportedRun.METRICS, ExportedRun.MOMENTS, folder);

        assertThat(Files.list(file.getParent())).containsExactlyInAnyOrder(file, others);
    }

    /** An attempt that goes on from a checkpoint does the steps after it again. */
    @Test
    void holdsAStepOnceThatTwoAttemptsDid() throws IOException {
        List<Metric> metrics = List.of(
                new Metric(1, "loss", 10, 1, 3.5),
                new Metric(1, "loss", 20, 1, 3.0),
                new Metric(2, "loss", 20, 1, 3.0),
                new Metric(2, "loss", 30, 1, 2.5));

        Path file = TensorBoard.write(ExportedRun.done(), metrics, ExportedRun.MOMENTS, folder);

        assertThat(records(file)).hasSize(1 + 3 + 2);
    }

    /** Splits a file, checking lengths with the checksum of RFC 3720's CRC-32C, bit by bit. */
    private static List<byte[]> records(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).isEqualTo(masked(length));
            byte[] record = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(record);
            assertThat(bytes.getInt()).isEqualTo(masked(record));
            records.add(record);
        }
        return records;
    }

    private static int masked(byte[] bytes) {
        int crc = -1;
        for (byte one : bytes) {
            crc ^= one & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 1 ? 0x82F63B78 : 0);
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
