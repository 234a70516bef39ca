package marginlab.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import marginlab.dataset.LabelledImages;

/**
 * JPEG images with as much in them as a face has, held in memory: a few pictures that stand for a set of any size.
 */
final class NoiseFaces implements LabelledImages {
    private static final int PICTURES = 64;

    private final byte[][] pictures = new byte[PICTURES][];
    private final int identities;
    private final int size;

    NoiseFaces(int identities, int size, int side) {
        this.identities = identities;
        this.size = size;
        for (int i = 0; i < PICTURES; i++) {
            pictures[i] = picture(new Random(i), side);
        }
    }

    private static byte[] picture(Random random, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, colour(random), side, side, colour(random)));
        graphics.fillRect(0, 0, side, side);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(colour(random));
            graphics.fillOval(
                    random.nextInt(side),
                    random.nextInt(side),
                    1 + random.nextInt(side / 5),
                    1 + random.nextInt(side / 5));
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(1 << 24));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public int label(int i) {
        return i % identities;
    }

    @Override
    public byte[] encoded(int i) {
        return pictures[i % PICTURES];
    }

    @Override
    public String name(int i) {
        return "picture " + i % PICTURES;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
