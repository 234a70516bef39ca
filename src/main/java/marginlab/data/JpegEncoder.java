package marginlab.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The JDK's JPEG encoder, one a thread: making another for each image costs as much as encoding it. It takes rows of red, green
 * and blue at once; bytes in another order it would fetch one by one.
 */
final class JpegEncoder {
    /** Quality of the JPEG files that InsightFace's tools write. */
    static final float QUALITY = 0.95f;

    private static final ThreadLocal<JpegEncoder> OWN = ThreadLocal.withInitial(JpegEncoder::new);

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriteParam parameters = writer.getDefaultWriteParam();
    private BufferedImage canvas = Decoder.canvas(1, 1);

    private JpegEncoder() {}

    /**
     * Encodes pixels.
     *
     * @param rgb {@code [height, width, 3]} bytes
     * @param quality from 0 to 1
     */
    static byte[] encode(byte[] rgb, int width, int height, float quality) {
        return OWN.get().bytes(rgb, width, height, quality);
    }

    private byte[] bytes(byte[] rgb, int width, int height, float quality) {
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas = Decoder.canvas(width, height);
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
