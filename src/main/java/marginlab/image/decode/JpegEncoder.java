package marginlab.image.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pixels to the JPEG files that the JDK's encoder writes; libjpeg-turbo writes them where it gives the same bytes. One a thread:
 * making another for each image costs as much as encoding it. The JDK's takes rows of red, green and blue at once; bytes in
 * another order it would fetch one by one.
 */
public final class JpegEncoder {
    /** Quality of the JPEG files that InsightFace's tools write. */
    public static final float QUALITY = 0.95f;

    /** Side of the picture that both encoders are tried on. */
    private static final int PROBE = 40;

    private static final Map<Integer, Boolean> AGREE = new ConcurrentHashMap<>();
    private static final ThreadLocal<JpegEncoder> OWN =
            ThreadLocal.withInitial(() -> new JpegEncoder(TurboJpeg.isUsed()));

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriteParam parameters = writer.getDefaultWriteParam();
    private BufferedImage canvas = JdkJpegDecoder.canvas(1, 1);

    /** Null where the JDK encodes everything. */
    private final TurboEncoder turbo;

    /** @param turbo whether libjpeg-turbo encodes, where the machine has it */
    JpegEncoder(boolean turbo) {
        this.turbo = turbo && TurboJpeg.isUsed() ? new TurboEncoder() : null;
    }

    /**
     * Encodes pixels.
     *
     * @param rgb {@code [height, width, 3]} bytes
     * @param quality from 0 to 1
     */
    public static byte[] encode(byte[] rgb, int width, int height, float quality) {
        return OWN.get().bytes(rgb, width, height, quality);
    }

    byte[] bytes(byte[] rgb, int width, int height, float quality) {
        int percent = Math.round(100 * quality);
        boolean isWhole = turbo != null && percent > 0 && percent / 100f == quality;
        byte[] jpeg = isWhole && agrees(percent) ? turbo.encode(rgb, width, height, percent) : null;
        return jpeg == null ? jdk(rgb, width, height, quality) : jpeg;
    }

    /** Whether both encoders write the same bytes at a quality: below 49 and at 85 the JDK rounds its tables otherwise. */
    private boolean agrees(int percent) {
        return AGREE.computeIfAbsent(percent, p -> {
            byte[] rgb = new byte[3 * PROBE * PROBE];
            new Random(p).nextBytes(rgb);
            return Arrays.equals(turbo.encode(rgb, PROBE, PROBE, p), jdk(rgb, PROBE, PROBE, p / 100f));
        });
    }

    private byte[] jdk(byte[] rgb, int width, int height, float quality) {
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas = JdkJpegDecoder.canvas(width, height);
        }
        byte[] pixels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        System.arraycopy(rgb, 0, pixels, 0, pixels.length);
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(canvas, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.setOutput(null);
        }
        return bytes.toByteArray();
    }
}
