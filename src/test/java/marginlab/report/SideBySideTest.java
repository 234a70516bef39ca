package marginlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import marginlab.store.Run;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final List<Run> RUNS = new Example()
            .done("NS", Example.settings(30, List.of("plain")), 1, 0.81)
            .done("NS", Example.settings(64, List.of("plain")), 1, 0.79)
            .sweep()
            .runs();

    @Test
    void showsOnlyWhatDiffers() {
        assertThat(SideBySide.of(RUNS, true).text()).isEqualTo("""
                                                 100000000000  100000000001
                        plain ten-fold accuracy  81.00         79.00
                        scale                    30            64
                        """);
    }

    @Test
    void showsEverythingWhenAsked() {
        assertThat(SideBySide.of(RUNS, false).text()).contains("backbone", "made with commit", "data synthetic-plain");
        assertThat(SideBySide.of(RUNS, false).json().size()).isGreaterThan(25);
    }
}
