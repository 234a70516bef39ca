package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.PairIdentities;
import marginlab.experiment.setting.Settings;
import marginlab.file.npy.Npy;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.ReportDatasets;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty pairs of which the first, two images of one person, are far apart. */
class HardPairsTest {
    private static final String SET = "synthetic-plain";
    private static final String ERROR = "Somebody_0004 shows somebody else";

    @TempDir
    Path runs;

    private SweepResults sweep;

    /** Both images of a pair are the bytes 1 2 3; of the first pair a label error is known. */
    private record Known() implements ReportDatasets {
        @Override
        public Optional<Facts> facts(String name, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public Optional<PairIdentities> people(String set, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public Map<Integer, PairImages> images(String set, String fingerprint, Collection<Integer> pairs) {
            return Map.of(0, new PairImages(new byte[] {1, 2, 3}, new byte[] {1, 2, 3}));
        }

        @Override
        public Map<Integer, List<String>> labelErrors(String set, String fingerprint, Collection<Integer> pairs) {
            return Map.of(0, List.of(ERROR));
        }
    }

    @BeforeEach
    void writeScores() throws IOException {
        Settings settings = MadeUpSweep.settings(30, List.of(SET));
        sweep = new MadeUpSweep().in(runs).done("NS", settings, 1, 0.95).sweep().with(new Known());
        double[] distances = new double[20];
        boolean[] same = new boolean[20];
        for (int pair = 0; pair < 20; pair++) {
            same[pair] = pair % 2 == 0;
            distances[pair] = same[pair] && pair > 0 ? 0.5 : 2.5;
        }
        Path scores = runs.resolve(sweep.trials().get(0).id()).resolve("scores");
        Files.createDirectories(scores);
        Npy.write(scores.resolve(SET + ".npy"), distances);
        Npy.write(scores.resolve(SET + "-same.npy"), same);
    }

    @Test
    void marksAKnownLabelError() {
        assertThat(Page.html(Findings.of(sweep)))
                .contains("known label error: " + ERROR, "data:image/jpeg;base64,AQID");
    }

    @Test
    void keepsTheErrorWhereImagesAreLeftOut() {
        assertThat(Page.html(Findings.of(FaceDisclosure.LEFT_OUT.in(sweep))))
                .contains("known label error: " + ERROR, "pair 1</span>")
                .doesNotContain("data:image/jpeg");
    }
}
