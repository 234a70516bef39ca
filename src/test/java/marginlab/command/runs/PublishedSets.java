package marginlab.command.runs;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Small sets of drawn patterns, each in the layout that it was published in, with a catalog of them: image i of each shows person
 * {@code i % PEOPLE}.
 */
final class PublishedSets {
    static final int PEOPLE = 4;
    static final int IMAGES = 16;
    static final int PROBES = 6;
    /** As many as one in a thousand needs. */
    static final int MANY = 1000;

    private final Path folder;
    private final Random random = new Random(5);

    private PublishedSets(Path folder) {
        this.folder = folder;
    }

    /** Writes all of them and {@code datasets.yaml} into a folder. */
    static void write(Path folder) throws IOException {
        PublishedSets sets = new PublishedSets(folder);
        sets.people();
        sets.lfw();
        sets.cfp();
        sets.ytf();
        sets.ijb();
        sets.megaFace();
        sets.trillionPairs();
        sets.iqiyi();
        Files.writeString(folder.resolve("datasets.yaml"), """
                people: {role: train, format: folder, path: %1$s/people}
                lfw: {role: verify, format: lfw-pairs, path: %1$s/lfw, list: %1$s/pairs.txt}
                cfp-fp: {role: verify, format: cfp-fp, path: %1$s/cfp/Protocol}
                ytf: {role: identify, format: ytf, path: %1$s/videos, list: %1$s/splits.txt}
                ijb-c: {role: identify, format: ijb, path: %1$s/loose, list: %1$s/meta}
                megaface: {role: identify, format: megaface, path: %1$s/mega, list: %1$s/lists}
                trillion-pairs:
                  {role: identify, format: templates, path: %1$s/trillion, list: %1$s/probes.csv, protocol: trillion-pairs,
                   sets: {gallery: trillion-gallery}}
                trillion-gallery: {role: identify, format: templates, path: %1$s/trillion, list: %1$s/gallery.csv}
                iqiyi-vid:
                  {role: identify, format: video-list, path: %1$s/videos, list: %1$s/val.txt, sets: {people: iqiyi-train}}
                iqiyi-train: {role: identify, format: video-list, path: %1$s/videos, list: %1$s/train.txt}
                nameless: {role: identify, format: image-names, path: %1$s/loose, list: %1$s/names.txt}
                vague: {role: identify, format: templates, path: %1$s/trillion, list: %1$s/probes.csv}
                """.formatted(folder));
        Files.writeString(folder.resolve("names.txt"), "0.png\n1.png\n");
    }

