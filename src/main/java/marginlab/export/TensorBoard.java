package marginlab.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import marginlab.file.AtomicFile;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/**
 * Event files of TensorBoard, a folder a run.
 *
 * <p>A record is its length (8 bytes), the masked CRC-32C of that, the event, and the masked CRC-32C of the event; masked
 * means turned right by 15 bits, plus 0xa282ead8. An event is a protocol buffer: wall time (1), step (2), the file's version
 * (3), and a summary (5) of values (1), each with a tag (1) and a float (2).
 */
public final class TensorBoard {
    private static final String VERSION = "brain.Event:2";
    /** What this class calls its files. */
    private static final String OURS = "events.out.tfevents.[0-9]*.marginlab";

    private static final int MASK = 0xa282ead8;

    private TensorBoard() {}

    /**
     * Writes the figures of a run, as its one file: those of former attempts go, for the reader would join them.
     *
     * @param folder of all runs; the run gets one in it, named by objective, seed and id
     * @return the file
     */
    public static Path write(Run run, List<Metric> metrics, StepMoments moments, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name(run)));
        Path file = own.resolve("events.out.tfevents." + run.started().getEpochSecond() + ".marginlab");
        try (AtomicFile out = new AtomicFile(file)) {
            record(out, event(run.started(), 0).text(3, VERSION));
            for (ExportedFigure figure : ExportedFigure.of(run, metrics, moments)) {
                ProtocolBuffer value =
                        new ProtocolBuffer().text(1, figure.key()).real(2, (float) figure.value());
                record(out, event(figure.at(), figure.step()).message(5, new ProtocolBuffer().message(1, value)));
            }
            out.finish();
            out.move();
        }
        try (DirectoryStream<Path> former = Files.newDirectoryStream(own, OURS)) {
            for (Path other : former) {
                if (!other.equals(file)) {
                    Files.delete(other);
                }
            }
        }
        return file;
    }

    /** A name of a folder whatever the objective is called. */
    private static String name(Run run) {
        String objective = run.trial().objective().replaceAll("[^A-Za-z0-9.,()+ -]", "_");
        String some = objective.substring(0, Math.min(80, objective.length())).replaceAll("^[. ]+", "_");
        return some + " seed " + run.trial().seedText() + " " + run.trial().id();
    }

    private static ProtocolBuffer event(Instant at, long step) {
        return new ProtocolBuffer().real(1, at.toEpochMilli() / 1000.0).number(2, step);
    }

    private static void record(AtomicFile out, ProtocolBuffer event) {
        byte[] content = event.toBytes();
        byte[] length = little(8).putLong(content.length).array();
        out.write(length);
        out.write(little(4).putInt(checksum(length)).array());
        out.write(content);
        out.write(little(4).putInt(checksum(content)).array());
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
