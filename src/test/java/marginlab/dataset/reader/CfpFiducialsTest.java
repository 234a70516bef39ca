package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.RgbImage;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CFP's layout with dots for eyes, nose and mouth, somewhere in photos of 240 pixels. */
final class CfpFiducialsTest {
    /** Where ArcFace's template has them in a crop of 112 pixels. */
    private static final double[][] TEMPLATE = {
        {38.2946, 51.6963}, {73.5318, 51.5014}, {56.0252, 71.7366}, {41.5493, 92.3655}, {70.7299, 92.2041}
    };

    /** Parts of a face in the frame of the crop: an eye is around its middle. */
    private static final double[][] JAW = {{18, 55}, {21, 75}, {33, 99}, {56, 110}, {79, 99}, {91, 75}, {94, 55}};

    private static final double[][] BROWS = {{28, 41}, {37, 38}, {46, 41}, {66, 41}, {75, 38}, {84, 41}};
    private static final double[][] LEFT_EYE = {{32, 52}, {38.3, 49}, {44.5, 52}, {38.3, 54}};
    private static final double[][] RIGHT_EYE = {{67, 52}, {73.5, 49}, {80, 52}, {73.5, 54}};
    private static final double[][] NOSE = {{56, 52}, {56, 58}, {56, 65}, TEMPLATE[2]};
    private static final double[][] MOUTH = {TEMPLATE[3], {56, 87}, TEMPLATE[4], {56, 100}, {56, 93}};
    private static final Color[] DOTS = {Color.RED, Color.GREEN, Color.BLUE, Color.MAGENTA, Color.CYAN};

    @TempDir
    private Path folder;

    private final Random random = new Random(11);
    private Path protocol;

    @BeforeEach
    void writeLists() throws IOException {
        protocol = folder.resolve("cfp/Protocol");
        StringBuilder frontal = new StringBuilder();
        StringBuilder profile = new StringBuilder();
        for (int person = 1; person <= 3; person++) {
            for (int i = 1; i <= 2; i++) {
                frontal.append(String.format(
                        Locale.ROOT, "%d ../Data/Images/%03d/frontal/%02d.jpg%n", 2 * person + i - 2, person, i));
            }
            profile.append(String.format(Locale.ROOT, "%d ../Data/Images/%03d/profile/01.jpg%n", person, person));
        }
        text("Protocol/Pair_list_F.txt", frontal.toString());
        text("Protocol/Pair_list_P.txt", profile.toString());
        for (int fold = 1; fold <= 10; fold++) {
            for (String kind : List.of("FF", "FP")) {
                String split = String.format(Locale.ROOT, "Protocol/Split/%s/%02d/", kind, fold);
                text(split + "same.txt", kind.equals("FF") ? "1,2\n3,4\n5,6\n" : "1,1\n3,2\n5,3\n");
                text(split + "diff.txt", kind.equals("FF") ? "1,3\n" : "1,2\n");
            }
        }
    }

    /** Nobody told the order of the points, so that any must do. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void putsEyesNoseAndMouthWhereTheTemplateHasThem(int order) throws IOException {
        writeImages(order);
        try (VerificationSet set = PairLists.cfp(protocol, "FF")) {
            assertThat(set.images().size()).isEqualTo(6);
            for (int i = 0; i < 6; i++) {
                assertDots(set.images(), i, TEMPLATE);
            }
        }
    }

    @Test
    void alignsAProfileByItsOneEyeAndItsOneCorner() throws IOException {
        writeImages(0);
        double[] eyes = {55.9132, 51.59885};
        double[] mouth = {56.1396, 92.2848};
        try (VerificationSet set = PairLists.cfp(protocol, "FP")) {
            for (int i = 0; i < set.images().size(); i++) {
                boolean isProfile = set.images().name(i).contains("profile");
                assertDots(
                        set.images(), i, isProfile ? new double[][] {eyes, null, TEMPLATE[2], mouth, null} : TEMPLATE);
            }
        }
    }

    @Test
    void takesImagesAsTheyAreWithoutFiducials() throws IOException {
        writeImages(0);
        Files.move(folder.resolve("cfp/Data/Fiducials"), folder.resolve("away"));
        try (VerificationSet set = PairLists.cfp(protocol, "FF")) {
            Path first = folder.resolve("cfp/Data/Images/001/frontal/01.jpg");
            assertThat(set.images().encoded(0)).isEqualTo(Files.readAllBytes(first));
        }
    }

    @Test
    void isAnotherDatasetOnceItIsAligned() throws IOException {
        writeImages(0);
        Files.move(folder.resolve("cfp/Data/Fiducials"), folder.resolve("away"));
        Path file = Files.writeString(
                folder.resolve("datasets.yaml"), "cfp: {role: verify, format: cfp-ff, path: cfp/Protocol}\n");
        Catalog catalog = Catalog.read(file, Map.of(), new Fingerprints(folder.resolve("prints")));
        String before = catalog.fingerprint("cfp");
        Files.createDirectory(folder.resolve("cfp/Data/Fiducials"));
        assertThat(catalog.fingerprint("cfp")).isNotEqualTo(before);
    }

    @Test
    void namesEveryFileThatIsMissingOrNoThirtyPoints() throws IOException {
        writeImages(0);
        Path fiducials = folder.resolve("cfp/Data/Fiducials");
        Files.delete(fiducials.resolve("001/frontal/01.txt"));
        Files.writeString(fiducials.resolve("002/frontal/01.txt"), "1,2\n".repeat(29));
        Files.writeString(fiducials.resolve("002/frontal/02.txt"), "1,2\n".repeat(29) + "1;2\n");
        Files.writeString(fiducials.resolve("003/frontal/01.txt"), "1,2\n".repeat(29) + "NaN,2\n");
        assertThatThrownBy(() -> PairLists.cfp(protocol, "FF"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("001/frontal/01.txt: found no such file")
                .hasMessageContaining("002/frontal/01.txt: found 29 lines; expected 30 lines 'x,y'")
                .hasMessageContaining("002/frontal/02.txt:30: found '1;2'; expected 'x,y'")
                .hasMessageContaining("003/frontal/01.txt:30: found 'NaN,2'; expected 'x,y', two numbers");
    }

    @Test
    void refusesPointsThatAreNoFace() throws IOException {
        writeImages(0);
        for (int person = 1; person <= 3; person++) {
            for (int i = 1; i <= 2; i++) {
                StringBuilder line = new StringBuilder();
                for (int p = 0; p < 30; p++) {
                    line.append(10 * p).append(",50\n");
                }
                text(String.format(Locale.ROOT, "Data/Fiducials/%03d/frontal/%02d.txt", person, i), line.toString());
            }
        }
        assertThatThrownBy(() -> PairLists.cfp(protocol, "FF"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("points of 6 frontal faces that make no face");
    }

    /** Faces whose points come part by part, in one of several orders. */
    private void writeImages(int order) throws IOException {
        List<double[][]> parts = new ArrayList<>(List.of(JAW, BROWS, LEFT_EYE, RIGHT_EYE, NOSE, MOUTH));
        if (order > 0) {
            Collections.shuffle(parts, new Random(order));
        }
        double[][] face = parts.stream().flatMap(Arrays::stream).toArray(double[][]::new);
        double[][] profile = new double[30][];
        Arrays.setAll(profile, i -> new double[] {70 + i % 9, 60 + i});
        double[][] eye = {{50, 51.6}, {54, 50}, {57, 50}, {61.8, 51.6}, {57, 53.2}, {55.67, 53.2}};
        System.arraycopy(eye, 0, profile, 12, 6);
        profile[21] = TEMPLATE[2];
        profile[25] = new double[] {56.1396, 92.2848};
        double[][] profileDots = {{55.9132, 51.59885}, null, TEMPLATE[2], profile[25], null};
        for (int person = 1; person <= 3; person++) {
            write(String.format(Locale.ROOT, "%03d/frontal/01", person), face, TEMPLATE);
            write(String.format(Locale.ROOT, "%03d/frontal/02", person), face, TEMPLATE);
            write(String.format(Locale.ROOT, "%03d/profile/01", person), profile, profileDots);
        }
    }

