package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.experiment.ExcludedRow;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.loss.margin.MarginGradient;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that some losses have and others do not. */
class SettingRelevanceTest {
    @TempDir
    Path folder;

    @Test
    void crossesAFactorWithTheLossesThatHaveItAndTrainsTheOthersOnce() throws IOException {
        Experiment experiment = read("""
                losses: [ArcFace(0.5), NS]
                matrix: {gradient: [exact, straight-through], scale: [30, 64]}
                """);

        assertThat(labels(experiment))
                .containsExactly(
                        "ArcFace(0.5) [gradient=exact, scale=30]",
                        "ArcFace(0.5) [gradient=exact, scale=64]",
                        "ArcFace(0.5) [gradient=straight-through, scale=30]",
                        "ArcFace(0.5) [gradient=straight-through, scale=64]",
                        "NS [scale=30]",
                        "NS [scale=64]");
        assertThat(experiment.excluded())
                .extracting(ExcludedRow::objective, ExcludedRow::why)
                .containsExactly(
                        tuple("NS", "gradient changes nothing in NS: it is NS [scale=30]"),
                        tuple("NS", "gradient changes nothing in NS: it is NS [scale=64]"));
    }

    @Test
    void keepsTheRowThatAnExclusionLeaves() throws IOException {
        Experiment experiment = read("""
                losses: [ArcFace(0.5), Softmax]
                matrix: {scale: [30, 64], learn-scale: [false, true]}
                exclude: [{loss: Softmax, scale: 30}]
                """);

        assertThat(labels(experiment)).hasSize(5).endsWith("Softmax");
        assertThat(experiment.excluded())
                .extracting(ExcludedRow::why)
                .last()
                .isEqualTo("learn-scale changes nothing in Softmax: it is Softmax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NS", "NS [gradient=exact]", "NS [gradient=straight-through]"})
    void findsARowThatIsTrainedOnceByEveryNameItCouldHave(String name) throws IOException {
        Experiment experiment = read(
                "losses: [NS, ArcFace(0.5)]\nmatrix: {gradient: [exact, straight-through]}\nbaseline: " + name + "\n");

        assertThat(experiment.baseline()).hasValue("NS");
        assertThat(experiment.rows(name)).extracting(ExperimentRow::label).containsExactly("NS");
    }

    @Test
    void findsTheRowThatAnExclusionLeavesByItsName() throws IOException {
        Experiment experiment = read("""
                losses: [NS, ArcFace(0.5)]
                matrix: {gradient: [exact, straight-through]}
                exclude: [{gradient: exact}]
                baseline: NS [gradient=straight-through]
                """);

        assertThat(experiment.baseline()).hasValue("NS");
        assertThat(experiment.rows("NS [gradient=exact]")).isEmpty();
        assertThat(experiment.rows("NS").get(0).settings().gradient()).isEqualTo(MarginGradient.STRAIGHT_THROUGH);
    }

    @Test
    void includesSeveralLossesWithASettingOfSome() throws IOException {
        Experiment experiment = read("""
                losses: [Softmax, ArcFace(0.5)]
                include:
                  - {loss: [Softmax, ArcFace(0.5)], scale: 30}
                  - {loss: [Softmax, ArcFace(0.5)], scale: 20, dropout: 0.1}
                """);

        assertThat(labels(experiment))
                .containsExactly(
                        "Softmax",
                        "Softmax [dropout=0.1]",
                        "ArcFace(0.5)",
                        "ArcFace(0.5) [scale=30]",
                        "ArcFace(0.5) [dropout=0.1, scale=20]");
        assertThat(experiment.excluded())
                .extracting(ExcludedRow::why)
                .containsExactly("scale changes nothing in Softmax: it is Softmax");
        assertThat(experiment.rows("Softmax [scale=30]"))
                .extracting(ExperimentRow::label)
                .containsExactly("Softmax");
    }

    @Test
    void rereadsWhatWasTakenBefore() throws IOException {
        Path file =
                write("losses: [NS]\ngradient: straight-through\ninclude: [{loss: NS, beyond-pi: easy, dropout: 0}]\n");

        assertThat(labels(ExperimentReader.reread(file))).containsExactly("NS", "NS [dropout=0]");
    }

    @Test
    void leavesASettingOfTheWholeFileToTheLossesThatHaveIt() throws IOException {
        assertThat(labels(read("losses: [ArcFace(0.5), Softmax]\nbeyond-pi: easy\n")))
                .containsExactly("ArcFace(0.5)", "Softmax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "losses: [NS, CosFace(0.35)]; gradient: straight-through | 5:11: found gradient straight-through for NS, CosFace(0.35); expected a loss that it changes. No loss of the file has it; ArcFace(0.5) would",
                "losses: [Softmax]; learn-scale: true | 5:14: found learn-scale true for Softmax; expected a loss that it changes. No loss of the file has it; ArcFace(0.5) would",
                "losses: [Triplet(0.35)]; matrix: {label-smoothing: [0, 0.1]} | 5:31: found label-smoothing 0.1 for Triplet(0.35); expected a loss that it changes. No loss of the file has it; ArcFace(0.5) would",
                "losses: [Softmax, NS]; matrix: {gradient: [straight-through]} | 5:21: found gradient straight-through for Softmax, NS; expected a loss that it changes. No loss of the file has it; ArcFace(0.5) would",
                "losses: [ArcFace(0.5), NS]; include: [{loss: NS, beyond-pi: easy}] | 5:33: found beyond-pi easy for NS; expected a loss that it changes. Of the file's losses ArcFace(0.5) has it",
                "losses: [ArcFace(0.5)]; include: [{loss: Softmax, scale: 20}] | 5:34: found scale 20 for Softmax; expected a loss that it changes. Of the file's losses ArcFace(0.5) has it",
            })
    void refusesASettingThatChangesNothing(String lines, String problem) {
        assertThatThrownBy(() -> read(lines.replace("; ", "\n") + "\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith("small.yaml:" + problem);
    }

    @Test
    void allowsWhatAFileSaysWhereTheCommandLineReplacedItsLosses() throws IOException {
        Path file = write("losses: [ArcFace(0.5)]\nlabel-smoothing: 0.1\n");

        assertThat(labels(ExperimentReader.read(file, List.of("losses=[P2SGrad]"))))
                .containsExactly("P2SGrad");
    }

    private Experiment read(String lines) throws IOException {
        return ExperimentReader.read(write(lines), List.of());
    }

    private Path write(String lines) throws IOException {
        return Files.writeString(folder.resolve("small.yaml"), "name: small\ntrain: faces\nverify: pairs\n" + lines);
    }

    private static List<String> labels(Experiment experiment) {
        return experiment.rows().stream().map(ExperimentRow::label).toList();
    }
}
