package marginlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.ScoredColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a row of the paper is compared with ours: in the setting that the paper states, version by version. */
class PublishedResultsTest {
    private static final Map<String, String> EPOCHS =
            Map.of("schedule.divide-at", "20 epochs, 28 epochs", "schedule.stop-at", "32 epochs");

    private final PublishedResults published = PublishedResults.shipped();

    private static Settings with(double scale, Map<String, String> changed) {
        Map<String, String> flat = new TreeMap<>(MadeUpSweep.paper(scale).flat());
        flat.putAll(changed);
        return Settings.of(flat);
    }

    private PublishedResults.PublishedRow figure(String objective, double scale) {
        return published.of(objective, scale).get(0);
    }

    @Test
    void takesEitherVersionsScheduleForARowThatBothPrint() {
        PublishedResults.PublishedRow arcFace = figure("ArcFace(0.5)", 64);

        assertThat(arcFace.versions()).containsExactly("v3", "v4");
        assertThat(published.differences(arcFace, MadeUpSweep.paper(64))).isEmpty();
        assertThat(published.differences(arcFace, with(64, EPOCHS))).isEmpty();
    }

    @Test
    void comparesARowOfVersion4WithEpochsOnly() {
        PublishedResults.PublishedRow ns = figure("NS", 20);

        assertThat(published.differences(ns, with(20, EPOCHS))).isEmpty();
        assertThat(published.differences(ns, MadeUpSweep.paper(20)))
                .containsExactly(
                        "schedule.divide-at 20000, 28000 (v4: 20 epochs, 28 epochs)",
                        "schedule.stop-at 32000 (v4: 32 epochs)");
    }

    @Test
    void comparesARowOfVersion3WithIterationsOnly() {
        PublishedResults.PublishedRow intra = figure("NS + Intra", 64);

        assertThat(published.differences(intra, MadeUpSweep.paper(64))).isEmpty();
        assertThat(published.differences(intra, with(64, EPOCHS)))
                .containsExactly(
                        "schedule.divide-at 20 epochs, 28 epochs (v3: 20000, 28000)",
                        "schedule.stop-at 32 epochs (v3: 32000)");
    }

    @Test
    void namesTheNearerOfTwoSchedules() {
        Settings longer = with(64, Map.of("schedule.divide-at", "20 epochs, 28 epochs"));

        assertThat(published.differences(figure("ArcFace(0.5)", 64), longer))
                .as("neither is nearer: the older version")
                .containsExactly("schedule.divide-at 20 epochs, 28 epochs (v3: 20000, 28000)");
    }

    @ParameterizedTest
    @CsvSource({
        "gradient, straight-through, exact",
        "beyond-pi, easy, raw",
        "dropout, 0, 0.4",
        "flip, false, true",
        "sampling, 128 x 4, shuffle",
        "min-images, 5, 1",
        "schedule.divide-by, 2, 10",
        "schedule.warm-up, 100, 0",
        "schedule.clip, 5, 0"
    })
    void marksAnotherSetting(String key, String ours, String paper) {
        assertThat(published.differences(figure("ArcFace(0.5)", 64), with(64, Map.of(key, ours))))
                .containsExactly(key + " " + ours + " (paper: " + paper + ")");
    }

    @Test
    void doesNotPretendToKnowHowTripletsWereDrawn() {
        Settings drawn = with(64, Map.of("sampling", "128 x 4"));

        assertThat(published.differences(figure("ArcFace(0.5) + Triplet(0.35)", 64), drawn))
                .containsExactly("sampling 128 x 4 (paper: not stated)");
    }

    /** Version 4 prints another figure for VGGFace2 than version 3: both are told, each with its version. */
    @Test
    void tellsBothVersionsWhereTheyDiffer() {
        Settings ours = with(64, Map.of("train", "vggface2", "verify", "ijb-c"));

        assertThat(published.of(ijbC(), "ArcFace(0.5)", ours))
                .extracting(figure -> figure.edition() + " " + figure.percent().get("ijb-c tar@far=1e-4"))
                .containsExactly("v3, scale 64 92.1", "v4, scale 64 92.79");
    }

    @Test
    void doesNotPretendToKnowTheNetworkOfARowThatNamesNone() {
        PublishedResults.PublishedRow both = published.others().stream()
                .filter(figure ->
                        "ms1mv2, asian-deepglint".equals(figure.settings().get("train")))
                .findFirst()
                .orElseThrow();

        assertThat(published.differences(both, with(64, Map.of("train", "ms1mv2, asian-deepglint"))))
                .containsExactly("backbone IR-50 (paper: not stated)");
    }

    /** A name that no protocol has would never meet a column. */
    @Test
    void namesFiguresThatProtocolsHave() {
        assertThat(published.others())
                .flatMap(figure -> figure.percent().keySet())
                .filteredOn(name -> name.contains(" "))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Protocols.metric(name.split(" ")[1]))
                        .as(name)
                        .isPresent());
    }

    private static ScoredColumn ijbC() {
        Protocol protocol = Protocols.named("ijb-11").orElseThrow();
        return new ScoredColumn("ijb-c", protocol, protocol.headline());
    }

    @Test
    void hasAScheduleForEveryVersion() {
        assertThat(published.others())
                .allSatisfy(figure -> assertThat(published.schedules())
                        .containsKeys(figure.versions().toArray(String[]::new)));
        assertThat(published.figures())
                .allSatisfy(figure -> assertThat(published.schedules())
                        .containsKeys(figure.versions().toArray(String[]::new)));
    }
}
