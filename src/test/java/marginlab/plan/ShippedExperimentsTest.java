package marginlab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.Span;
import marginlab.experiment.yaml.ExperimentReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ShippedExperimentsTest {
    private static final Path FOLDER = Path.of("experiments");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsPlanned(Path file) {
        Experiment experiment = ExperimentReader.read(file, List.of());
        Plan plan = Plan.of(experiment, fingerprints(experiment));

        assertThat(experiment.name() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(experiment.description()).isNotEmpty();
        assertThat(plan.trials())
                .hasSize(experiment.rows().size() * experiment.seeds().size())
                .doesNotHaveDuplicates();
        assertThat(experiment.baseline())
                .hasValueSatisfying(label -> assertThat(experiment.rows(label)).isNotEmpty());
    }

    /** A comparison of two tables needs one row that is the same training in both. */
    @ParameterizedTest
    @MethodSource("files")
    void whatIsSaidToBeComparableWithTheQuickstartSharesItsArcFace(Path file) throws IOException {
        if (Files.readString(file).contains("As in quickstart.yaml, so that both can be compared")) {
            assertThat(arcFace(file)).isEqualTo(arcFace(FOLDER.resolve("quickstart.yaml")));
        }
    }

    private static String arcFace(Path file) {
        Experiment experiment = ExperimentReader.read(file, List.of());
        return Plan.of(experiment, fingerprints(experiment)).trials().stream()
                .filter(trial -> trial.objective().equals("ArcFace(0.5)") && trial.seed() == 1)
                .map(Trial::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tableTwoHasEveryTrainedRowInThePapersOrder() {
        Experiment table = ExperimentReader.read(FOLDER.resolve("arcface-table2.yaml"), List.of());

        assertThat(table.rows().stream().map(ExperimentRow::label))
                .containsExactly(
                        "ArcFace(0.4)",
                        "ArcFace(0.45)",
                        "ArcFace(0.5)",
                        "ArcFace(0.55)",
                        "SphereFace(1.35)",
                        "CosFace(0.35)",
                        "CM(1, 0.3, 0.2)",
                        "CM(0.9, 0.4, 0.15)",
                        "Softmax",
                        "NS",
                        "NS [scale=20]",
                        "NS + Intra",
                        "NS + Intra [scale=20]",
                        "NS + Inter",
                        "NS + Inter [scale=20]",
                        "NS + Intra + Inter",
                        "NS + Intra + Inter [scale=20]",
                        "Triplet(0.35)",
                        "ArcFace(0.5) + Intra",
                        "ArcFace(0.5) + Inter",
                        "ArcFace(0.5) + Intra + Inter",
                        "ArcFace(0.5) + Triplet(0.35)");
        assertThat(table.rows().stream()
                        .filter(row -> !row.settings().sampling().isShuffle()))
                .extracting(row -> row.objective().label())
                .containsExactly("Triplet(0.35)", "ArcFace(0.5) + Triplet(0.35)");
        assertThat(table.columns()).containsExactly("lfw", "cfp-fp", "agedb-30");
        Schedule schedule = table.rows().get(0).settings().schedule();
        assertThat(schedule.rateAt(19_999, 958)).isEqualTo(0.1);
        assertThat(schedule.rateAt(20_000, 958)).isEqualTo(0.01);
        assertThat(schedule.rateAt(28_000, 958)).isEqualTo(0.001);
        assertThat(schedule.stopAt()).isEqualTo(Span.iterations(32_000));
    }

    private static Map<String, String> fingerprints(Experiment experiment) {
        return experiment.mentions().stream()
                .map(DatasetMention::name)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> "0123abcd"));
    }
}