    private void people() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            image("people/p" + i % PEOPLE + "/" + i + ".png", i);
        }
    }

    /** Ten folds of two genuine and two impostor pairs. */
    private void lfw() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            image("lfw/" + name(i % PEOPLE) + "/" + String.format("%s_%04d.jpg", name(i % PEOPLE), 1 + i / PEOPLE), i);
        }
        StringBuilder pairs = new StringBuilder("10\t2\n");
        for (int fold = 0; fold < 10; fold++) {
            for (int i = 0; i < 2; i++) {
                pairs.append(name((fold + i) % PEOPLE) + "\t" + (1 + fold % 3) + "\t4\n");
            }
            for (int i = 0; i < 2; i++) {
                pairs.append(name((fold + i) % PEOPLE) + "\t" + (1 + fold % 4) + "\t" + name((fold + i + 1) % PEOPLE)
                        + "\t" + (1 + (fold + i) % 4) + "\n");
            }
        }
        Files.writeString(folder.resolve("pairs.txt"), pairs);
    }

    /** Two frontal faces and two profiles of each person, in ten folds of two genuine and two impostor pairs. */
    private void cfp() throws IOException {
        Path protocol = Files.createDirectories(folder.resolve("cfp/Protocol"));
        for (String kind : List.of("frontal", "profile")) {
            for (int i = 0; i < 2 * PEOPLE; i++) {
                image("cfp/Data/" + cfpImage(kind, i), i);
            }
            String list = "Pair_list_" + kind.substring(0, 1).toUpperCase(Locale.ROOT) + ".txt";
            lines(protocol.resolve(list), 2 * PEOPLE, i -> 1 + i + " ../Data/" + cfpImage(kind, i));
        }
        for (int fold = 0; fold < 10; fold++) {
            int first = fold;
            Path split =
                    Files.createDirectories(protocol.resolve(String.format(Locale.ROOT, "Split/FP/%02d", 1 + fold)));
            lines(split.resolve("same.txt"), 2, i -> 1 + (first + i) % 8 + "," + (1 + (first + i + 4) % 8));
            lines(split.resolve("diff.txt"), 2, i -> 1 + (first + i) % 8 + "," + (1 + (first + i + 1) % 8));
        }
    }

    private static String cfpImage(String kind, int i) {
        return String.format(Locale.ROOT, "Images/%03d/%s/%02d.jpg", 1 + i % PEOPLE, kind, 1 + i / PEOPLE);
    }

    private static String name(int person) {
        return "Person_" + (char) ('A' + person);
    }

    /** Videos v0 to v7 of two frames each, in 20 pairs. */
    private void ytf() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            image("videos/v" + i % 8 + "/" + i + ".png", i);
        }
        StringBuilder splits = new StringBuilder("split number, pair number, first name, second name, is same\n");
        for (int i = 0; i < 20; i++) {
            int other = i % 2 == 0 ? (i + 4) % 8 : (i + 1 + i / 8) % 8;
            splits.append(i / 2 + 1 + ", " + (i % 2 + 1) + ", v" + i % 8 + ", v" + other + ", "
                    + (i % 4 == other % 4 ? 1 : 0) + "\n");
        }
        Files.writeString(folder.resolve("splits.txt"), splits);
    }

    /** Templates 10 to 17 of two images each, in as many impostor pairs as a rate of one in 10,000 needs, and two galleries. */
    private void ijb() throws IOException {
        Path meta = Files.createDirectories(folder.resolve("meta"));
        for (int i = 0; i < IMAGES; i++) {
            image("loose/" + i + ".png", i);
        }
        lines(meta.resolve("ijbt_face_tid_mid.txt"), IMAGES, i -> i + ".png " + (10 + i % 8) + " " + i);
        lines(
                meta.resolve("ijbt_name_5pts_score.txt"),
                IMAGES,
                i -> i + ".png 5 6 11 6 8 9 6 12 10 12 0." + (1 + i % 9));
        StringBuilder pairs = new StringBuilder();
        for (int round = 0; round < 420; round++) {
            for (int t = 0; t < 8; t++) {
                for (int u = t + 1; u < 8; u++) {
                    pairs.append(10 + t + " " + (10 + u) + " " + (t % 4 == u % 4 ? 1 : 0) + "\n");
                }
            }
        }
        Files.writeString(meta.resolve("ijbt_template_pair_label.txt"), pairs);
        for (int gallery = 1; gallery <= 2; gallery++) {
            int first = 2 * gallery - 2;
            lines(
                    meta.resolve("ijbt_1N_gallery_G" + gallery + ".csv"),
                    3,
                    i -> i == 0 ? "TEMPLATE_ID,SUBJECT_ID,FILENAME" : 9 + first + i + "," + (first + i - 1) + ",x.png");
        }
        lines(
                meta.resolve("ijbt_1N_probe_mixed.csv"),
                5,
                i -> i == 0 ? "TEMPLATE_ID,SUBJECT_ID,FILENAME" : 13 + i + "," + (i - 1) + ",x.png");
    }

    /** Two people with three images each, ten distractors. */
    private void megaFace() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            image(
                    (i < PROBES ? "mega/facescrub/" + i % 2 : "mega/megaface/7") + "/" + i + ".png",
                    i < PROBES ? i % 2 : i);
        }
        Path lists = Files.createDirectories(folder.resolve("lists"));
        Files.writeString(
                lists.resolve("facescrub_features_list.json"),
                json(0, PROBES, i -> i % 2 + "/" + i + ".png", i -> "person " + i % 2));
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

    /** A thousand probes, and a gallery of eight images of the four people and eight distractors. */
    private void trillionPairs() throws IOException {
        for (int i = 0; i < MANY + IMAGES; i++) {
            image("trillion/" + i + ".png", i);
        }
        String title = "image,template,media,subject";
        lines(
                folder.resolve("probes.csv"),
                1 + MANY,
                i -> i == 0 ? title : i - 1 + ".png,t" + i + ",0," + (i - 1) % PEOPLE);
        lines(
                folder.resolve("gallery.csv"),
                1 + IMAGES,
                i -> i == 0 ? title : MANY + i - 1 + ".png,g" + i + ",0," + (i <= 8 ? (MANY + i - 1) % PEOPLE : -1));
    }

    /** Videos v0 to v3 show who the people are, v4 to v7 are looked for; the last is nobody's. */
    private void iqiyi() throws IOException {
        lines(folder.resolve("train.txt"), 4, v -> "v" + v + ".mp4 " + v % PEOPLE);
        lines(folder.resolve("val.txt"), 4, v -> "v" + (v + 4) + ".mp4 " + (v == 3 ? -1 : v % PEOPLE));
    }

    private static void lines(Path file, int count, IntFunction<String> line) throws IOException {
        Files.writeString(file, IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n")));
    }

    /** A pattern of the person with some noise. */
    private void image(String name, int i) throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < 256; k++) {
            int pattern = (i % PEOPLE + 1) * (k % 16 / 4 + 5 * (k / 64) + 7) * 2654435;
            image.setRGB(k % 16, k / 16, pattern ^ random.nextInt(0x3F3F3F));
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, name.endsWith("jpg") ? "jpeg" : "png", file.toFile());
    }

    /** An experiment {@code columns.yaml} that is verified on sets. */
    static void writeExperiment(Path folder, String verify) throws IOException {
        Files.writeString(folder.resolve("columns.yaml"), """
                name: columns
                train: people
                verify: %s
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, curve: cosine, stop-at: 3 epochs}
                losses: [NS, "ArcFace(0.5)"]
                baseline: NS
                """.formatted(verify));
    }
}
