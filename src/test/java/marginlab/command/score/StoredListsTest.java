package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IJB and MegaFace as their lists are handed out, scored with the network of a run. */
class StoredListsTest {
    private static final String TRIED = ", nor with another ending (.jpg, .jpeg, .png, .webp, .bmp); expected an image";

    private static final int IMAGES = ScoredRun.IMAGES;
    private static final int PROBES = 6;

    @TempDir
    private Path folder;

    private ScoredRun run;
    private Path meta;

    @BeforeEach
    void trainARun() throws IOException {
        run = ScoredRun.train(folder);
        meta = Files.createDirectories(folder.resolve("meta"));
    }

    /** Templates 10 to 17 of two images each, 10 + t and 14 + t of one person. */
    private void writeIjb() throws IOException {
        write("ijbt_face_tid_mid.txt", i -> ScoredRun.image(i) + " " + (10 + i % 8) + " " + i, IMAGES);
        write(
                "ijbt_name_5pts_score.txt",
                i -> ScoredRun.image(i) + " 5 6 11 6 8 9 6 12 10 12 0." + (1 + i % 9),
                IMAGES);
        write("ijbt_template_pair_label.txt", i -> "10 " + (11 + i) + " " + (i == 3 ? 1 : 0), 7);
        for (int gallery = 1; gallery <= 2; gallery++) {
            int first = 2 * gallery - 2;
            write(
                    "ijbt_1N_gallery_G" + gallery + ".csv",
                    i -> i == 0 ? "TEMPLATE_ID,SUBJECT_ID,FILENAME" : 9 + first + i + "," + (first + i - 1) + ",x.png",
                    3);
        }
        write(
                "ijbt_1N_probe_mixed.csv",
                i -> i == 0 ? "TEMPLATE_ID,SUBJECT_ID,FILENAME" : 13 + i + "," + (i - 1) + ",x.png",
                5);
    }

    private void write(String name, IntFunction<String> line, int lines) throws IOException {
        Files.writeString(
                meta.resolve(name),
                IntStream.range(0, lines).mapToObj(line).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void searchesTemplatesInBothGalleries() throws IOException {
        writeIjb();

        JsonArray added = run.added("--set", "ijb");

        assertThat(added).hasSize(2);
        JsonObject search = added.get(1).getAsJsonObject();
        assertThat(added.get(0).getAsJsonObject().get("protocol").getAsString()).isEqualTo("ijb-11(N1D1F1)");
        assertThat(search.get("protocol").getAsString()).isEqualTo("ijb-1n(N1D1F1)");
        assertThat(search.get("notes").toString()).contains("no tpir@fpir=1e-1: 2 probes without a mate are too few");
        CommandShell.Answer files = run.shell()
                .run(
                        "score",
                        "ijb-1n",
                        "--json",
                        "--embeddings",
                        run.array("e", run.embedded("ijb", "plain")).toString(),
                        "--flip",
                        run.array("f", run.embedded("ijb", "flip")).toString(),
                        "--images",
                        meta.resolve("ijbt_face_tid_mid.txt").toString(),
                        "--detector",
                        meta.resolve("ijbt_name_5pts_score.txt").toString(),
                        "--gallery",
                        meta.resolve("ijbt_1N_gallery_G1.csv").toString(),
                        "--gallery",
                        meta.resolve("ijbt_1N_gallery_G2.csv").toString(),
                        "--probes",
                        meta.resolve("ijbt_1N_probe_mixed.csv").toString());
        assertThat(search.get("metrics"))
                .isEqualTo(files.json().getAsJsonObject().get("metrics"));
        assertThat(run.ofDataset("ijb-1n", "ijb").get("metrics")).isEqualTo(search.get("metrics"));
        assertThat(run.ofDataset("ijb-11", "ijb").get("metrics"))
                .isEqualTo(added.get(0).getAsJsonObject().get("metrics"));
        assertThat(search.getAsJsonObject("metrics").get("rank-1").getAsDouble())
                .isEqualTo(rankOne());
        assertThat(run.shell()
                        .run("score", "stored", ScoredRun.TRIAL.id(), "--set", "ijb")
                        .out())
                .contains("0 added, 1 there already");
    }

    /** Probes 14 to 17 in galleries of templates 10, 11 and 12, 13: the mean of the shares that are found, by plain loops. */
    private double rankOne() {
        float[][] plain = run.embedded("ijb", "plain");
        float[][] flipped = run.embedded("ijb", "flip");
        double[][] templates = new double[8][plain[0].length];
        for (int i = 0; i < IMAGES; i++) {
            for (int j = 0; j < plain[i].length; j++) {
                templates[i % 8][j] += (plain[i][j] + (double) flipped[i][j]) * (1 + i % 9) / 10;
            }
        }
        double found = 0;
        for (int probe = 4; probe < 8; probe++) {
            int mate = probe - 4;
            int other = mate ^ 1;
            found += cosine(templates[probe], templates[mate]) > cosine(templates[probe], templates[other]) ? 0.25 : 0;
        }
        return found;
    }

    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int j = 0; j < a.length; j++) {
            dot += a[j] * b[j];
            aa += a[j] * a[j];
            bb += b[j] * b[j];
        }
        return dot / Math.sqrt(aa * bb);
    }

