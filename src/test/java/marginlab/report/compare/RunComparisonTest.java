package marginlab.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import marginlab.report.table.MadeUpSweep;
import marginlab.store.record.Run;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static final List<Run> RUNS = new MadeUpSweep()
            .done("NS", MadeUpSweep.settings(30, List.of("plain")), 1, 0.81)
            .done("NS", MadeUpSweep.settings(64, List.of("plain")), 1, 0.79)
            .sweep()
            .runs();

    @Test
    void showsOnlyWhatDiffers() {
        assertThat(RunComparison.of(RUNS, true).text(0)).isEqualTo("""
                                                 100000000000  100000000001
                        plain ten-fold accuracy  81.00         79.00
                        scale                    30            64
                        """);
    }

    @Test
    void showsEverythingWhenAsked() {
        assertThat(RunComparison.of(RUNS, false).text(0))
                .contains("backbone", "environment: commit", "data synthetic-plain");
        assertThat(RunComparison.of(RUNS, false).lines().size()).isGreaterThan(25);
    }
}
