package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** TinyFace in its published layout, from an experiment's file to its table and back from saved embeddings. */
class TinyFaceTest {
    private static final int PROBES = 4;
    private static final int MATCHES = 8;

    @TempDir
    private Path folder;

    /** A probe and two more images of each of four people, and four distractors. */
    private void write() throws IOException {
        OneRowExperiment experiment = new OneRowExperiment(folder);
        experiment.write("tinyface: {role: identify, format: tinyface, path: %s/Testing_Set, list: %s/Testing_Set}");
        Path set = folder.resolve("Testing_Set");
        for (int i = 0; i < RunWithNetwork.IMAGES; i++) {
            String name = i < PROBES
                    ? "Probe/" + i % 4 + "_1.jpg"
                    : i < PROBES + MATCHES
                            ? "Gallery_Match/" + i % 4 + "_" + (1 + i / 4) + ".jpg"
                            : "Gallery_Distractor/o" + i + ".jpg";
            Files.createDirectories(set.resolve(name).getParent());
            // The name says how it is compressed; whoever reads it looks at its content.
            Files.copy(experiment.image(i), set.resolve(name));
        }
        list(set.resolve("probe_img_ID_pairs.mat"), "probe", PROBES, i -> i % 4 + "_1.jpg");
        list(
                set.resolve("gallery_match_img_ID_pairs.mat"),
                "gallery",
                MATCHES,
                i -> i % 4 + "_" + (2 + i / 4) + ".jpg");
    }

    private interface Name {
        String of(int i);
    }

