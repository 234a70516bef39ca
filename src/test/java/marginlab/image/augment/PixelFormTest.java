package marginlab.image.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import org.junit.jupiter.api.Test;

class PixelFormTest {
    /** 4 x 4 pixels, of which the two columns in the middle are taken: red 10 y + x, green 100, blue 200. */
    private static byte[] image() {
        byte[] rgb = new byte[48];
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                rgb[3 * (4 * y + x)] = (byte) (10 * y + x);
                rgb[3 * (4 * y + x) + 1] = 100;
                rgb[3 * (4 * y + x) + 2] = (byte) 200;
            }
        }
        return rgb;
    }

    @Test
    void takesTheColumnsInTheMiddleOfANarrowImage() {
        FloatBuffer plain = put(new ImageForm(new InputSize(4, 2), PixelScale.BYTES, ColourOrder.RGB), false);
        FloatBuffer mirrored = put(new ImageForm(new InputSize(4, 2), PixelScale.BYTES, ColourOrder.RGB), true);

        assertThat(part(plain, 0, 8)).containsExactly(1, 2, 11, 12, 21, 22, 31, 32);
        assertThat(part(mirrored, 0, 8)).containsExactly(2, 1, 12, 11, 22, 21, 32, 31);
        assertThat(part(plain, 8, 8)).containsOnly(100);
        assertThat(part(plain, 16, 8)).containsOnly(200);
    }

    @Test
    void putsBlueFirstWithItsOwnMean() {
        PixelScale scale = PixelScale.parse("0,1,2/1,2,4");
        FloatBuffer planes = put(new ImageForm(InputSize.square(4), scale, ColourOrder.BGR), false);

        assertThat(part(planes, 0, 16)).containsOnly((200 - 2) / 4f);
        assertThat(part(planes, 16, 16)).containsOnly((100 - 1) / 2f);
        assertThat(part(planes, 32, 3)).containsExactly(0, 1, 2);
    }

    private static FloatBuffer put(ImageForm form, boolean mirrored) {
        FloatBuffer room = PixelNormalizer.room(1, form.size());
        new PixelNormalizer(form).put(image(), mirrored, room, 0);
        return room;
    }

    private static float[] part(FloatBuffer planes, int from, int count) {
        float[] values = new float[count];
        planes.get(from, values);
        return values;
    }
}