    private void write(String name, double[][] points, double[][] dots) throws IOException {
        double scale = 1.1 + 0.3 * random.nextDouble();
        double turn = 0.4 * random.nextDouble() - 0.2;
        double across = 40 + 20 * random.nextDouble();
        double down = 40 + 20 * random.nextDouble();
        BufferedImage photo = new BufferedImage(240, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = photo.createGraphics();
        for (int i = 0; i < dots.length; i++) {
            if (dots[i] != null) {
                double[] at = moved(dots[i], scale, turn, across, down);
                paint.setColor(DOTS[i]);
                paint.fillRect((int) Math.round(at[0]) - 3, (int) Math.round(at[1]) - 3, 7, 7);
            }
        }
        paint.dispose();
        Path file = folder.resolve("cfp/Data/Images/" + name + ".jpg");
        Files.createDirectories(file.getParent());
        ImageIO.write(photo, "png", file.toFile());
        StringBuilder lines = new StringBuilder();
        for (double[] point : points) {
            double[] at = moved(point, scale, turn, across, down);
            lines.append(String.format(Locale.ROOT, "%.4f,%.4f%n", at[0], at[1]));
        }
        text("Data/Fiducials/" + name + ".txt", lines.toString());
    }

    private static double[] moved(double[] p, double scale, double turn, double across, double down) {
        return new double[] {
            scale * (Math.cos(turn) * p[0] - Math.sin(turn) * p[1]) + across,
            scale * (Math.sin(turn) * p[0] + Math.cos(turn) * p[1]) + down
        };
    }

    /** The middle of each dot is where it should be, by half a pixel of the photo and half one of the crop. */
    private static void assertDots(EncodedImages images, int i, double[][] expected) {
        RgbImage crop = new ImageDecoder(112).whole(images.encoded(i), () -> images.name(i));
        assertThat(crop.width()).isEqualTo(112);
        for (int dot = 0; dot < expected.length; dot++) {
            if (expected[dot] == null) {
                continue;
            }
            double weight = 0;
            double x = 0;
            double y = 0;
            for (int p = 0; p < 112 * 112; p++) {
                if (isLike(DOTS[dot], crop.rgb(), 3 * p)) {
                    weight++;
                    x += p % 112;
                    y += p / 112;
                }
            }
            assertThat(x / weight)
                    .as("%s, dot %d across", images.name(i), dot)
                    .isCloseTo(expected[dot][0], within(1.5));
            assertThat(y / weight).as("%s, dot %d down", images.name(i), dot).isCloseTo(expected[dot][1], within(1.5));
        }
    }

    private static boolean isLike(Color colour, byte[] rgb, int at) {
        return isLike(colour.getRed(), rgb[at])
                && isLike(colour.getGreen(), rgb[at + 1])
                && isLike(colour.getBlue(), rgb[at + 2]);
    }

    private static boolean isLike(int level, byte found) {
        return Math.abs(level - (found & 0xFF)) < 90;
    }

    private void text(String name, String text) throws IOException {
        Path file = folder.resolve("cfp").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
