package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.report.format.Legend;
import marginlab.report.page.NoiseFloorView.NoiseFloorRow;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweeps;
import marginlab.stats.NoiseFloor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseFloorViewTest {
    @TempDir
    Path runs;

    /** Of two repeats one differs by 5 pairs of 600, 0.8333 points: the deviation is sqrt(0.8333^2 / 4). */
    @Test
    void saysHowFarRepeatsAreApart() throws IOException {
        Findings findings = Findings.of(MadeUpSweeps.repeated(runs, 5));

        NoiseFloor floor = findings.table().noiseFloor(0).orElseThrow();
        assertThat(floor.largest()).isCloseTo(5 / 600.0, within(1e-12));
        assertThat(NoiseFloorView.of(findings).lines())
                .containsExactly(
                        new NoiseFloorRow("plain", "2", "0.83", "0.42", "0.42", "a distance differs by 2.0e+00"));
        assertThat(Legend.of(findings.table()))
                .contains("Noise floor, the largest difference in points when a seed was trained again: plain 0.83 (2"
                        + " repeats).");
    }

    @Test
    void repeatsAreNoFurtherSeeds() throws IOException {
        AccuracyTable table = Findings.of(MadeUpSweeps.repeated(runs, 5)).table();

        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().get(0).cells().get(0).bySeed()).hasSize(2).containsEntry(2L, 1.0);
        assertThat(table.rows().get(0).all()).hasSize(4);
    }

    @Test
    void saysThatBitsAreIdentical() throws IOException {
        NoiseFloorView view = NoiseFloorView.of(Findings.of(MadeUpSweeps.repeated(runs, 0)));

        assertThat(view.lines())
                .containsExactly(new NoiseFloorRow("plain", "2", "0.00", "0.00", "0.00", "identical bits"));
        assertThat(view.why())
                .containsExactly("Every repeat gave the scores of the first run to the bit:"
                        + " nothing of these trainings was left to chance.");
    }

    /** The made-up metrics of a trial are drawn from its id, so that the losses of twins part in the first epoch. */
    @Test
    void saysWhereTrainingsParted() throws IOException {
        List<String> why =
                NoiseFloorView.of(Findings.of(MadeUpSweeps.repeated(runs, 5))).why();

        assertThat(why.get(0)).contains("made alike").contains("order in which sums are added up");
        assertThat(why.get(1)).contains("in epoch 1, where the loss differs by");
    }

    @Test
    void aSweepWithoutRepeatsHasNone() {
        Findings findings = Findings.of(MadeUpSweeps.small());

        assertThat(NoiseFloorView.of(findings).lines()).isEmpty();
        assertThat(Page.html(findings)).contains("no seed was trained twice");
    }
}
