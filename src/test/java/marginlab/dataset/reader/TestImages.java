package marginlab.dataset.reader;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import marginlab.dataset.pack.RecordIoWriter;

/** Encoded images and small datasets made of them. */
public final class TestImages {
    private TestImages() {}

    /** An image whose pixel (x, y) is {@code rgb}. */
    public static byte[] encode(String format, int type, int width, int height, IntBinaryOperator rgb) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb.applyAsInt(x, y));
            }
        }
        return encode(format, image);
    }

    public static byte[] encode(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A JPEG of one colour. */
    public static byte[] plain(int side, int rgb) {
        return encode("jpeg", BufferedImage.TYPE_INT_RGB, side, side, (x, y) -> rgb);
    }

    /** A PNG of one colour. */
    public static byte[] exact(int side, int rgb) {
        return encode("png", BufferedImage.TYPE_INT_RGB, side, side, (x, y) -> rgb);
    }

    /** The grey level of image {@code i} of {@link #write}. */
    public static int grey(int i) {
        return (i * 7 + 3) % 256;
    }

    /** A training set in which person p has {@code counts[p]} images, image i being of grey level {@code grey(i)}. */
    public static RecordIoReader write(Path rec, int side, int... counts) {
        try (RecordIoWriter writer = new RecordIoWriter(rec, side, side)) {
            int i = 0;
            for (int person = 0; person < counts.length; person++) {
                for (int k = 0; k < counts[person]; k++) {
                    writer.write(person, exact(side, grey(i++) * 0x010101));
                }
            }
            writer.commit();
        }
        return RecordIoReader.open(rec);
    }
}
