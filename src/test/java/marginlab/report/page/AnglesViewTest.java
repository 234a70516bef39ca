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

/** Two seeds of ArcFace with angles of the training set, one of them with those of a test set too. */
class AnglesViewTest {
    private static ProtocolOutcome angles(String set, double intra, double inter) {
        return new ProtocolOutcome(set, "angles", new TreeMap<>(Map.of("intra", intra, "inter", inter)), List.of());
    }

    private static Run run(Trial trial, ProtocolOutcome... outcomes) {
        return new Run(trial, TrialState.DONE, "", 1, Instant.EPOCH, 1, Map.of(), List.of(outcomes));
    }

    @Test
    void keepsTheTrainingSetApartFromTheTestSet() {
        Trial one = TestTrials.trial("ArcFace(0.5)", 1);
        Trial two = TestTrials.trial("ArcFace(0.5)", 2);
        String trained = String.join(" + ", one.settings().train());
        String verified = one.settings().verify().get(0);
        List<Run> runs =
                List.of(run(one, angles(trained, 30, 60), angles(verified, 20, 50)), run(two, angles(trained, 40, 70)));
        SweepResults sweep = new SweepResults(
                "two", "", "", "", List.of(one, two), runs, id -> List.of(), id -> null, ReportDatasets.NONE);

        AnglesView view = AnglesView.of(sweep, AccuracyTable.of(sweep));

        assertThat(view.heads()).containsExactly("W-EC", "W-Inter", "Intra1", "Inter1", "Intra2", "Inter2");
        assertThat(view.training()).isEqualTo(trained);
        assertThat(view.test()).isEqualTo(verified);
        assertThat(view.rows()).hasSize(1);
        assertThat(view.rows().get(0).boxes())
                .extracting(AnglesView.AngleBox::figure)
                .containsExactly("–", "–", "35.00°", "65.00°", "20.00°", "50.00°");
        assertThat(view.rows().get(0).boxes())
                .extracting(AnglesView.AngleBox::paper)
                .as("as printed for ArcFace(0.5)")
                .containsExactly("14.29°", "71.61°", "38.45°", "65.83°", "28.05°", "66.55°");
    }
}
