package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFW in its published layout, from an experiment's file to its table and back from saved embeddings. */
class RfwTest {
    private static final List<String> GROUPS = List.of("African", "Asian", "Caucasian", "Indian");
    private static final int PAIRS = 20;

    @TempDir
    private Path folder;

    /** Two people a group with four images each, ten folds of one pair of each kind. */
    private void write() throws IOException {
        OneRowExperiment experiment = new OneRowExperiment(folder);
        experiment.write("rfw: {role: identify, format: rfw, path: %s/rfw/data, list: %s/rfw/txts}");
        for (int group = 0; group < GROUPS.size(); group++) {
            String name = GROUPS.get(group);
            for (int i = 0; i < 8; i++) {
                Path image = folder.resolve(
                        String.format(Locale.ROOT, "rfw/data/%s/m.%d/m.%d_%04d.jpg", name, i / 4, i / 4, i % 4 + 1));
                Files.createDirectories(image.getParent());
                // The name says how it is compressed; whoever reads it looks at its content.
                int shown = i / 4 + 2 * (group % 2) + 4 * (i % 4);
                Files.copy(experiment.image(shown), image);
            }
            StringBuilder pairs = new StringBuilder();
            for (int fold = 0; fold < 10; fold++) {
                pairs.append("m." + fold % 2 + "\t" + (1 + fold % 3) + "\t4\n");
                pairs.append("m.0\t" + (1 + (fold + group) % 4) + "\tm.1\t" + (1 + fold % 4) + "\n");
            }
            Path list = folder.resolve("rfw/txts/" + name + "/" + name + "_pairs.txt");
            Files.createDirectories(list.getParent());
            Files.writeString(list, pairs);
        }
    }

    @Test
    void isAColumnOfAnExperiment() throws IOException {
        write();
        CommandShell shell = new CommandShell(folder);
        OneRowExperiment experiment = new OneRowExperiment(folder);

        JsonObject run = experiment.run();
        assertThat(experiment.table()).contains("| rfw mean accuracy % |");
        JsonObject rfw = run.getAsJsonObject("results").getAsJsonObject("rfw");
        Path embeddings = experiment.kept(run, "embeddings");
        float[][] plain = Npy.floatRows(embeddings.resolve("rfw-plain.npy"));
        float[][] flipped = Npy.floatRows(embeddings.resolve("rfw-flip.npy"));
        double[] accuracies = new double[4];
        List<float[]> rows = new ArrayList<>();
        List<float[]> mirrored = new ArrayList<>();
        for (int group = 0; group < 4; group++) {
            List<Integer> images = images(group);
            List<float[]> own = new ArrayList<>();
            List<float[]> ownMirrored = new ArrayList<>();
            images.forEach(image -> own.add(plain[image]));
            images.forEach(image -> ownMirrored.add(flipped[image]));
            rows.addAll(own);
            mirrored.addAll(ownMirrored);
            accuracies[group] = tenFold(shell, own, ownMirrored);
            assertThat(rfw.get("accuracy-" + GROUPS.get(group).toLowerCase(Locale.ROOT))
                            .getAsDouble())
                    .isEqualTo(accuracies[group]);
        }
        double mean = (accuracies[0] + accuracies[1] + accuracies[2] + accuracies[3]) / 4;
        double squares = 0;
        for (double accuracy : accuracies) {
            squares += Math.pow(accuracy - mean, 2);
        }
        assertThat(rfw.get("mean-accuracy").getAsDouble()).isCloseTo(mean, within(1e-12));
        assertThat(rfw.get("spread").getAsDouble()).isCloseTo(Math.sqrt(squares / 3), within(1e-12));
        assertThat(files(shell, rows, mirrored).getAsJsonObject("metrics").get("spread"))
                .isEqualTo(rfw.get("spread"));
        assertThat(Npy.booleans(embeddings.resolveSibling("scores").resolve("rfw@mean-accuracy.npy")))
                .hasSize(4 * PAIRS);
    }

    /** The places of the images of a group's pairs among all, which are numbered as the lists first name them. */
    private List<Integer> images(int group) throws IOException {
        List<String> known = new ArrayList<>();
        List<Integer> own = new ArrayList<>();
        for (int g = 0; g <= group; g++) {
            String name = GROUPS.get(g);
            for (String line : Files.readAllLines(folder.resolve("rfw/txts/" + name + "/" + name + "_pairs.txt"))) {
                String[] parts = line.split("\t");
                String second = parts.length == 3 ? parts[0] + parts[2] : parts[2] + parts[3];
                for (String image : List.of(g + parts[0] + parts[1], g + second)) {
                    if (!known.contains(image)) {
                        known.add(image);
                    }
                    if (g == group) {
                        own.add(known.indexOf(image));
                    }
                }
            }
        }
        return own;
    }

    private double tenFold(CommandShell shell, List<float[]> rows, List<float[]> mirrored) {
        boolean[] same = new boolean[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            same[i] = i % 2 == 0;
        }
        Npy.write(folder.resolve("same.npy"), same);
        CommandShell.Answer answer = score(shell, "ten-fold", rows, mirrored, Map.of());
        return answer.json()
                .getAsJsonObject()
                .getAsJsonObject("metrics")
                .get("accuracy")
                .getAsDouble();
    }

    private JsonObject files(CommandShell shell, List<float[]> rows, List<float[]> mirrored) {
        boolean[] same = new boolean[4 * PAIRS];
        int[] groups = new int[4 * PAIRS];
        for (int i = 0; i < same.length; i++) {
            same[i] = i % 2 == 0;
            groups[i] = i / PAIRS;
        }
        Npy.write(folder.resolve("same.npy"), same);
        Npy.write(folder.resolve("groups.npy"), groups);
        return score(shell, "rfw", rows, mirrored, Map.of("--groups", folder.resolve("groups.npy")))
                .json()
                .getAsJsonObject();
    }

    private CommandShell.Answer score(
            CommandShell shell, String protocol, List<float[]> rows, List<float[]> mirrored, Map<String, Path> more) {
        Npy.write(folder.resolve("e.npy"), rows.toArray(float[][]::new));
        Npy.write(folder.resolve("f.npy"), mirrored.toArray(float[][]::new));
        List<String> arguments = new ArrayList<>(List.of(
                "score",
                protocol,
                "--json",
                "--embeddings",
                folder.resolve("e.npy").toString(),
                "--flip",
                folder.resolve("f.npy").toString(),
                "--same",
                folder.resolve("same.npy").toString()));
        more.forEach((flag, file) -> arguments.addAll(List.of(flag, file.toString())));
        CommandShell.Answer answer = shell.run(arguments.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer;
    }

    @Test
    void refusesGroupsThatAreNone() throws IOException {
        Npy.write(folder.resolve("e.npy"), new float[4][2]);
        Npy.write(folder.resolve("same.npy"), new boolean[2]);
        Npy.write(folder.resolve("groups.npy"), new int[] {0, 4, -1});

        CommandShell.Answer answer = new CommandShell(folder)
                .run(
                        "score", "rfw",
                        "--embeddings", folder.resolve("e.npy").toString(),
                        "--same", folder.resolve("same.npy").toString(),
                        "--groups", folder.resolve("groups.npy").toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("found 3 groups; expected 2, one for each pair")
                .contains("found group 4; expected 0 to 3")
                .contains("found group -1; expected 0 to 3");
    }
}
