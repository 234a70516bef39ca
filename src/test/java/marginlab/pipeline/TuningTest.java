package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import marginlab.plan.Plan;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.Trial;
import marginlab.report.table.Findings;
import marginlab.report.table.SearchResults;
import marginlab.report.table.SweepResults;
import marginlab.run.RunFolder;
import marginlab.run.launch.Launcher;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same search for every row, from an experiment's file to its results, with figures that are made up. */
class TuningTest extends TinySweep {
    private static final Launcher WORKERS = new MadeUpAccuracies();

    /** Four epochs, divided at the third: 4 x 1 + 2 x 1 + 1 x 2 = 8 epochs are two trainings, each going on from the shorter. */
    @BeforeEach
    void declareAnExperiment() throws IOException {
        declare(text -> text.replace("losses: [NS, \"Triplet(0.35)\"]", "losses: [NS, ArcFace(0.5)]")
                        .replace("curve: cosine, stop-at: 2 epochs", "divide-at: [3 epochs], stop-at: 4 epochs")
                + "seeds: [1, 2]\n"
                + "tune: {on: drawn-profile, budget: 2, search: {margin: 0.1..0.7, scale: {16..64: log}}}\n");
    }

    private static Set<String> ids(SweepResults sweep) {
        SearchResults search = sweep.search().orElseThrow();
        Set<String> ids = sweep.trials().stream().map(Trial::id).collect(Collectors.toCollection(TreeSet::new));
        search.progress().forEach(row -> row.trials().forEach(trial -> ids.add(trial.id())));
        search.untuned().trials().forEach(trial -> ids.add(trial.id()));
        return ids;
    }

    private Set<String> folders() throws IOException {
        try (var runs = Files.list(place.runs())) {
            return runs.filter(path -> Files.exists(path.resolve("journal.jsonl")))
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Of the scales 32, 45.3, 22.6 and 26.9 that four points have in one dimension, 45.3 is nearest to 40 by ratio; of the margins and
     * scales (0.4, 32), (0.55, 22.6), (0.25, 45.3) and (0.325, 26.9) the third is. Rows may be run one at a time, and machines that know
     * nothing of the store get the lengths one after the other.
     */
    @Test
    void searchesEveryRowAlikeAndTrainsWhatWon() throws IOException {
        Plan plan = pipeline.planner().plan(file, List.of(), List.of());
        assertThat(pipeline.runner().handOut(plan, pipeline.planner().scope(file, List.of()), Retraining.NONE))
                .hasSize(4 + 8);
        assertThat(run(WORKERS, List.of("NS")).done()).isEqualTo(2 + 7);
        assertThat(pipeline.runner().handOut(plan, pipeline.planner().scope(file, List.of()), Retraining.NONE))
                .hasSize(2 + 4);
        assertThat(run(WORKERS, List.of("ArcFace(0.5)")).done()).isEqualTo(2 + 7 + 2);
        assertThat(pipeline.runner().handOut(plan, pipeline.planner().scope(file, List.of()), Retraining.NONE))
                .hasSize(2)
                .allMatch(trial ->
                        trial.objective().equals("NS") && trial.settings().scale() == 45.3);
        assertThat(run(WORKERS, List.of()).done()).isEqualTo(2);

        SweepResults sweep = results();
        SearchResults search = sweep.search().orElseThrow();
        assertThat(search.progress())
                .allSatisfy(
                        row -> assertThat(row.rungs().stream().map(List::size)).containsExactly(4, 2, 1));
        assertThat(search.progress())
                .extracting(row -> row.winner().orElseThrow().text())
                .containsExactly("scale 45.3", "ArcFace.m 0.25, scale 45.3");
        assertThat(sweep.trials())
                .extracting(trial -> trial.objective() + " " + trial.settings().scale() + " " + trial.seed())
                .containsExactly("NS 45.3 1", "NS 45.3 2", "ArcFace(0.25) 45.3 1", "ArcFace(0.25) 45.3 2");
        assertThat(search.untuned().trials()).extracting(Trial::objective).containsOnly("NS", "ArcFace(0.5)");
        assertThat(said)
                .anyMatch(line -> line.startsWith("search on drawn-profile: 4 points for 1 epoch of NS"))
                .anyMatch(line -> line.startsWith(
                        "search on drawn-profile: over; NS is trained with scale 45.3; ArcFace(0.5) is trained with"));
        // The worker's formula: ArcFace's margin is off by 0.05 and NS's by 0.2.
        assertThat(Findings.of(sweep).comparisons()).singleElement().satisfies(one -> {
            assertThat(one.row().objective() + " against " + one.against().objective())
                    .isEqualTo("ArcFace(0.25) against NS");
            assertThat(one.seeds().mean()).isCloseTo(0.015, within(1e-9));
        });
        assertThat(folders()).isEqualTo(ids(sweep)).hasSize(14 + 4 + 4);
        goesOnFromTheShorter(search);

        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            SweepResults named = StoredResults.named(place, "tiny", store);
            assertThat(named.trials()).isEqualTo(sweep.trials());
            assertThat(named.search().orElseThrow().progress().stream()
                            .map(SearchProgress::trials)
                            .toList())
                    .isEqualTo(search.progress().stream()
                            .map(SearchProgress::trials)
                            .toList());
            assertThat(named.baseline()).isEqualTo("NS");
            assertThat(named.command()).isNotEmpty();
        }
        namesItsRuns(sweep);
    }

    private void goesOnFromTheShorter(SearchResults search) throws IOException {
        RunFolder longest = new RunFolder(place.runs()
                .resolve(search.progress().get(0).rungs().get(2).get(0).trial().id()));
        assertThat(longest.checkpoint()).isDirectoryContaining("glob:**after 1 epochs");
        assertThat(longest.checkpoint()).isDirectoryContaining("glob:**after 2 epochs");
        assertThat(Files.readString(longest.journal()))
                .contains("goes on from "
                        + search.progress().get(0).rungs().get(1).get(0).trial().id());
    }

    /** Everything that the search may come to is named by its file, so that nothing clears it away. */
    private void namesItsRuns(SweepResults sweep) throws IOException {
        Files.createDirectories(folder.resolve("experiments"));
        Files.copy(file, folder.resolve("experiments/tiny.yaml"));
        List<Trial> all = new ArrayList<>(sweep.trials());
        sweep.search().orElseThrow().progress().forEach(row -> all.addAll(row.trials()));

        assertThat(NamedByFiles.of(folder.resolve("experiments"), all).ids())
                .containsExactlyInAnyOrderElementsOf(all.stream().map(Trial::id).collect(Collectors.toSet()));
    }

    /**
     * Killed again and again at any trial, it trains what it would in one go, and none twice; here with seeds in rounds, those of the
     * tuned rows and, of their own, those of the rows as they are.
     */
    @Test
    void goesOnWhereItWasKilled() throws IOException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("seeds: [1, 2]", "seeds: {until: decided, least: 2, most: 4, difference: 0.05}"));

