package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.report.Report;
import marginlab.report.page.FaceDisclosure;
import marginlab.report.table.Findings;
import marginlab.report.table.SweepResults;
import marginlab.run.RunFolder;
import marginlab.run.SweepOutcome;
import marginlab.run.WorkerProcess;
import marginlab.run.launch.Launcher;
import marginlab.run.launch.WorkerLauncher;
import marginlab.stats.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seeds until decided, from an experiment's file to its report, with real processes that make figures up. */
class RoundsTest extends TinySweep {
    private static final WorkerLauncher WORKERS = new WorkerLauncher(RoundsWorker.class, List.of(), 1, 256);

    @BeforeEach
    void declareAnExperiment() throws IOException {
        declare(text -> text.replace("losses: [NS, \"Triplet(0.35)\"]", "losses: [NS, Softmax, \"Triplet(0.35)\"]")
                + "seeds: {until: decided, least: 3, most: 9, difference: 1}\n");
    }

    private static Map<String, List<Long>> seeds(List<Trial> trials) {
        return trials.stream()
                .collect(Collectors.groupingBy(
                        Trial::objective, TreeMap::new, Collectors.mapping(Trial::seed, Collectors.toList())));
    }

    @Test
    void trainsRoundsUntilEveryRowIsDecidedAndNothingTwice() throws IOException {
        SweepOutcome first = run(WORKERS, List.of());

        SweepResults sweep = results();
        Map<String, List<Long>> seeds = seeds(sweep.trials());
        assertThat(seeds.get("Softmax")).startsWith(1L, 2L, 3L).hasSizeBetween(3, 5);
        assertThat(seeds.get("Triplet(0.35)").size())
                .isGreaterThan(seeds.get("Softmax").size());
        assertThat(seeds.get("NS")).isEqualTo(seeds.get("Triplet(0.35)"));
        assertThat(first.done()).isEqualTo(sweep.trials().size()).isLessThan(27);
        assertThat(last.trials()).isEqualTo(last.ready()).isEqualTo(first.done());
        assertThat(said)
                .anyMatch(line -> line.startsWith("round 1 of at most 7: seeds 1 to 3 of every row"))
                .anyMatch(line -> line.startsWith("round 2 of at most 7: seed 4 of ") && line.contains("undecided: "))
                .anyMatch(line -> line.startsWith("rounds of seeds: over after "));
        assertThat(run(WORKERS, List.of()).done()).isZero();

        Findings findings = Findings.of(sweep);
        assertThat(findings.comparisons())
                .extracting(one -> one.row().objective() + " " + one.verdict())
                .containsExactlyInAnyOrder("Softmax " + Verdict.WORSE, "Triplet(0.35) " + Verdict.EQUAL);
        // What the rounds train is what a list of seeds would.
        List<String> listed =
                pipeline
                        .planner()
                        .plan(file, List.of("seeds=[1,2,3,4,5,6,7,8,9]", "name=listed"), List.of())
                        .trials()
                        .stream()
                        .map(Trial::id)
                        .toList();
        assertThat(listed).containsAll(sweep.trials().stream().map(Trial::id).toList());
    }

    /** The page, the tables and the JSON say the design; by name from the store as from the file. */
    @Test
    void reportsTheDesignAndWhyRowsStopped() throws IOException {
        run(WORKERS, List.of());
        Path out = folder.resolve("reports");

        List<Path> files = StoredResults.report(place, "tiny", FaceDisclosure.LEFT_OUT, out);

        for (String name : List.of("index.html", "table.md", "table.tex")) {
            String text = Files.readString(out.resolve("tiny").resolve(name));
            assertThat(text).as(name).contains("Softmax after ").contains("decided in every column");
            assertThat(text).as(name).containsPattern("have spent [0-9.]+ (\\\\)?% of the error of 5.00 (\\\\)?%");
        }
        String json = Files.readString(out.resolve("tiny/results.json"));
        assertThat(json).contains("\"rounds\"").contains("\"decidedWith\"").contains("\"why\": \"decided\"");
        assertThat(files).hasSize(6);
        Report.write(results(), FaceDisclosure.LEFT_OUT, folder.resolve("again"));
        assertThat(Files.readString(folder.resolve("again/table.md")))
                .isEqualTo(Files.readString(out.resolve("tiny/table.md")));
    }

    /** Killed again and again at any trial, it trains the same trials as in one go. */
    @Test
    void goesOnWhereItWasKilled() throws IOException {
        run(WORKERS, List.of());
        List<String> whole = results().trials().stream().map(Trial::id).toList();
        open("killed");

        int kills = 0;
        boolean isOver = false;
        while (!isOver) {
            try {
                run(new Dying(5), List.of());
                isOver = true;
            } catch (IllegalStateException killed) {
                kills++;
            }
        }

        assertThat(kills).isBetween(2, 6);
        assertThat(results().trials().stream().map(Trial::id)).isEqualTo(whole);
        try (var runs = Files.list(place.runs())) {
            assertThat(runs.filter(path -> Files.exists(path.resolve("journal.jsonl")))
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(whole);
        }
    }

    /** Machines that know nothing of the store get the open round. */
    @Test
    void handsOutTheOpenRoundAndWaitsForRowsThatAreNotMeant() throws IOException {
        Plan plan = pipeline.planner().plan(file, List.of(), List.of());
        assertThat(pipeline.runner().handOut(plan, pipeline.planner().scope(file, List.of()), Retraining.NONE))
                .hasSize(9);

        assertThat(run(WORKERS, List.of("NS", "Softmax")).done()).isEqualTo(6);
        assertThat(seeds(pipeline.runner().handOut(plan, pipeline.planner().scope(file, List.of()), Retraining.NONE)))
                .isEqualTo(Map.of("Triplet(0.35)", List.of(1L, 2L, 3L)));
        assertThat(run(WORKERS, List.of("Softmax")).done()).isZero();
    }

    @Test
    void saysWhichSeedsHadOtherData() throws IOException {
        run(WORKERS, List.of("NS"));
        Files.writeString(place.datasets(), Files.readString(place.datasets()).replace("plain.bin", "age.bin"));
        open("runs");
        said.clear();

        assertThat(run(WORKERS, List.of("NS")).done()).isEqualTo(3);

        assertThat(said)
                .anyMatch(line -> line.startsWith(
                        "3 finished trainings of these rows and seeds had other data under the same names (drawn-test)"
                                + " and are not used, such as run "));
    }

    @Test
    void otherRoundsAreAnExperimentOfTheirOwn() throws IOException {
        assertThat(pipeline.planner()
                        .scope(file, List.of("seeds=[1,2,3]"))
                        .experiment()
                        .name())
                .isEqualTo("tiny--seeds-1-2-3");
    }

    @Test
    void refusesRoundsThatNothingCouldEnd() throws IOException {
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("baseline: NS\n", "").replace("losses: [NS, Softmax, \"Triplet(0.35)\"]", "losses: [NS]"));

        assertThatThrownBy(() -> pipeline.planner().plan(file, List.of(), List.of()))
                .hasMessageContaining("expected two rows or more with 'until: decided'")
                .hasMessageContaining("expected a 'baseline' beside 'until: decided'");
    }

    /** Kills the whole sweep at a trial: nothing is cleaned up. */
    private static final class Dying implements Launcher {
        private int left;

        Dying(int after) {
            left = after;
        }

        @Override
        public WorkerProcess start(RunFolder run, int attempt, String gpu) throws IOException {
            if (left-- == 0) {
                throw new IllegalStateException("killed");
            }
            return WORKERS.start(run, attempt, gpu);
        }
    }
}
