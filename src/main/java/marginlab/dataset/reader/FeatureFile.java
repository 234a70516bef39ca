package marginlab.dataset.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import marginlab.file.DiskFile;
import marginlab.problem.FileProblem;

/**
 * A feature of an image as MegaFace's kit takes it, {@code IMAGE_ALGORITHM.bin}: four whole numbers of 32 bits, rows n, columns 1,
 * bytes of an element 4, type 5 (OpenCV's float), then n floats, all little-endian.
 */
public final class FeatureFile {
    private static final int HEADER_BYTES = 16;
    private static final int FLOAT_BYTES = 4;
    private static final int FLOAT_TYPE = 5;
    private static final int MOST = 1 << 20;

    private FeatureFile() {}

    /** The feature {@code [n]}. */
    public static float[] read(Path path) {
        try (DiskFile file = new DiskFile(path)) {
            ByteBuffer header = ByteBuffer.wrap(file.read(0, HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            int rows = header.getInt();
            int columns = header.getInt();
            int step = header.getInt();
            int type = header.getInt();
            if (rows < 1 || rows > MOST || columns != 1 || step != FLOAT_BYTES || type != FLOAT_TYPE) {
                throw FileProblem.atByte(
                        path,
                        0,
                        "rows " + rows + ", columns " + columns + ", " + step + " bytes, type " + type,
                        "1 to " + MOST + " rows, 1 column, 4 bytes, type 5");
            }
            if (file.size() != HEADER_BYTES + (long) FLOAT_BYTES * rows) {
                throw FileProblem.atByte(path, 0, rows + " rows in " + file.size() + " bytes", "16 bytes and 4 a row");
            }
            FloatBuffer values = ByteBuffer.wrap(file.read(HEADER_BYTES, FLOAT_BYTES * rows))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] feature = new float[rows];
            values.get(feature);
            for (int i = 0; i < rows; i++) {
                if (!Float.isFinite(feature[i])) {
                    throw FileProblem.atByte(
                            path, HEADER_BYTES + (long) FLOAT_BYTES * i, String.valueOf(feature[i]), "finite numbers");
                }
            }
            return feature;
        }
    }
}
