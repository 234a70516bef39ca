package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of videos, templates and galleries, scored with the network of a run in one command. */
class StoredSearchTest {
    private static final int IMAGES = ScoredRun.IMAGES;

    @TempDir
    private Path folder;

    private ScoredRun run;

    @BeforeEach
    void trainARun() throws IOException {
        run = ScoredRun.train(folder);
    }

    /** Videos 0 to 7 of two frames each, images v and v + 8. */
    private void writeVideos() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            Path video = Files.createDirectories(folder.resolve("videos").resolve("v" + i % 8));
            Files.copy(folder.resolve("people").resolve(ScoredRun.image(i)), video.resolve(i + ".png"));
        }
    }

    @Test
    void scoresPairsOfVideosByTenFoldUnderAnyRules() throws IOException {
        writeVideos();
        StringBuilder splits = new StringBuilder("split, first, second, same\n");
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            int other = i % 2 == 0 ? (i + 4) % 8 : (i + 1 + i / 8) % 8;
            int same = i % 8 % 4 == other % 4 ? 1 : 0;
            splits.append(i / 2 + 1 + ", v" + i % 8 + ", v" + other + ", " + same + "\n");
            pairs.append(i % 8 + " " + other + " " + same + "\n");
        }
        Files.writeString(folder.resolve("splits.txt"), splits);

        JsonObject added = run.stored("--set", "ytf", "--rules", "ten-fold(no-flip)");

        assertThat(added.get("set").getAsString()).isEqualTo("ytf");
        assertThat(added.get("protocol").getAsString()).isEqualTo("ten-fold");
        assertThat(added.get("notes").toString())
                .contains("8 videos, each the mean of its unit frames: 16 frames, 2 to 2 a video")
                .contains("embedded after the training, from files with fingerprint");
        float[][] plain = run.embedded("ytf", "plain");
        // Videos are numbered as they first stand in the list, frames follow their videos.
        List<Integer> numbers = splits.toString()
                .lines()
                .skip(1)
                .flatMap(line -> List.of(line.split(", v")).subList(1, 3).stream())
                .map(text -> Integer.valueOf(text.split(",")[0]))
                .distinct()
                .toList();
        int[] videos = IntStream.range(0, IMAGES).map(i -> numbers.get(i / 2)).toArray();
        JsonObject files = run.ofFiles(
                "ytf",
                Map.of(
                        "embeddings", run.array("frames", plain),
                        "flip", run.array("mirrored", run.embedded("ytf", "flip")),
                        "videos", run.array("numbers", videos),
                        "pairs", Files.writeString(folder.resolve("p.txt"), pairs)));
        assertThat(added.get("metrics")).isEqualTo(files.get("metrics"));
        assertThat(added.get("folds")).isEqualTo(files.get("folds"));
        assertThat(run.ofDataset("ytf", "ytf").get("folds")).isEqualTo(files.get("folds"));
        CommandShell.Answer again =
                run.shell().run("score", "stored", ScoredRun.TRIAL.id(), "--set", "ytf", "--rules", "ten-fold(cosine)");
        assertThat(again.out()).contains("1 added, 1 there already");
        assertThat(run.shell().run("show", ScoredRun.TRIAL.id()).out()).contains("ytf  (ten-fold(no-flip))");
    }

    @Test
    void looksForPeopleAmongDistractors() throws IOException {
        StringBuilder faces = new StringBuilder("image,template,media,subject\n");
        IntStream.range(0, IMAGES)
                .forEach(i -> faces.append(ScoredRun.image(i) + ",t" + i + ",0," + (i < 6 ? i % 2 : -1) + "\n"));
        Files.writeString(folder.resolve("faces.csv"), faces);

        CommandShell.Answer vague = run.shell().run("score", "stored", ScoredRun.TRIAL.id(), "--set", "faces");
        assertThat(vague.code()).isEqualTo(2);
        assertThat(vague.err()).contains("--protocol with one of megaface, trillion-pairs, iqiyi-vid");

        JsonObject added = run.stored("--set", "faces", "--protocol", "megaface");

        float[][] features = run.features("faces", IMAGES, i -> i);
        JsonObject files = run.ofFiles(
                "megaface",
                Map.of(
                        "probes", run.array("probes", java.util.Arrays.copyOf(features, 6)),
                        "identities", run.array("who", 0, 1, 0, 1, 0, 1),
                        "distractors", run.array("others", java.util.Arrays.copyOfRange(features, 6, IMAGES))));
        assertThat(added.get("metrics")).isEqualTo(files.get("metrics"));
        assertThat(added.get("metrics").toString()).contains("rank-1@distractors=10");
        Files.writeString(folder.resolve("faces.csv"), faces.append(" "));
        Files.writeString(folder.resolve("noise.txt"), "3\n");
        CommandShell.Answer other = run.shell()
                .run(
                        "score",
                        "stored",
                        ScoredRun.TRIAL.id(),
                        "--set",
                        "faces",
                        "--protocol",
                        "megaface",
                        "--probe-noise",
                        folder.resolve("noise.txt").toString());
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("set faces").contains("those that the run embedded");
    }

    @Test
    void searchesAGallery() throws IOException {
        StringBuilder faces = new StringBuilder("image,template,media,subject\n");
        StringBuilder gallery = new StringBuilder(faces);
        for (int i = 0; i < IMAGES; i++) {
            (i < 8 ? faces : gallery).append(ScoredRun.image(i) + ",t" + i + ",0," + (i < 12 ? i % 4 : -1) + "\n");
        }
        Files.writeString(folder.resolve("faces.csv"), faces);
        Files.writeString(folder.resolve("gallery.csv"), gallery);
        String[] ask = {"--set", "faces", "--protocol", "trillion-pairs", "--gallery", "gallery"};

        JsonObject added = run.stored(ask);

        assertThat(added.get("protocol").getAsString()).isEqualTo("trillion-pairs(gallery=gallery)");
        assertThat(added.get("notes").toString())
                .contains("8 probes are too few to tell")
                .contains("no ver@fpr=1e-9: 8 mated and 56 other pairs")
                .contains("gallery: embedded after the training");
        CommandShell.Answer without = run.shell()
                .run("score", "stored", ScoredRun.TRIAL.id(), "--set", "faces", "--protocol", "trillion-pairs");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("--gallery");
    }

    @Test
    void findsTheVideosOfPeople() throws IOException {
        writeVideos();
        StringBuilder train = new StringBuilder();
        StringBuilder val = new StringBuilder();
        for (int v = 0; v < 8; v++) {
            (v < 4 ? train : val).append("v" + v + ".mp4 " + (v == 7 ? -1 : v % 4) + "\n");
        }
        Files.writeString(folder.resolve("train.txt"), train);
        Files.writeString(folder.resolve("val.txt"), val);

        JsonObject added = run.stored("--set", "videos", "--people", "persons");

        JsonObject files = run.ofFiles(
                "iqiyi-vid",
                Map.of(
                        "probes", run.array("who", run.features("persons", 4, i -> i / 2)),
                        "identities", run.array("people", 0, 1, 2, 3),
                        "gallery", run.array("all", run.features("videos", 4, i -> i / 2)),
                        "gallery-identities", run.array("shown", 0, 1, 2, -1)));
        assertThat(added.get("metrics")).isEqualTo(files.get("metrics"));
        assertThat(added.get("protocol").getAsString()).isEqualTo("iqiyi-vid(people=persons)");
        assertThat(added.get("notes").toString())
                .contains("4 people, each the mean of the videos in persons")
                .contains("1 of 4 persons skipped: no video");
    }

    @Test
    void comparesTemplatesOfImages() throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < IMAGES; i++) {
            images.append(ScoredRun.image(i) + " " + (10 + i % 8) + " " + i + "\n");
        }
        for (int t = 0; t < 8; t++) {
            for (int u = t + 1; u < 8; u++) {
                pairs.append(10 + t + " " + (10 + u) + " " + (t % 4 == u % 4 ? 1 : 0) + "\n");
            }
        }
        Path meta = Files.createDirectories(folder.resolve("meta"));
        Files.writeString(meta.resolve("ijbt_face_tid_mid.txt"), images);
        Files.writeString(meta.resolve("ijbt_template_pair_label.txt"), pairs);

        JsonObject added = run.stored("--set", "ijb");

        JsonObject files = run.ofFiles(
                "ijb-11",
                Map.of(
                        "embeddings", run.array("images", run.embedded("ijb", "plain")),
                        "flip", run.array("mirrored", run.embedded("ijb", "flip")),
                        "images", meta.resolve("ijbt_face_tid_mid.txt"),
                        "pairs", meta.resolve("ijbt_template_pair_label.txt")));
        assertThat(added.get("protocol").getAsString()).isEqualTo("ijb-11(N1D0F1)");
        assertThat(added.get("metrics")).isEqualTo(files.get("metrics"));
    }

    @Test
    void saysThatImagesWithoutAnswersCannotBeScored() throws IOException {
        Files.writeString(folder.resolve("names.txt"), ScoredRun.image(0) + "\n" + ScoredRun.image(1) + "\n");

        CommandShell.Answer answer =
                run.shell().run("score", "stored", ScoredRun.TRIAL.id(), "--set", "nameless", "--gallery", "nameless");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("who is on its images").contains("format templates");
    }
}
