package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.report.format.CsvTable;
import marginlab.report.format.WideCsv;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.ReportDatasets;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of networks that others trained. */
final class NetworkOnPageTest {
    private static final Pattern SEEDS = Pattern.compile("(?s)Seeds</dt>\\s*<dd[^>]*>(\\d+)<");

    private static MadeUpSweep network(MadeUpSweep sweep) {
        ImageForm form = new ImageForm(InputSize.square(112), PixelScale.BYTES, ColourOrder.RGB);
        return sweep.done("y1", Settings.ofNetwork(form, "synthetic-plain"), 0, 0.9);
    }

    private static String seeds(MadeUpSweep sweep) {
        Matcher found = SEEDS.matcher(Page.html(Findings.of(sweep.sweep())));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void countsTheSeedsOfTrainingsAlone(int seeds) {
        MadeUpSweep sweep = new MadeUpSweep();
        for (long seed = 1; seed <= seeds; seed++) {
            sweep.done("ArcFace(0.5)", MadeUpSweep.settings(64, List.of("synthetic-plain")), seed, 0.85);
        }

        assertThat(seeds(network(sweep))).isEqualTo(String.valueOf(seeds));
    }

    @Test
    void givesANetworkOfOthersNoSeedInCsv() {
        Settings settings = MadeUpSweep.settings(64, List.of("synthetic-plain"));
        SweepResults sweep = network(new MadeUpSweep().done("ArcFace(0.5)", settings, 7, 0.85))
                .sweep();
        AccuracyTable table = AccuracyTable.of(sweep);

        assertThat(CsvTable.text(sweep, table).lines())
                .anyMatch(line -> line.matches("[^,]*,y1,[^,]*,,.*0\\.9"))
                .anyMatch(line -> line.matches("[^,]*,ArcFace\\(0\\.5\\),[^,]*,7,.*0\\.85"));
        String wide = WideCsv.text(sweep, table);
        List<String> heads = List.of(wide.lines().findFirst().orElseThrow().split(","));
        assertThat(wide.lines().skip(1))
                .extracting(line -> List.of(line.split(",", -1)))
                .extracting(fields -> fields.get(heads.indexOf("objective")) + " " + fields.get(heads.indexOf("seed")))
                .containsExactlyInAnyOrder("y1 ", "ArcFace(0.5) 7");
    }

    @Test
    void saysWhatFilesOfNetworksAreFor() {
        ImageForm form = new ImageForm(InputSize.square(112), PixelScale.BYTES, ColourOrder.RGB);
        Settings trained = MadeUpSweep.settings(64, List.of("synthetic-plain"));
        Trial network =
                Trial.of("y1", Settings.ofNetwork(form, "synthetic-plain"), Trial.NO_SEED, Map.of("network y1", "abc"));
        Trial started = Trial.of("ArcFace(0.5)", trained, 1, Map.of("init: file", "def", "synthetic-plain", "012"));
        SweepResults sweep = new SweepResults(
                "mix",
                "",
                "",
                "",
                List.of(network, started),
                List.of(),
                id -> List.of(),
                Path::of,
                ReportDatasets.NONE);

        assertThat(DatasetView.of(sweep))
                .extracting(view -> view.name() + ": " + view.role())
                .contains("network y1: a row", "init: file: first weights", "synthetic-plain: verification");
    }

    @Test
    void countsNoneWhereNothingWasTrained() {
        assertThat(seeds(network(new MadeUpSweep()))).isEqualTo("0");
    }
}
