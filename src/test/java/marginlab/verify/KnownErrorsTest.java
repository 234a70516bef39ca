package marginlab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownErrorsTest {
    @Test
    void knowsAnImageWithAndWithoutFolderAndEnding() {
        assertThat(KnownErrors.of("Michael_Schumacher_0008")).hasValue("shows Rubens Barrichello");
        assertThat(KnownErrors.of("Michael_Schumacher/Michael_Schumacher_0008.jpg"))
                .hasValue("shows Rubens Barrichello");
        assertThat(KnownErrors.of("Michael_Schumacher_0001.jpg")).isEmpty();
    }
}