    private static void list(Path file, String kind, int count, Name name) throws IOException {
        Cell names = Mat5.newCell(count, 1);
        Matrix ids = Mat5.newMatrix(count, 1);
        for (int i = 0; i < count; i++) {
            names.set(i, Mat5.newString(name.of(i)));
            ids.setInt(i, i % 4);
        }
        try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
            Mat5.newMatFile()
                    .addArray(kind + "_ids", ids)
                    .addArray(kind + "_set", names)
                    .writeTo(sink);
        }
    }

    @Test
    void isAColumnOfAnExperiment() throws IOException {
        write();
        OneRowExperiment experiment = new OneRowExperiment(folder);

        JsonObject run = experiment.run();
        assertThat(experiment.table()).contains("| tinyface rank-1 % |");
        JsonObject found = run.getAsJsonObject("results").getAsJsonObject("tinyface");
        float[][] features = Npy.floatRows(experiment.kept(run, "embeddings/tinyface-templates.npy"));
        List<List<Integer>> places = IntStream.range(0, PROBES)
                .mapToObj(probe -> places(features, probe))
                .toList();
        for (int rank : new int[] {1, 5, 10}) {
            assertThat(found.get("rank-" + rank).getAsDouble())
                    .isEqualTo(places.stream().filter(own -> own.get(0) < rank).count() / (double) PROBES);
        }
        assertThat(found.get("map").getAsDouble())
                .isCloseTo(places.stream().mapToDouble(TinyFaceTest::precision).sum() / PROBES, within(1e-12));
        boolean[] first = Npy.booleans(experiment.kept(run, "scores/tinyface@rank-1.npy"));
        for (int probe = 0; probe < PROBES; probe++) {
            assertThat(first[probe]).isEqualTo(places.get(probe).get(0) == 0);
        }
        assertThat(ofFiles(features)).isEqualTo(found.get("map").getAsDouble());
    }

    /** The places of the images of a probe's person in the whole gallery, from 0, by sorting it. */
    private static List<Integer> places(float[][] features, int probe) {
        List<Integer> gallery =
                new ArrayList<>(IntStream.range(PROBES, features.length).boxed().toList());
        gallery.sort(Comparator.comparingDouble(image -> -dot(features[probe], features[image])));
        return IntStream.range(0, gallery.size())
                .filter(place -> gallery.get(place) < PROBES + MATCHES && gallery.get(place) % 4 == probe % 4)
                .boxed()
                .toList();
    }

    /** As the published program goes through the list: precision is averaged between a place and the one before it. */
    private static double precision(List<Integer> places) {
        double oldRecall = 0;
        double oldPrecision = 1;
        double area = 0;
        double good = 0;
        for (int place = 0; place <= places.get(places.size() - 1); place++) {
            good += places.contains(place) ? 1 : 0;
            double recall = good / places.size();
            double precision = good / (place + 1);
            area += (recall - oldRecall) * (oldPrecision + precision) / 2;
            oldRecall = recall;
            oldPrecision = precision;
        }
        return area;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private double ofFiles(float[][] features) {
        int[] whose = {0, 1, 2, 3};
        int[] shown = IntStream.range(0, features.length - PROBES)
                .map(i -> i < MATCHES ? i % 4 : -1)
                .toArray();
        Npy.write(folder.resolve("p.npy"), Arrays.copyOf(features, PROBES));
        Npy.write(folder.resolve("g.npy"), Arrays.copyOfRange(features, PROBES, features.length));
        Npy.write(folder.resolve("y.npy"), whose);
        Npy.write(folder.resolve("z.npy"), shown);
        return score().get("map").getAsDouble();
    }

    /** Figures of the files that were written. */
    private JsonObject score() {
        CommandShell.Answer answer = new CommandShell(folder)
                .run(
                        "score",
                        "tinyface",
                        "--json",
                        "--probes",
                        folder.resolve("p.npy").toString(),
                        "--identities",
                        folder.resolve("y.npy").toString(),
                        "--gallery",
                        folder.resolve("g.npy").toString(),
                        "--gallery-identities",
                        folder.resolve("z.npy").toString());
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.json().getAsJsonObject().getAsJsonObject("metrics");
    }

    /** Two mates at places 1 and 3, counted from 0: (0 + 1/2) / 2 and (1/3 + 2/4) / 2. */
    @Test
    void averagesThePrecisionBetweenPlaces() {
        Npy.write(folder.resolve("p.npy"), new float[][] {{1, 0}});
        Npy.write(folder.resolve("g.npy"), new float[][] {{1, 0.1f}, {1, 0.2f}, {1, 0.3f}, {1, 0.4f}, {1, 0.5f}});
        Npy.write(folder.resolve("y.npy"), new int[] {7});
        Npy.write(folder.resolve("z.npy"), new int[] {-1, 7, 3, 7, -1});

        JsonObject metrics = score();

        assertThat(metrics.get("rank-1").getAsDouble()).isZero();
        assertThat(metrics.get("rank-5").getAsDouble()).isEqualTo(1);
        assertThat(metrics.get("map").getAsDouble()).isCloseTo((0.25 + 5 / 12.0) / 2, within(1e-12));
    }

    /** Faces on a circle, at whole degrees; the figures are what the published program (compute_AP) printed of them. */
    @Test
    void givesWhatThePublishedProgramGives() {
        int[] probes = {0, 40, 95, 200};
        int[] gallery = {3, -11, 17, 52, 33, 71, 96, 118, 88, 140, 205, 230, 7, 45, 93, 190, 300};
        Npy.write(folder.resolve("p.npy"), onTheCircle(probes));
        Npy.write(folder.resolve("g.npy"), onTheCircle(gallery));
        Npy.write(folder.resolve("y.npy"), new int[] {1, 2, 3, 4});
        Npy.write(folder.resolve("z.npy"), new int[] {1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 1, -1, -1, -1, -1, -1});

        JsonObject metrics = score();

        assertThat(metrics.get("map").getAsDouble()).isCloseTo(0.5820054945054944, within(1e-15));
        assertThat(metrics.get("rank-1").getAsDouble()).isEqualTo(0.75);
        assertThat(metrics.get("rank-5").getAsDouble()).isEqualTo(1);
        assertThat(metrics.get("rank-10").getAsDouble()).isEqualTo(1);
    }

    private static float[][] onTheCircle(int[] degrees) {
        return Arrays.stream(degrees)
                .mapToObj(angle ->
                        new float[] {(float) Math.cos(Math.toRadians(angle)), (float) Math.sin(Math.toRadians(angle))})
                .toArray(float[][]::new);
    }

    @Test
    void refusesListsThatAreOthers() throws IOException {
        write();
        list(folder.resolve("Testing_Set/probe_img_ID_pairs.mat"), "gallery", PROBES, i -> i + ".jpg");

        CommandShell.Answer answer = new CommandShell(folder).run("data", "check", "tinyface");

        assertThat(answer.out() + answer.err())
                .contains("probe_img_ID_pairs.mat")
                .contains("names of images in probe_set and a number of each in probe_ids");
    }
}