    /** Two people with three images each, ten distractors. */
    private void writeMegaFace() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            Path image = folder.resolve("mega").resolve(i < PROBES ? "facescrub/" + "AB".charAt(i % 2) : "megaface/7");
            Files.createDirectories(image);
            Files.copy(folder.resolve("people").resolve(ScoredRun.image(i)), image.resolve(i + ".png"));
        }
        Path lists = Files.createDirectories(folder.resolve("lists"));
        Files.writeString(
                lists.resolve("facescrub_features_list.json"),
                json(0, PROBES, i -> "AB".charAt(i % 2) + "/" + i + ".png", i -> "" + "AB".charAt(i % 2)));
        Files.writeString(
                lists.resolve("megaface_features_list.json_10_1"),
                json(PROBES, IMAGES, i -> "7/" + i + ".png", i -> "7"));
    }

    private static String json(int from, int to, IntFunction<String> path, IntFunction<String> person) {
        return IntStream.range(from, to).mapToObj(path).collect(Collectors.joining("\", \"", "{\"path\": [\"", "\"], "))
                + IntStream.range(from, to)
                        .mapToObj(person)
                        .collect(Collectors.joining("\", \"", "\"id\": [\"", "\"]}"));
    }

    @Test
    void looksForThePeopleOfOneListAmongThoseOfAnother() throws IOException {
        writeMegaFace();

        JsonObject added = run.stored("--set", "megaface");

        float[][] features = run.features("megaface", IMAGES, i -> i);
        Map<String, Path> files = Map.of(
                "probes", run.array("probes", Arrays.copyOf(features, PROBES)),
                "identities", run.array("who", 0, 1, 0, 1, 0, 1),
                "distractors", run.array("others", Arrays.copyOfRange(features, PROBES, IMAGES)));
        assertThat(added.get("protocol").getAsString()).isEqualTo("megaface");
        assertThat(added.get("metrics"))
                .isEqualTo(run.ofFiles("megaface", files).get("metrics"));
        assertThat(added.get("metrics").toString()).contains("rank-1@distractors=10");
        assertThat(run.ofDataset("megaface", "megaface").get("metrics")).isEqualTo(added.get("metrics"));
    }

    @Test
    void asksForTheEmbeddingsOfADatasetAndNothingElse() throws IOException {
        writeMegaFace();
        String few = run.array("few", Arrays.copyOf(run.embedded("megaface", "plain"), 3))
                .toString();
        String some = folder.resolve("gallery.npy").toString();

        assertThat(run.shell()
                        .run("score", "megaface", "--data", "megaface", "--embeddings", few)
                        .err())
                .contains("few.npy")
                .contains("3 rows")
                .contains("16, one for each image of 'megaface' in its order");
        assertThat(run.shell()
                        .run("score", "megaface", "--data", "megaface", "--embeddings", few, "--distractors", some)
                        .err())
                .contains("leave out --distractors");
        assertThat(run.shell().run("score", "megaface", "--data", "megaface").err())
                .contains("Missing required option: '--embeddings=E.npy'");
        assertThat(run.shell().run("score", "megaface", "--probes", few).err())
                .contains("Missing required options: '--identities=Y.npy', '--distractors=G.npy'; or --data");
        assertThat(run.shell()
                        .run("score", "tinyface", "--data", "megaface", "--embeddings", few)
                        .err())
                .contains("'tinyface' for 'megaface' of format megaface");
    }

    @Test
    void keepsWhatEachNoiseListGivesBesideTheOthers() throws IOException {
        writeMegaFace();
        Path noise = Files.writeString(folder.resolve("noise.txt"), "3\n");
        String[] refined = {"--set", "megaface", "--distractor-noise", noise.toString()};

        JsonObject first = run.stored(refined);
        Files.writeString(noise, "3\n5\n");
        JsonObject second = run.stored(refined);
        JsonObject plain = run.stored("--set", "megaface");

        assertThat(first.get("protocol").getAsString()).matches("megaface\\(distractor-noise=[0-9a-f]{12}\\)");
        assertThat(first.get("notes").toString()).contains("1 of 10 distractors never match: noise");
        assertThat(second.get("notes").toString()).contains("2 of 10 distractors never match: noise");
        assertThat(plain.get("protocol").getAsString()).isEqualTo("megaface");
    }

    @Test
    void namesAllImagesThatAreMissingAndScoresNothing() throws IOException {
        writeMegaFace();
        List<Path> gone = List.of(folder.resolve("mega/facescrub/B/3.png"), folder.resolve("mega/megaface/7/9.png"));
        for (Path image : gone) {
            Files.delete(image);
        }

        CommandShell.Answer answer = run.shell().run("score", "stored", ScoredRun.TRIAL.id(), "--set", "megaface");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines())
                .containsExactly(
                        gone.get(0) + ": found no such file" + TRIED, gone.get(1) + ": found no such file" + TRIED);
    }
}
