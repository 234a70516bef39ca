package marginlab.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FacePainterTest {
    private static final int SIDE = 32;

    @Test
    void drawsTheSameBitsOnEveryMachine() throws NoSuchAlgorithmException {
        assertThat(digest(6, SIDE)).isEqualTo("1f0fa3d451eb741efbeba016151110e89fc287fccbc350f4d8569777c336d60d");
        // With the finer meshes of large images.
        assertThat(digest(2, 112)).isEqualTo("54aab9f3bb5e8499a2d3aeba41444662e1fe594aa9257bca8ccb4d89b0ef00fb");
    }

    private static String digest(int people, int side) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (FaceConditions conditions : FaceConditions.values()) {
            for (int person = 0; person < people; person++) {
                FaceView view = FaceView.of(1, person, 0, conditions);
                digest.update(FacePainter.paint(FaceIdentity.of(1, person), view, side));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void drawsOtherPeopleFromAnotherSeed() {
        assertThat(draw(1, 0, 0, FaceConditions.FRONTAL)).isNotEqualTo(draw(2, 0, 0, FaceConditions.FRONTAL));
    }

    @Test
    void drawsOtherPhotographsOfOnePerson() {
        assertThat(draw(1, 0, 0, FaceConditions.FRONTAL)).isNotEqualTo(draw(1, 0, 1, FaceConditions.FRONTAL));
    }

    @Test
    void fillsTheMiddleOfTheImageWithTheFace() {
        FaceIdentity person = FaceIdentity.of(1, 0);
        FaceView bright = still(0, 35);
        int[] cheek = pixel(FacePainter.paint(person, bright, SIDE), SIDE * 13 / 32, SIDE * 19 / 32);
        // Skin is redder than green and greener than blue, whatever its tone.
        assertThat(cheek[0]).isGreaterThan(cheek[1]);
        assertThat(cheek[1]).isGreaterThan(cheek[2]);
    }

    @Test
    void mirrorsAnEvenlyLitHeadThatTurnsTheOtherWay() {
        FaceIdentity person = FaceIdentity.of(1, 3);
        byte[] left = FacePainter.paint(person, still(-1.2f, 35), SIDE);
        byte[] right = FacePainter.paint(person, still(1.2f, 35), SIDE);
        double asTheyAre = 0;
        double mirrored = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int here = pixel(left, x, y)[1];
                asTheyAre += Math.abs(here - pixel(right, x, y)[1]);
                mirrored += Math.abs(here - pixel(right, SIDE - 1 - x, y)[1]);
            }
        }
        assertThat(mirrored).isLessThan(asTheyAre / 2);
    }

    @Test
    void turnsHairGreyWithTheYears() {
        for (int k = 0; k < 5; k++) {
            FaceIdentity person = FaceIdentity.of(1, k);
            FaceColour young = new FaceHair(person, 20).colour();
            FaceColour old = new FaceHair(person, 85).colour();
            assertThat(young).isEqualTo(person.hair().colour());
            assertThat(old.red() - old.blue()).isLessThan(0.1f);
        }
    }

    private static byte[] draw(long seed, long person, long image, FaceConditions conditions) {
        return FacePainter.paint(FaceIdentity.of(seed, person), FaceView.of(seed, person, image, conditions), SIDE);
    }

    private static FaceView still(float yaw, float age) {
        FaceColour white = new FaceColour(1, 1, 1);
        return new FaceView(
                new FaceView.Pose(yaw, 0, 0, 0, 0, 1),
                new FaceView.FacialExpression(0, 0, 0, 0, 0, 0),
                age,
                new FaceView.Light(0, 0, 1, 0.5f, 0.5f, white, white),
                new FaceView.Camera(1, 1, 1, 0, 0),
                false,
                7);
    }

    private static int[] pixel(byte[] rgb, int x, int y) {
        int at = 3 * (y * SIDE + x);
        return new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF};
    }
}
