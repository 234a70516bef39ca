package marginlab.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import marginlab.file.json.Json;
import marginlab.report.format.HostileNamesTest;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;

class ExperimentComparisonTest {
    private static final ExperimentComparison COMPARED =
            ExperimentComparison.of(sweep("one", 64, 0), sweep("other", 30, 0.01));

    @Test
    void pairsRowsBySeedAndSubtractsTheFirst() {
        JsonObject row = json(COMPARED).getAsJsonArray("rows").get(0).getAsJsonObject();

        assertThat(row.get("objective").getAsString()).isEqualTo("NS");
        assertThat(row.get("n").getAsInt()).isEqualTo(3);
        assertThat(row.get("difference").getAsDouble()).isCloseTo(0.01, within(1e-12));
        assertThat(row.getAsJsonArray("interval95").get(0).getAsDouble())
                .as("differences 0.009, 0.010, 0.011: 0.01 - 4.302653 * 0.001 / sqrt(3)")
                .isCloseTo(0.0075159, within(1e-6));
    }

    @Test
    void saysWhatElseDiffers() {
        assertThat(COMPARED.text(0)).contains("What differs").containsPattern("scale +64 +30");
    }

    @Test
    void saysInWhatTwoLossesOfAnExperimentDiffer() {
        MadeUpSweep example = new MadeUpSweep().named("losses", "");
        for (long seed = 1; seed <= 3; seed++) {
            example.done("ArcFace(0.5)", MadeUpSweep.settings(64, List.of("plain")), seed, 0.8 + 0.01 * seed);
            example.done("NS + 0.5 * Intra", MadeUpSweep.settings(64, List.of("plain")), seed, 0.7 + 0.01 * seed);
        }

        ExperimentComparison compared =
                ExperimentComparison.losses(example.sweep(), "ArcFace(0.5)", "NS + 0.5 * Intra");

        assertThat(compared.text(0))
                .containsPattern("ArcFace\\(0.5\\) and NS \\+ 0.5 \\* Intra +plain")
                .containsPattern("objective +ArcFace\\(0.5\\) +NS \\+ 0.5 \\* Intra")
                .containsPattern("margin m2 +0.5 +0\\s")
                .containsPattern("term Intra +- +1/\\(pi N\\) sum theta_y")
                .doesNotContain("margin m1", "Nothing.");
        assertThat(compared.html()).contains("margin m2", "term Intra").doesNotContain("Nothing.");
        assertThat(json(compared).getAsJsonArray("differences").size()).isEqualTo(3);
    }

    private static JsonObject json(ExperimentComparison compared) {
        return JsonParser.parseString(Json.line(compared.json())).getAsJsonObject();
    }

    @Test
    void isAPageWithoutAScript() {
        assertThat(COMPARED.html())
                .contains("<bdi>one and other</bdi>", "+1.00", "default-src 'none'")
                .doesNotContain("<script", "http:", "https:");
    }

    @Test
    void showsHostileNamesAsText() {
        for (String name : HostileNamesTest.names()) {
            SweepResults hostile = HostileNamesTest.sweep(name);
            ExperimentComparison compared = ExperimentComparison.of(hostile, hostile);
            assertThat(compared.html()).doesNotContain("<script>", "<img", "</style><b>", "\" onmouseover");
            assertThat(compared.text(0)).doesNotContain("\u001b", "\u202e");
        }
    }

    private static SweepResults sweep(String name, double scale, double more) {
        MadeUpSweep example = new MadeUpSweep().named(name, "");
        for (long seed = 1; seed <= 3; seed++) {
            double here = more == 0 ? 0 : more + 0.001 * (seed - 2);
            example.done("NS", MadeUpSweep.settings(scale, List.of("plain")), seed, 0.8 + 0.01 * seed + here);
        }
        return example.sweep();
    }
}
