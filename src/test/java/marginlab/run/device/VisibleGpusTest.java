package marginlab.run.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisibleGpusTest {
    @Test
    void keepsTheNamesThatTheUserChose() {
        assertThat(VisibleGpus.names(2, Optional.of("3, GPU-8a5f"))).containsExactly("3", "GPU-8a5f");
    }

    @Test
    void countsWhereNothingWasChosenOrTheEngineSeesOthers() {
        assertThat(VisibleGpus.names(2, Optional.empty())).containsExactly("0", "1");
        assertThat(VisibleGpus.names(3, Optional.of("0,1"))).containsExactly("0", "1", "2");
        assertThat(VisibleGpus.names(0, Optional.of(""))).isEmpty();
    }
}
