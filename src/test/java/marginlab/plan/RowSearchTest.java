package marginlab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import marginlab.experiment.yaml.ExperimentReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSearchTest {
    private static final Map<String, String> DATA = Map.of("faces", "f1", "a", "a1", "c", "c1");
    private static final String TEXT = """
            name: tuned
            train: faces
            verify: a
            losses: [NS, ArcFace(0.5)]
            seeds: [0, 1]
            scale: 30
            schedule: {stop-at: 8 epochs, divide-at: [4 epochs], batch: 8, rate: 0.1}
            baseline: NS
            tune: {on: c, budget: 4, search: {margin: 0.1..0.7, scale: {16..64: log}}}
            """;

    @TempDir
    Path folder;

    private Plan plan;
    private RowSearch arcFace;
    private final Map<String, OptionalDouble> concluded = new HashMap<>();

    @BeforeEach
    void plan() throws IOException {
        plan = plan(TEXT);
        arcFace = plan.search().orElseThrow().rows().get(1);
    }

    private Plan plan(String text) throws IOException {
        return Plan.of(ExperimentReader.read(Files.writeString(folder.resolve("tuned.yaml"), text), List.of()), DATA);
    }

    /** 13 x 1 + 6 x 1 + 3 x 2 + 1 x 4 = 29 of 32 epochs; 14 would cost 14 + 7 + 6 + 4 = 31, 15 the same but for one more: 32. */
    @Test
    void givesEveryRowTheSamePointsAndLengths() {
        assertThat(plan.search().orElseThrow().rows())
                .allSatisfy(row -> assertThat(
                                row.halving().rungs().stream().map(rung -> rung.points() + " x " + rung.length()))
                        .containsExactly("15 x 1", "7 x 2", "3 x 4", "1 x 8"));
        assertThat(arcFace.points().get(0).objective().label()).isEqualTo("ArcFace(0.4)");
        assertThat(arcFace.points().get(0).settings().scale()).isEqualTo(32);
        // The second point is (0.75, 0.25): 0.1 + 0.75 * 0.6 and 16 * 4^0.25.
        assertThat(arcFace.points().get(1).text()).isEqualTo("ArcFace.m 0.55, scale 22.6");
        assertThat(plan.search().orElseThrow().rows().get(0).points().get(1).text())
                .isEqualTo("scale 45.3");
    }

    @Test
    void trainsOnASeedOfItsOwnAndScoresOnTheSetToTuneOn() {
        Trial trial = arcFace.trial(arcFace.points().get(0), 0);

        assertThat(trial.seed()).isEqualTo(2);
        assertThat(trial.settings().verify()).containsExactly("c");
        assertThat(trial.settings().schedule().stopAt().label()).isEqualTo("1 epochs");
        assertThat(trial.settings().schedule().divideAt().get(0).label()).isEqualTo("4 epochs");
        assertThat(trial.fingerprints()).isEqualTo(Map.of("faces", "f1", "c", "c1"));
        assertThat(arcFace.goesOn()).isTrue();
    }

    /** Point 5 is the best at every length, so it wins; ties go to the earlier point. */
    @Test
    void takesTheBetterHalfToTheNextLength() {
        conclude(0);
        assertThat(arcFace.progress(concluded).rungs()).hasSize(2);
        assertThat(arcFace.progress(concluded).rungs().get(1))
                .extracting(tried -> tried.point().number())
                .containsExactly(5, 4, 6, 3, 7, 2, 8);
        assertThat(arcFace.progress(concluded).winner()).isEmpty();
        conclude(1);
        conclude(2);
        conclude(3);

        RowSearch.SearchProgress over = arcFace.progress(concluded);

        assertThat(over.winner().orElseThrow().number()).isEqualTo(5);
        assertThat(over.trials()).hasSize(15 + 7 + 3 + 1).doesNotHaveDuplicates();
        Map<String, Trial> shorter = TuningSearch.shorter(List.of(over));
        assertThat(shorter).hasSize(7 + 3 + 1);
        assertThat(shorter.get(over.rungs().get(3).get(0).trial().id()))
                .isEqualTo(arcFace.trial(arcFace.points().get(4), 2));
    }

    private void conclude(int rung) {
        for (SearchPoint point : arcFace.points()) {
            concluded.put(
                    arcFace.trial(point, rung).id(), OptionalDouble.of(0.9 - 0.01 * Math.abs(point.number() - 5)));
        }
    }

    @Test
    void neverTrainsADivergedPointLonger() {
        for (SearchPoint point : arcFace.points()) {
            concluded.put(
                    arcFace.trial(point, 0).id(),
                    point.number() == 9 ? OptionalDouble.of(0.5) : OptionalDouble.empty());
        }
        assertThat(arcFace.progress(concluded).rungs().get(1))
                .singleElement()
                .satisfies(tried -> assertThat(tried.point().number()).isEqualTo(9));

        concluded.replaceAll((id, figure) -> OptionalDouble.empty());
        assertThat(arcFace.progress(concluded).winner().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void plansTheRowsWithWhatWon() {
        RowSearch ns = plan.search().orElseThrow().rows().get(0);
        conclude(0);
        RowSearch.SearchProgress one = new RowSearch.SearchProgress(
                ns, List.of(), java.util.Optional.of(ns.points().get(1)));
        RowSearch.SearchProgress other = new RowSearch.SearchProgress(
                arcFace, List.of(), java.util.Optional.of(arcFace.points().get(1)));

        Plan tuned = TuningSearch.tuned(List.of(one, other), plan);

        assertThat(tuned.planned())
                .extracting(planned -> planned.label() + " " + planned.trial().seed() + " "
                        + planned.trial().settings().scale())
                .containsExactly("NS 0 45.3", "NS 1 45.3", "ArcFace(0.55) 0 22.6", "ArcFace(0.55) 1 22.6");
        assertThat(tuned.trials().get(0).fingerprints()).isEqualTo(Map.of("faces", "f1", "a", "a1"));
        assertThat(tuned.experiment().baseline()).contains("NS");
    }

    @Test
    void trainsAnewWhereTheRateFallsAlongACurve() throws IOException {
        RowSearch cosine = plan(TEXT.replace("divide-at: [4 epochs]", "curve: cosine"))
                .search()
                .orElseThrow()
                .rows()
                .get(1);

        assertThat(cosine.goesOn()).isFalse();
        // 8 x 1 + 4 x 2 + 2 x 4 + 1 x 8 = 32 epochs.
        assertThat(cosine.halving().rungs().get(0).points()).isEqualTo(8);
    }
}
