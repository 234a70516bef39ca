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

/** The JDK's JPEG encoder, one a thread: making another for each image costs as much as encoding it. */
final class JpegEncoder {
    /** Quality of the JPEG files that InsightFace's tools write. */
    static final float QUALITY = 0.95f;

    private static final ThreadLocal<JpegEncoder> OWN = ThreadLocal.withInitial(JpegEncoder::new);

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private BufferedImage canvas = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);

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
            canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        }
        byte[] bgr = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
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
