package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownLabelErrorsTest {
    @Test
    void knowsAnImageWithAndWithoutFolderAndEnding() {
        assertThat(KnownLabelErrors.of("Michael_Schumacher_0008")).hasValue("shows Rubens Barrichello");
        assertThat(KnownLabelErrors.of("Michael_Schumacher/Michael_Schumacher_0008.jpg"))
                .hasValue("shows Rubens Barrichello");
        assertThat(KnownLabelErrors.of("Michael_Schumacher_0001.jpg")).isEmpty();
    }

    @Test
    void knowsAPairOfAFileWithoutNamesByItsNumber() {
        assertThat(KnownLabelErrors.ofPair("lfw.bin", 6000, 2793))
                .as("Carlos_Beltran 1, Ulrich_Kueperkoch 1: line 2795 of LFW's pairs.txt")
                .hasValue("Carlos_Beltran_0001 is the picture Raul_Ibanez_0001");
        assertThat(KnownLabelErrors.ofPair("lfw.bin", 6000, 2794)).isEmpty();
        assertThat(KnownLabelErrors.ofPair("lfw.bin", 5990, 2793))
                .as("another list")
                .isEmpty();
        assertThat(KnownLabelErrors.ofPair("calfw.bin", 6000, 2793)).isEmpty();
    }
}
