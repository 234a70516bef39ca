package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import marginlab.image.decode.ImageDecoder;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("installed")
final class SyntheticFacesTest {

    @Test
    void drawsAnyImageOfATrainingSetAsLargeAsMs1mv2() {
        try (SyntheticFaces faces = new SyntheticFaces(new SyntheticSpec(1, 85_742, 68, 24, 40))) {
            assertThat(faces.size()).isEqualTo(5_830_456);
            int last = faces.size() - 1;
            assertThat(faces.label(last)).isEqualTo(85_741);
            assertThat(faces.name(last)).isEqualTo("synthetic face 67 of identity 85741, seed 1");
            assertThat(faces.pixels(last)).hasSize(24 * 24 * 3).isEqualTo(faces.pixels(last));
        }
    }

    @Test
    void encodesWhatItDraws() {
        try (SyntheticFaces faces = new SyntheticFaces(new SyntheticSpec(1, 2, 2, 48, 40))) {
            byte[] drawn = faces.pixels(3);
            byte[] decoded = new byte[drawn.length];
            new ImageDecoder(48).decode(faces, 3, decoded);
            double difference = 0;
            for (int i = 0; i < drawn.length; i++) {
                difference += Math.abs((drawn[i] & 0xFF) - (decoded[i] & 0xFF));
            }
            assertThat(difference / drawn.length).isLessThan(6);
        }
    }

    @Test
    void refusesNumbersThatMakeNoDatasetAllAtOnce() {
        assertThatThrownBy(() -> new SyntheticSpec(1, 1, 0, 8, 30))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("identities: found 1; expected at least 2")
                .hasMessageContaining("images: found 0")
                .hasMessageContaining("side: found 8; expected 16 to 1024 pixels")
                .hasMessageContaining("pairs: found 30; expected a multiple of 20, at least 40");
    }
}
