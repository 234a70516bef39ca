package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;
import marginlab.plan.Plan;
import marginlab.plan.PlanJson;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses that an experiment defines by their formulas. */
final class DefinedLossesTest {
    private static final String HEAD = "name: own\ntrain: faces\nverify: pairs\n";
    private static final Map<String, String> DATA = Map.of("faces", "1", "pairs", "2");

    @TempDir
    Path folder;

    private Experiment read(String text, String... overrides) throws IOException {
        return ExperimentReader.read(Files.writeString(folder.resolve("own.yaml"), HEAD + text), List.of(overrides));
    }

    private static List<String> labels(Experiment experiment) {
        return experiment.rows().stream().map(ExperimentRow::label).toList();
    }

    private static String id(Experiment experiment, String label) {
        return Plan.of(experiment, DATA).planned().stream()
                .filter(planned -> planned.label().equals(label))
                .findFirst()
                .orElseThrow()
                .trial()
                .id();
    }

    @Test
    void areRowsAsAnyOther() throws IOException {
        Experiment experiment = read("""
                define: {Linear(m): {target: "1 - 2 * (theta + m) / pi"}}
                losses: ["Linear({0.3, 0.4})", "Linear(0.1..0.2 by 0.1) + {Intra, Inter}", "ArcFace(0.5) + 0.5 * Linear(1)"]
                include: [{loss: Linear(0.9), scale: 20}]
                exclude: [{loss: Linear(0.2) + Inter}]
                baseline: Linear(0.30)
                """);

        assertThat(labels(experiment))
                .containsExactly(
                        "Linear(0.3)",
                        "Linear(0.4)",
                        "Linear(0.1) + Intra",
                        "Linear(0.1) + Inter",
                        "Linear(0.2) + Intra",
                        "ArcFace(0.5) + 0.5 * Linear(1)",
                        "Linear(0.9) [scale=20]");
        assertThat(experiment.baseline()).contains("Linear(0.3)");
        assertThat(experiment.rows("Linear( .4 )")).hasSize(1);
    }

    @Test
    void theirNormalFormIsASettingOfTheirRowsAlone() throws IOException {
        Experiment experiment = read("""
                define:
                  Linear(m): {target: "1-2*((theta+m))/pi"}
                  Pull(w): {penalty: w * theta}
                losses: [Linear(0.3), NS + Pull(1), ArcFace(0.5)]
                """);

        assertThat(experiment.rows().get(0).settings().flat())
                .containsEntry("define.Linear", "Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}")
                .doesNotContainKey("define.Pull");
        assertThat(experiment.rows().get(1).settings().flat())
                .containsEntry("define.Pull", "Pull(w): {penalty: \"w * theta\"}");
        assertThat(experiment.rows().get(2).settings().flat().keySet()).noneMatch(key -> key.startsWith("define"));
    }

    @Test
    void idsFollowTheFormulasThatARowHas() throws IOException {
        String losses = "losses: [Linear(0.3), ArcFace(0.5)]\n";
        Experiment one = read("define: {Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}}\n" + losses);
        Experiment reformatted = read("define:\n  Linear( m ): {target: 1-(2*(theta+m))/pi}\n" + losses);
        Experiment changed = read("define: {Linear(m): {target: \"1 - 2 * (theta + m) / 3\"}}\n" + losses);
        Experiment without = read("losses: [ArcFace(0.5)]\n");

        assertThat(id(reformatted, "Linear(0.3)")).isEqualTo(id(one, "Linear(0.3)"));
        assertThat(id(changed, "Linear(0.3)")).isNotEqualTo(id(one, "Linear(0.3)"));
        assertThat(id(changed, "ArcFace(0.5)"))
                .isEqualTo(id(one, "ArcFace(0.5)"))
                .isEqualTo(id(without, "ArcFace(0.5)"));
    }

    /** A worker gets its trial as this text, on this machine, by Slurm and by Spark. */
    @Test
    void aTrialCarriesItsDefinitionsToTheWorker() throws IOException {
        Experiment experiment = read("""
                define:
                  Hard(m, t):
                    let: {z: "clip(norm / mean(norm), 0, 2)"}
                    target: cos(theta + m * z)
                    negative: "if(cos > target, t * cos + t - 1, cos)"
                losses: ["Hard(0.3, 1.1) + Intra"]
                """);
        Trial trial = Plan.of(experiment, DATA).trials().get(0);

        Trial arrived = Trial.fromJson(trial.toJson());

        assertThat(arrived).isEqualTo(trial);
        assertThat(Objective.parse(arrived.objective(), arrived.settings().definitions()))
                .isEqualTo(experiment.rows().get(0).objective());
        assertThat(Settings.of(arrived.settings().flat())).isEqualTo(arrived.settings());
        String forged = trial.toJson().replace("m * z", "m + z");
        assertThatThrownBy(() -> Trial.fromJson(forged)).hasMessageContaining("has the content of");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> read("""
                        define:
                          ArcFace(m): {target: cos - m}
                          Own(m): {target: "cos(tehta + m)"}
                          Idle(m): {target: cos - m}
                        losses: [Own(0.3), "Own(1, 2)", Onw(1)]
                        verfy: x
                        """))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(Object::toString)
                                .extracting(line -> line.replaceAll(".*own.yaml:", ""))
                                .satisfiesExactly(
                                        line -> assertThat(line).startsWith("5:3: found the text 'ArcFace(m)'"),
                                        line -> assertThat(line).startsWith("6:25: found tehta"),
                                        line -> assertThat(line).startsWith("8:26: found ,"),
                                        line -> assertThat(line)
                                                .startsWith("8:33: found Onw")
                                                .contains("mean Own?"),
                                        line -> assertThat(line).startsWith("9:1: found the text 'verfy'")));
    }

    @Test
    void aDefinitionThatNoRowHasIsAProblem() throws IOException {
        String text = "define: {A: {target: cos}, B: {target: cos * 2}}\nlosses: [A]\n";

        assertThatThrownBy(() -> read(text)).hasMessageContaining("No row has B");
        assertThat(labels(read(text, "losses=[NS]"))).containsExactly("NS");
        assertThat(labels(read(text, "losses=[B]", "define={B: {target: cos - 1}}")))
                .containsExactly("B");
    }

    @Test
    void whatDoesNotFallIsSaidWithItsPlace() throws IOException {
        Experiment experiment = read("""
                define: {Arc(m): {target: "cos(theta + m)"}, Linear(m): {target: "1 - theta * m"}}
                losses: [Arc(0.5), Linear(0.3)]
                matrix: {beyond-pi: [raw, continuous]}
                """);

        assertThat(experiment.doubts())
                .singleElement()
                .asString()
                .endsWith("own.yaml:5:10: the target of Arc(0.5) rises from 151.5 to 180 degrees");
        assertThat(labels(experiment))
                .containsExactly("Arc(0.5) [beyond-pi=raw]", "Arc(0.5) [beyond-pi=continuous]", "Linear(0.3)");
        assertThat(PlanJson.withoutIds(experiment, experiment.rows(), List.of(), List.of())
                        .warnings())
                .contains(experiment.doubts());
        assertThat(PlanJson.withoutIds(read("losses: NS\n"), List.of(), List.of(), List.of())
                        .warnings())
                .isEmpty();
    }
}
