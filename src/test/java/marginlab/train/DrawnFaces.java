package marginlab.train;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import marginlab.dataset.LabelledImages;

/** A few people who differ by colour, with noise: enough to see a loss fall. */
final class DrawnFaces implements LabelledImages {
    private final int identities;
    private final int each;
    private final int side;

    DrawnFaces(int identities, int each, int side) {
        this.identities = identities;
        this.each = each;
        this.side = side;
    }

    @Override
    public int size() {
        return identities * each;
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public int label(int i) {
        return i / each;
    }

    @Override
    public byte[] encoded(int i) {
        Random random = new Random(i);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(label(i) / (float) identities, 0.8f, 0.5f + 0.4f * random.nextFloat()));
        graphics.fillRect(0, 0, side, side);
        for (int n = 0; n < side; n++) {
            image.setRGB(random.nextInt(side), random.nextInt(side), random.nextInt(1 << 24));
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String name(int i) {
        return "drawn " + i;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
