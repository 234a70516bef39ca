package marginlab.file.recordio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What stands before the image in a record (MXNet's {@code IRHeader}): {@code u32 flag, f32 label, u64 id, u64 id2}, then
 * {@code flag} floats that are the label when {@code flag > 0}.
 *
 * @param flag 0 for a single label, otherwise the number of labels
 * @param labels at least one
 * @param id the record's key, or 0
 * @param id2 unused by InsightFace
 */
public record RecordHeader(int flag, float[] labels, long id, long id2) {
    /** Bytes before the labels of {@code flag > 0}. */
    static final int FIXED_BYTES = 24;

    /** More labels than any known writer stores; boxes and landmarks need 15. */
    private static final int MOST_LABELS = 1024;

    /** The longest header. */
    public static final int MOST_BYTES = FIXED_BYTES + 4 * MOST_LABELS;

    public RecordHeader {
        if (labels.length != Math.max(1, flag)) {
            throw new IllegalArgumentException("flag " + flag + " with " + labels.length + " labels");
        }
    }

    /** The header of an image. */
    public static RecordHeader image(int label, long key) {
        return new RecordHeader(0, new float[] {label}, key, 0);
    }

    /** A range of keys {@code [from, to)}: the header of a set (key 0) or of an identity. */
    public static RecordHeader range(long from, long to, long key) {
        return new RecordHeader(2, new float[] {from, to}, key, 0);
    }

    public int bytes() {
        return FIXED_BYTES + 4 * flag;
    }

    public float label() {
        return labels[0];
    }

    /** The header at the start of a record, or null when there is none of a possible shape. */
    public static RecordHeader parse(byte[] record) {
        if (record.length < FIXED_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        int flag = in.getInt();
        float label = in.getFloat();
        long id = in.getLong();
        long id2 = in.getLong();
        if (flag < 0 || flag > MOST_LABELS || record.length < FIXED_BYTES + 4 * flag) {
            return null;
        }
        float[] labels = {label};
        if (flag > 0) {
            labels = new float[flag];
            in.asFloatBuffer().get(labels);
        }
        return new RecordHeader(flag, labels, id, id2);
    }

    /** The bytes of a record: this header, then the image. */
    public byte[] with(byte[] image) {
        ByteBuffer out = ByteBuffer.allocate(bytes() + image.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(flag).putFloat(flag == 0 ? labels[0] : 0).putLong(id).putLong(id2);
        if (flag > 0) {
            for (float label : labels) {
                out.putFloat(label);
            }
        }
        return out.put(image).array();
    }
}
