package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.ParamsWriter;
import marginlab.network.external.TinyNetworks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plan} and {@code run} of experiments whose data are not there. */
class PlanCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;
    private Path experiment;

    /** One dataset would be drawn on first use, the other is missing. */
    @BeforeEach
    void declareAnExperiment() throws IOException {
        shell = new CommandShell(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                drawn: {role: train, format: recordio, path: '%1$s/drawn/train.rec', generate: synthetic-faces}
                drawn-test: {role: verify, format: bin, path: '%1$s/drawn/plain.bin', generate: synthetic-faces}
                absent: {role: verify, format: bin, path: '%1$s/absent.bin', get: Ask its authors.}
                """.formatted(folder));
        experiment = write("drawn-test");
    }

    private Path write(String verify) throws IOException {
        return Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                train: drawn
                verify: %s
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, stop-at: 2 epochs}
                losses: [NS, "CosFace(0.35)"]
                seeds: [1, 2]
                """.formatted(verify));
    }

    /** As a shell's {@code <(...)}: it gives its bytes once, and then none or waits. */
    @Test
    @Timeout(60)
    void readsAnExperimentFromAPipe() throws Exception {
        Path pipe = folder.resolve("piped.yaml");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        String text = Files.readString(experiment);
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();

        CommandShell.Answer answer = shell.run("plan", pipe.toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("4 trials").contains("CosFace(0.35)");
        writer.join();
    }

    @Test
    void listsTheTrialsWhoseDataAreMissing() throws IOException {
        write("absent");

        CommandShell.Answer answer = shell.run("plan", experiment.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out().lines().map(String::strip))
                .contains("1     NS", "2     CosFace(0.35)")
                .anyMatch(line -> line.startsWith("4 trials"));
        assertThat(answer.err()).contains("absent.bin").contains("Ask its authors.");
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    @Test
    void listsTheNetworksOfOthersWhoseDataAreMissing() throws IOException {
        Path network = TinyNetworks.mxnet(folder);
        Files.writeString(
                write("absent"),
                "networks: [{name: theirs, file: '%s', pixels: 0..255, input: 16}]\n".formatted(network),
                StandardOpenOption.APPEND);

        CommandShell.Answer answer = shell.run("plan", experiment.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out().lines().map(String::strip))
                .contains("1     NS", "none  theirs")
                .anyMatch(line -> line.startsWith("5 trials"));
        assertThat(shell.run("plan", experiment.toString(), "--only", "theirs").out())
                .contains("none  theirs")
                .doesNotContain("CosFace");
    }

    /** The shapes stand in the head of the file: nobody has to wait for a worker to hear of them. */
    @Test
    void namesEveryArrayOfTheFirstWeightsThatDoesNotFit() throws IOException {
        Files.writeString(folder.resolve("datasets.yaml"), """
                people: {role: train, format: folder, path: '%1$s/people'}
                pairs: {role: verify, format: pair-list, path: '%1$s/people', list: '%1$s/pairs.txt'}
                """.formatted(folder));
        Files.writeString(
                folder.resolve("pairs.txt"), "person0/0.png person0/4.png 1\nperson0/0.png person1/1.png 0\n");
        RunWithNetwork.writeImages(folder);
        Path weights = folder.resolve("w-0000.params");
        ParamsWriter.write(
                weights,
                List.of(
                        new MxnetArray("conv0_weight", false, new long[] {8, 3, 3, 3}, new float[216]),
                        new MxnetArray("bn0_gamma", false, new long[] {9}, new float[9]),
                        new MxnetArray("bn9_gamma", false, new long[] {8}, new float[8])));
        Files.writeString(experiment, """
                name: started
                train: people
                verify: pairs
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, stop-at: 2 epochs}
                losses: [NS]
                init: {file: '%s'}
                """.formatted(weights));

        CommandShell.Answer answer = shell.run("plan", experiment.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("array bn0_gamma: found the shape [9]; expected the shape [8]")
                .contains("no array bn0_beta")
                .contains("no array pre_fc1_weight or fc1_weight; expected one of the shape [8, 128]")
                .contains("1 arrays that the network does not have: bn9_gamma");
    }

    /** By default the first set of verify is watched; of templates there is no accuracy after each epoch. */
    @ParameterizedTest
    @ValueSource(strings = {"epoch: best", "stop-early: {patience: 3}"})
    void refusesToWatchASetOfTemplatesBeforeItDraws(String watched) throws IOException {
        Path list = folder.resolve("splits.txt");
        Files.writeString(list, "");
        Files.createDirectory(folder.resolve("ytf"));
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "videos: {role: identify, format: ytf, path: '" + folder.resolve("ytf") + "', list: '" + list + "'}\n",
                StandardOpenOption.APPEND);
        write("[videos, drawn-test]");
        Files.writeString(experiment, watched + "\n", StandardOpenOption.APPEND);

        for (String verb : List.of("plan", "run")) {
            CommandShell.Answer answer = shell.run(verb, experiment.toString());

            assertThat(answer.code()).as(verb).isEqualTo(2);
            assertThat(answer.err())
                    .contains("watch: found dataset 'videos' with role identify; expected a dataset with role verify");
        }
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    /** What can be said before anything runs: how many trainings there may be, and that nobody knows the noise. */
    @Test
    void tellsHowManySeedsTheRoundsMayTake() throws IOException {
        Files.writeString(
                experiment,
                Files.readString(experiment)
                        .replace("seeds: [1, 2]", "seeds: {until: decided, least: 2, most: 5}\nbaseline: NS"));

        CommandShell.Answer answer = shell.run("plan", experiment.toString());
        CommandShell.Answer json = shell.run("plan", experiment.toString(), "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("4 trials; their ids follow once the data are there")
                .contains("seeds until decided: 4 trainings at least, 10 at most; looks at 2, 3, 4, 5 seeds a row")
                .contains("whether 5 seeds can tell 0.5 points from none is not known before something has run");
        assertThat(json.out()).contains("\"least\": 4").contains("\"most\": 10").contains("\"noiseKnown\": false");
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    /**
     * Two epochs are halved once. 4 x 1 + 2 x 2 = 8 of 8 epochs of two trainings that follow a curve; 5 x 1 + 2 x 1 = 7 of 8 that do
     * not, and 6 x 1 + 3 x 1 = 9.
     */
    @Test
    void saysBeforeItDrawsWhatTheSearchOfEveryRowWillCost() throws IOException {
        Files.writeString(
                experiment,
                Files.readString(experiment).replace("verify: drawn-test", "verify: drawn-age")
                        + "tune: {on: drawn-test, budget: 4, search: {schedule.rate: {0.01..0.1: log}}}\n");
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "drawn-age: {role: verify, format: bin, path: '" + folder
                        + "/drawn/age.bin', generate: synthetic-faces}\n",
                StandardOpenOption.APPEND);

        CommandShell.Answer answer = shell.run("plan", experiment.toString());
        CommandShell.Answer curve = shell.run("plan", experiment.toString(), "--set", "schedule.curve=cosine");
        CommandShell.Answer json = shell.run("plan", experiment.toString(), "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("search before the seeds, on drawn-test, at most 4 trainings' worth a row:")
                .contains(
                        "  NS, CosFace(0.35): 5 points for 1 epoch, 2 points for 2 epochs over schedule.rate 0.01..0.1: log;"
                                + " 3.50 trainings' worth, each longer one going on from the shorter")
                .contains(
                        "in all 7 trainings' worth of search, then 4 trainings of the rows as they are and 4 as they were tuned");
        assertThat(curve.out())
                .contains("4 points for 1 epoch, 2 points for 2 epochs")
                .contains("trained anew");
        assertThat(json.out()).contains("\"trainings\": 7").contains("\"length\": \"2 epochs\"");
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    @Test
    void refusesALabelOfNoRowBeforeItDraws() {
        CommandShell.Answer answer = shell.run("plan", experiment.toString(), "--only", "CosFase(0.35)");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no row of that label").contains("CosFace(0.35)");
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    @Test
    void refusesWrongFlagsBeforeItDraws() {
        CommandShell.Answer answer = shell.run("run", experiment.toString(), "--jobs", "0", "--gpus", "first");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("--jobs: found 0").contains("--gpus: found first");
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    @Test
    void tellsADatasetTwiceTogetherWithOneThatIsUnknown() throws IOException {
        write("[absent, absent, absnt]");

        CommandShell.Answer answer = shell.run("plan", experiment.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("each dataset once").contains("the dataset 'absnt'");
    }

    @Test
    void saysWhatWillBeDrawnAndDrawsNothing() {
        CommandShell.Answer answer = shell.run("plan", experiment.toString());
        JsonObject json =
                shell.run("plan", experiment.toString(), "--json").json().getAsJsonObject();

        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains("CosFace(0.35)")
                .contains("4 trials; their ids follow once the data are there")
                .contains("will be drawn when it runs: drawn, drawn-test");
        assertThat(json.getAsJsonArray("trials")).hasSize(4);
        JsonObject first = json.getAsJsonArray("trials").get(0).getAsJsonObject();
        assertThat(first.get("id").isJsonNull()).isTrue();
        assertThat(first.get("state").getAsString()).isEqualTo("planned");
        assertThat(json.get("toBeMade")).hasToString("[\"drawn\",\"drawn-test\"]");
        assertThat(folder.resolve("drawn")).doesNotExist();
    }
}
