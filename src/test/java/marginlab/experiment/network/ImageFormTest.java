package marginlab.experiment.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0..255", "0..1", "-1..1", "imagenet", "127.5/128", "1,2,3/4,5,6.5", "123.675,116.28,103.53/1"})
    void readsWhatItWrites(String label) {
        assertThat(PixelScale.parse(label).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"0..255, 255, 255", "0..1, 255, 1", "-1..1, 255, 1", "-1..1, 0, -1", "127.5/128, 255, 0.99609375"})
    void scalesAsItSays(String label, int pixel, float expected) {
        assertThat(PixelScale.parse(label).of(0, pixel)).isEqualTo(expected);
    }

    /** torchvision: (x / 255 - 0.456) / 0.224 of green. */
    @Test
    void knowsImageNets() {
        assertThat(PixelScale.IMAGENET.of(1, 200)).isEqualTo((float) ((200 / 255.0 - 0.456) / 0.224));
        assertThat(PixelScale.parse("123.675,116.28,103.53/58.395,57.12,57.375"))
                .isEqualTo(PixelScale.IMAGENET);
        assertThat(PixelScale.parse("127.5/127.5")).isEqualTo(PixelScale.CENTRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "255", "1/0", "1/-2", "1,2/3", "1,2,3,4/1", "x/1", "1/2/3", "1e9/1", "NaN/1"})
    void refusesWhatIsNoScale(String text) {
        assertThatThrownBy(() -> PixelScale.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSizes() {
        assertThat(InputSize.parse("112")).isEqualTo(InputSize.square(112));
        assertThat(InputSize.parse("112x96")).isEqualTo(new InputSize(112, 96));
        assertThat(new InputSize(112, 96).label()).isEqualTo("112x96");
        assertThatThrownBy(() -> InputSize.parse("96x112")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputSize.parse("0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputSize.parse("9999")).isInstanceOf(IllegalArgumentException.class);
    }
}
