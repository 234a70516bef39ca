package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.experiment.ExcludedRow;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.experiment.setting.Watch;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentReaderTest {
    private static final String SMALLEST = """
            name: small
            train: faces
            verify: pairs
            losses: ArcFace(0.5)
            """;

    @TempDir
    Path folder;

    @Test
    void fillsInThePapersRecipe() throws IOException {
        Experiment experiment = read(SMALLEST);

        assertThat(experiment.seeds()).containsExactly(1L);
        assertThat(experiment.baseline()).isEmpty();
        assertThat(experiment.columns()).containsExactly("pairs");
        assertThat(experiment.factors()).isEmpty();
        Settings settings = experiment.rows().get(0).settings();
        assertThat(settings)
                .isEqualTo(new Settings(
                        "MXNet",
                        List.of("faces"),
                        1,
                        List.of("pairs"),
                        Backbone.named("IR-50"),
                        112,
                        512,
                        0.4,
                        64,
                        MarginGradient.EXACT,
                        BeyondPi.RAW,
                        true,
                        Sampling.SHUFFLE,
                        new Schedule(
                                512,
                                0.1,
                                Schedule.RateCurve.STEPS,
                                List.of(Span.iterations(20_000), Span.iterations(28_000)),
                                10,
                                1,
                                Span.iterations(0),
                                Span.iterations(32_000),
                                0.9,
                                5e-4,
                                0)));
    }

    @Test
    void readsEverySetting() throws IOException {
        Settings settings = read("""
                        name: every
                        description: Every setting once
                        engine: PyTorch
                        train: {sets: [faces, more-faces], min-images: 5}
                        verify: [lfw, cfp-fp]
                        backbone: {units: [1, 2], widths: [16, 32], activation: relu}
                        input: 56
                        embedding: 128
                        dropout: 0
                        scale: 30
                        gradient: straight-through
                        beyond-pi: sinpi
                        flip: false
                        sampling: {identities: 32, images: 4}
                        schedule:
                          batch: 128
                          rate: 5.0e-2
                          curve: polynomial
                          power: 2
                          warm-up: 1.5 epochs
                          stop-at: 15ep
                          momentum: 0.8
                          decay: 1e-4
                          clip: 5
                        losses: [ArcFace(0.5)]
                        seeds: [3, 1]
                        baseline: ArcFace(0.5)
                        """).rows().get(0).settings();

        assertThat(settings.flat())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("engine", "PyTorch"),
                        Map.entry("train", "faces, more-faces"),
                        Map.entry("min-images", "5"),
                        Map.entry("verify", "lfw, cfp-fp"),
                        Map.entry("backbone", "IR(1-2, 16-32, relu)"),
                        Map.entry("input", "56"),
                        Map.entry("embedding", "128"),
                        Map.entry("dropout", "0"),
                        Map.entry("scale", "30"),
                        Map.entry("gradient", "straight-through"),
                        Map.entry("beyond-pi", "sinpi"),
                        Map.entry("flip", "false"),
                        Map.entry("sampling", "32 x 4"),
                        Map.entry("schedule.batch", "128"),
                        Map.entry("schedule.rate", "0.05"),
                        Map.entry("schedule.curve", "polynomial"),
                        Map.entry("schedule.divide-at", ""),
                        Map.entry("schedule.divide-by", "10"),
                        Map.entry("schedule.power", "2"),
                        Map.entry("schedule.warm-up", "1.5 epochs"),
                        Map.entry("schedule.stop-at", "15 epochs"),
                        Map.entry("schedule.momentum", "0.8"),
                        Map.entry("schedule.decay", "0.0001"),
                        Map.entry("schedule.clip", "5")));
    }

    @Test
    void dividesAtThePapersSharesOfAnotherLength() throws IOException {
        assertThat(schedule("stop-at: 32 epochs").divideAt()).containsExactly(Span.epochs(20), Span.epochs(28));
        assertThat(schedule("{stop-at: 1001}").divideAt()).containsExactly(Span.iterations(626), Span.iterations(876));
        assertThat(schedule("{divide-at: [], stop-at: 100}").divideAt()).isEmpty();
        assertThat(schedule("{curve: cosine, stop-at: 100}").divideAt()).isEmpty();
    }

    @Test
    void watchesTheFirstSetOfTheTableUnlessAnotherIsNamed() throws IOException {
        assertThat(watch("epoch: best")).isEqualTo(new Watch("lfw", true, 0, 0));
        assertThat(watch("stop-early: {patience: 5, after: 10}")).isEqualTo(new Watch("lfw", false, 5, 10));
        assertThat(watch("watch: view-1\nepoch: best\nstop-early: {patience: 5}"))
                .isEqualTo(new Watch("view-1", true, 5, 0));
        assertThat(watch("epoch: last\nstop-early: {patience: 0}")).isEqualTo(Watch.NONE);
    }

    private Watch watch(String lines) throws IOException {
        return read("name: a\ntrain: b\nverify: [lfw, cfp-fp]\nlosses: [NS]\n" + lines)
                .rows()
                .get(0)
                .settings()
                .watch();
    }

    @Test
    void crossesLossesWithTheMatrixInTheOrderOfTheFile() throws IOException {
        Experiment experiment = read("""
                name: crossed
                train: faces
                verify: [pairs]
                matrix:
                  scale: [64, 30]
                  schedule: {rate: [0.1, 0.05]}
                losses:
                  - NS
                  - ArcFace({0.5, 0.4})
                exclude:
                  - {loss: NS, scale: 30}
                  - {loss: "ArcFace(0.5)", schedule.rate: 0.05, scale: 64}
                baseline: ArcFace(0.4)
                """);

        assertThat(experiment.rows().stream().map(ExperimentRow::label))
                .containsExactly(
                        "NS [scale=64, schedule.rate=0.1]",
                        "NS [scale=64, schedule.rate=0.05]",
                        "ArcFace(0.5) [scale=64, schedule.rate=0.1]",
                        "ArcFace(0.5) [scale=30, schedule.rate=0.1]",
                        "ArcFace(0.5) [scale=30, schedule.rate=0.05]",
                        "ArcFace(0.4) [scale=64, schedule.rate=0.1]",
                        "ArcFace(0.4) [scale=64, schedule.rate=0.05]",
                        "ArcFace(0.4) [scale=30, schedule.rate=0.1]",
                        "ArcFace(0.4) [scale=30, schedule.rate=0.05]");
        assertThat(experiment.factors()).containsExactly("scale", "schedule.rate");
        assertThat(experiment.excluded().stream().map(ExcludedRow::objective))
                .containsExactly("NS", "NS", "ArcFace(0.5)");
        assertThat(experiment.excluded().get(2).why())
                .isEqualTo("excluded at " + folder.resolve("e.yaml")
                        + ":12:5: loss ArcFace(0.5), scale 64, schedule.rate 0.05");
        assertThat(experiment.baseline()).hasValue("ArcFace(0.4)");
        assertThat(experiment.rows("ArcFace(0.4)")).hasSize(4);
    }

    @Test
    void includedRowsStandAfterTheRowsOfTheirLoss() throws IOException {
        Experiment experiment = read("""
                name: included
                train: faces
                verify: pairs
                losses: [NS, ArcFace(0.5)]
                include:
                  - {loss: CosFace(0.35), dropout: 0.4, scale: 30}
                  - {loss: [NS, ArcFace(0.5)], scale: 20}
                baseline: NS [scale=20]
                """);

        assertThat(experiment.rows().stream().map(ExperimentRow::label))
                .containsExactly(
                        "NS", "NS [scale=20]", "ArcFace(0.5)", "ArcFace(0.5) [scale=20]", "CosFace(0.35) [scale=30]");
        assertThat(experiment.baseline()).hasValue("NS [scale=20]");
        assertThat(experiment.rows("NS")).hasSize(1);
        assertThat(experiment.rows("CosFace(.35)")).hasSize(1);
    }

    @Test
    void drawsPairsOnlyWhereATermNeedsThem() throws IOException {
        Experiment experiment = read(SMALLEST.replace("losses: ArcFace(0.5)", """
                losses:
                  - ArcFace(0.5) + {Triplet(0.35), Intra}
                matrix: {schedule.batch: [128, 90]}
                """));

        assertThat(experiment.rows().stream()
                        .map(row -> row.settings().sampling().label()))
                .containsExactly("32 x 4", "18 x 5", "shuffle", "shuffle");
    }

    @Test
    void namesEveryDatasetWithItsPlace() throws IOException {
        Experiment experiment = read("""
                name: sets
                train: a
                verify: [b,
                  c]
                losses: NS
                """);

        String file = folder.resolve("e.yaml").toString();
        assertThat(experiment.mentions())
                .containsExactly(
                        new DatasetMention("a", file + ":2:8", SettingKey.TRAIN),
                        new DatasetMention("b", file + ":3:10", SettingKey.VERIFY),
                        new DatasetMention("c", file + ":4:3", SettingKey.VERIFY));
    }

    private Schedule schedule(String fields) throws IOException {
        String map = fields.startsWith("{") ? fields : "{" + fields + "}";
        return read(SMALLEST + "schedule: " + map).rows().get(0).settings().schedule();
    }

    private Experiment read(String text) throws IOException {
        return ExperimentReader.read(Files.writeString(folder.resolve("e.yaml"), text), List.of());
    }
}