        int kills = 0;
        boolean isOver = false;
        while (!isOver) {
            try {
                run(new MadeUpAccuracies(8), List.of());
                isOver = true;
            } catch (IllegalStateException killed) {
                kills++;
            }
        }

        assertThat(kills).isBetween(2, 6);
        SweepResults sweep = results();
        assertThat(sweep.search().orElseThrow().progress())
                .extracting(row -> row.winner().orElseThrow().text())
                .containsExactly("scale 45.3", "ArcFace.m 0.25, scale 45.3");
        assertThat(sweep.trials()).extracting(Trial::seed).contains(1L, 2L);
        assertThat(sweep.search().orElseThrow().untuned().until()).isPresent();
        assertThat(folders()).isEqualTo(ids(sweep));
    }

    /** Of 40 drawn pairs, each photograph is on two: one genuine and one impostor pair. */
    @Test
    void refusesASetThatSharesPhotographsWithAColumn() throws IOException {
        Files.writeString(
                folder.resolve("datasets.yaml"),
                Files.readString(folder.resolve("datasets.yaml")).replace("drawn/profile.bin", "drawn/plain.bin"));
        open("runs");

        assertThatThrownBy(() -> pipeline.planner().plan(file, List.of(), List.of()))
                .hasMessageContaining(
                        "found the set drawn-profile, which shares 40 photographs with the column drawn-test")
                .hasMessageContaining("tiny.yaml:12:");
    }

    @Test
    void anotherSearchIsAnExperimentOfItsOwn() throws IOException {
        assertThat(pipeline.planner()
                        .scope(file, List.of("tune={on: drawn-profile, budget: 2, search: {scale: {16..64: log}}}"))
                        .experiment()
                        .name())
                .startsWith("tiny--tune");
    }
}
