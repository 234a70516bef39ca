package marginlab.run.network;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import marginlab.random.CounterRandom;

/**
 * A verification set of flat images, in which a person is a shade: pair i is of one person where i is even. How much of which
 * colour tells the person is up to who draws.
 */
record ColourFaces(Path folder, int side, int pairs) {
    /** The colour of an image by the shade of the person, 20 to 120. */
    interface Painter {
        int colour(int shade, CounterRandom random);
    }

    /** Red is the person, green and blue are anything. */
    static int red(int shade, CounterRandom random) {
        return rgb(near(shade, 3, random), any(random), any(random));
    }

    /** Red and blue are the person, each with its own noise. */
    static int redAndBlue(int shade, CounterRandom random) {
        return rgb(near(shade, 20, random), any(random), near(shade, 20, random));
    }

    private static int near(int shade, int noise, CounterRandom random) {
        return shade - noise + random.below(2 * noise + 1);
    }

    private static int any(CounterRandom random) {
        return random.below(128);
    }

    private static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    /** Draws the set; outside the middle, which is {@code middle} pixels wide, each image has a colour of its own. */
    Path write(Painter painter, int middle) throws IOException {
        Files.createDirectories(folder.resolve("faces"));
        CounterRandom random = new CounterRandom(pairs);
        StringBuilder list = new StringBuilder();
        for (int pair = 0; pair < pairs; pair++) {
            boolean same = pair % 2 == 0;
            int shade = 20 + random.below(101);
            int other = same ? shade : 20 + (shade + 10 + random.below(61)) % 101;
            image(pair + "a.png", painter.colour(shade, random), red(20 + any(random) % 101, random), middle);
            image(pair + "b.png", painter.colour(other, random), red(20 + any(random) % 101, random), middle);
            list.append(pair).append("a.png ").append(pair).append("b.png ").append(same ? 1 : 0);
            list.append('\n');
        }
        Files.writeString(folder.resolve("pairs.txt"), list);
        return Files.writeString(
                folder.resolve("datasets.yaml"),
                "shades: {role: verify, format: pair-list, path: '%s', list: '%s'}\n"
                        .formatted(folder.resolve("faces"), folder.resolve("pairs.txt")));
    }

    private void image(String name, int inside, int outside, int middle) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int border = (side - middle) / 2;
        IntUnaryOperator isInside = at -> at >= border && at < side - border ? 1 : 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, isInside.applyAsInt(x) + isInside.applyAsInt(y) == 2 ? inside : outside);
            }
        }
        ImageIO.write(image, "png", folder.resolve("faces").resolve(name).toFile());
    }
}
