package marginlab.file.recordio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import marginlab.file.AtomicFile;

/** Appends records to a {@code .rec} with the cuts and paddings of dmlc-core, and their lines to the {@code .idx}. */
public final class RecordSink {
    private final AtomicFile records;
    private final AtomicFile index;

    public RecordSink(AtomicFile records, AtomicFile index) {
        this.records = records;
        this.index = index;
    }

    public void append(int key, byte[] content) {
        if (content.length > RecordFile.MOST_BYTES) {
            throw new IllegalArgumentException("a record has fewer than 2^29 bytes, not " + content.length);
        }
        index.write((key + "\t" + records.offset() + "\n").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer words = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int from = 0;
        for (int at = 0; at + 4 <= content.length; at += 4) {
            if (words.getInt(at) == RecordFile.MAGIC) {
                chunk(from == 0 ? RecordFile.FIRST : RecordFile.MIDDLE, content, from, at);
                from = at + 4;
            }
        }
        chunk(from == 0 ? RecordFile.WHOLE : RecordFile.LAST, content, from, content.length);
    }

    private void chunk(int part, byte[] content, int from, int to) {
        int length = to - from;
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(RecordFile.MAGIC).putInt(part << RecordFile.LENGTH_BITS | length);
        records.write(head.array());
        records.write(content, from, length);
        records.write(new byte[(int) (RecordFile.padded(length) - length)]);
    }
}
