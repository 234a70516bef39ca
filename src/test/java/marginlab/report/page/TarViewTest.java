package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.ReportDatasets;
import marginlab.report.table.SweepResults;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

/** Two seeds of ArcFace, the second scored where impostor pairs were too few for the smaller rate. */
class TarViewTest {
    private static Run run(Trial trial, Map<String, Double> metrics) {
        ProtocolOutcome outcome =
                new ProtocolOutcome(trial.settings().verify().get(0), "ten-fold", new TreeMap<>(metrics), List.of());
        return new Run(trial, TrialState.DONE, "", 1, Instant.EPOCH, 1, Map.of(), List.of(outcome));
    }

    @Test
    void showsRatesFromTheLargestOnThenWhatStandsForTheWholeCurve() {
        Trial one = TestTrials.trial("ArcFace(0.5)", 1);
        Trial two = TestTrials.trial("ArcFace(0.5)", 2);
        List<Run> runs = List.of(
                run(one, Map.of("tar@far=1e-2", 0.5, "tar@far=1e-1", 0.75, "auc", 0.9, "eer", 0.25, "accuracy", 0.8)),
                run(two, Map.of("tar@far=1e-1", 0.85, "auc", 0.92, "eer", 0.15, "accuracy", 0.8)));
        SweepResults sweep = new SweepResults(
                "two", "", "", "", List.of(one, two), runs, id -> List.of(), id -> null, ReportDatasets.NONE);

        TarView view = TarView.of(sweep, AccuracyTable.of(sweep));

        assertThat(view.heads()).extracting(TarView.RateColumn::label).containsExactly("1e-1", "1e-2", "AUC", "EER");
        assertThat(view.rows()).hasSize(1);
        assertThat(view.rows().get(0).boxes())
                .extracting(box -> box.figure() + " " + box.detail())
                .containsExactly("80.00 ± 7.07", "50.00 ", "91.00 ± 1.41", "20.00 ± 7.07");
        assertThat(view.rows().get(0).boxes().get(3).hover())
                .isEqualTo(
                        "share of the genuine pairs refused where as large a share of the impostor pairs is accepted,"
                                + " percent; mean of 2 seeds ± sample deviation");
    }
}
