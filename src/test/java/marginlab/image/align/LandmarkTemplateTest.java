package marginlab.image.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import marginlab.dataset.catalog.LfwView1Files;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.RgbImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("installed")
final class LandmarkTemplateTest {
    private static final double[] POINTS = {105, 110, 148, 108, 128, 135, 110, 160, 146, 158};

    /** The values are those of scikit-image 0.26. */
    @Test
    void fitsTheSimilarityOfLeastSquares() {
        double[] template = LandmarkTemplate.arcFace(112).points();
        SimilarityTransform fit = SimilarityTransform.fit(POINTS, template);
        assertThat(fit.a()).isCloseTo(0.813156642, within(1e-9));
        assertThat(fit.b()).isCloseTo(0.0262031863, within(1e-9));
        assertThat(fit.s()).isCloseTo(-44.0535286, within(1e-7));
        assertThat(fit.t()).isCloseTo(-40.5631273, within(1e-7));
        assertThat(fit.scale()).isCloseTo(0.813578719, within(1e-9));
        assertThat(fit.rotation()).isCloseTo(0.0322128860, within(1e-9));
        assertThat(fit.residual(POINTS, template)).isCloseTo(0.539107, within(1e-6));
    }

    @Test
    void scalesTheTemplateWithTheCrop() {
        assertThat(LandmarkTemplate.arcFace(224).points()[0]).isCloseTo(2 * 38.2946, within(1e-12));
        assertThat(LandmarkTemplate.arcFace(128).points()[0]).isCloseTo(46.2946, within(1e-12));
        assertThat(LandmarkTemplate.arcFace(128).points()[1]).isCloseTo(51.6963, within(1e-12));
        assertThat(LandmarkTemplate.arcFace(56).points()[1]).isCloseTo(51.6963 / 2, within(1e-12));
    }

    @Test
    void movesPixelsWithTheLandmarks() {
        byte[] png =
                TestImages.encode("png", BufferedImage.TYPE_INT_RGB, 150, 150, (x, y) -> x * 0x010000 + y * 0x0100);
        RgbImage photo = new ImageDecoder(1).whole(png, () -> "a photo");
        // The template moved by (20, 10): the crop shows the photo from there on, and black beyond its edge.
        double[] moved = LandmarkTemplate.arcFace(112).points();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += i % 2 == 0 ? 50.5 : 10;
        }
        RgbImage crop = LandmarkTemplate.arcFace(112).crop(photo, moved);
        int at = 3 * (30 * 112 + 40);
        assertThat(crop.rgb()[at] & 0xFF).isEqualTo(91);
        assertThat(crop.rgb()[at + 1] & 0xFF).isEqualTo(40);
        assertThat(crop.rgb()[3 * (30 * 112 + 105) + 1]).isZero();
    }

    /** Faces upright, upside down, near the bottom and beyond it; a decoder that has another photo's rows in its memory. */
    @Test
    void cutsTheSameOutOfAPhotoThatIsDecodedNoFurtherThanNeeded() {
        ImageDecoder decoder = new ImageDecoder(112);
        LandmarkTemplate template = LandmarkTemplate.arcFace(112);
        double[] points = template.points();
        for (double[] move :
                new double[][] {{1, 0, 20, 10}, {-0.7, 0.1, 130, 120}, {0.6, -0.5, 40, 90}, {1, 0, 0, 400}}) {
            byte[] jpeg = TestImages.encode(
                    "jpeg", BufferedImage.TYPE_INT_RGB, 150, 200, (x, y) -> x * 0x010000 + y * 0x0100 + (int) move[3]);
            double[] landmarks = new double[points.length];
            for (int i = 0; i < points.length; i += 2) {
                landmarks[i] = move[0] * points[i] - move[1] * points[i + 1] + move[2];
                landmarks[i + 1] = move[1] * points[i] + move[0] * points[i + 1] + move[3];
            }
            RgbImage whole = new ImageDecoder(112).whole(jpeg, () -> "a photo");
            assertThat(template.crop(decoder, jpeg, () -> "a photo", landmarks).rgb())
                    .isEqualTo(template.crop(whole, landmarks).rgb());
        }
    }

    /**
     * The reference crops were stored as JPEG (1.0 grey level a pixel) and made with landmarks that the list rounds to 0.6 pixels;
     * a shift of the landmarks by half a pixel takes the difference from 2.5 to 5. The mean over a crop is free of both.
     */
    @Test
    @EnabledIf(value = "marginlab.dataset.catalog.LfwView1Files#isThere", disabledReason = LfwView1Files.NEEDED)
    void matchesTheReferenceCropsWithinAGreyLevelInTheMean() throws IOException {
        Path sample = LfwView1Files.file("lfw-raw-sample");
        int compared = 0;
        ImageDecoder decoder = new ImageDecoder(112);
        byte[] expected = new byte[decoder.bytes()];
        try (RecordIoReader reference = RecordIoReader.open(LfwView1Files.file("lfw-view1/train.rec"))) {
            Map<String, Integer> labels = new HashMap<>();
            for (int label = 0; label < reference.identities(); label++) {
                labels.put(reference.identity(label), label);
            }
            for (Landmarks face : Landmarks.read(sample.resolve("landmarks.txt"), sample.resolve("images"))) {
                Integer label = labels.get(face.name().substring(0, face.name().indexOf('/')));
                if (label == null) {
                    continue;
                }
                RgbImage photo = decoder.whole(Files.readAllBytes(face.photo()), face::name);
                RgbImage crop = LandmarkTemplate.arcFace(112).crop(photo, face.points());
                double nearest = Double.MAX_VALUE;
                double shift = Double.MAX_VALUE;
                for (int i = 0; i < reference.size(); i++) {
                    if (reference.label(i) == label) {
                        decoder.decode(reference, i, expected);
                        double difference = difference(crop.rgb(), expected);
                        shift = difference < nearest ? mean(crop.rgb()) - mean(expected) : shift;
                        nearest = Math.min(nearest, difference);
                    }
                }
                assertThat(nearest).as(face.name()).isLessThan(4.5);
                assertThat(shift).as(face.name()).isBetween(-1.0, 1.0);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    private static double mean(byte[] values) {
        long sum = 0;
        for (byte value : values) {
            sum += value & 0xFF;
        }
        return (double) sum / values.length;
    }

    private static double difference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
        }
        return (double) sum / a.length;
    }
}
