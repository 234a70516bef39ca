package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import marginlab.command.context.CommandShell;
import marginlab.command.runs.FinishedRuns;
import marginlab.command.runs.RunWithNetwork;
import marginlab.file.npy.Npy;
import marginlab.plan.Trial;

/** The trained run in a store, a catalog with sets that it is scored on, and what other ways give for the same images. */
record ScoredRun(Path folder, CommandShell shell) {
    static final int IMAGES = RunWithNetwork.IMAGES;
    static final Trial TRIAL = RunWithNetwork.TRIAL;

    /** Trains it on the made-up images. */
    static ScoredRun train(Path folder) throws IOException {
        RunWithNetwork.writeImages(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                people: {role: train, format: folder, path: %1$s/people}
                ytf: {role: identify, format: ytf, path: %1$s/videos, list: %1$s/splits.txt}
                faces: {role: identify, format: templates, path: %1$s/people, list: %1$s/faces.csv}
                gallery: {role: identify, format: templates, path: %1$s/people, list: %1$s/gallery.csv}
                persons: {role: identify, format: video-list, path: %1$s/videos, list: %1$s/train.txt}
                videos: {role: identify, format: video-list, path: %1$s/videos, list: %1$s/val.txt}
                ijb: {role: identify, format: ijb, path: %1$s/people, list: %1$s/meta}
                nameless: {role: identify, format: image-names, path: %1$s/people, list: %1$s/names.txt}
                megaface: {role: identify, format: megaface, path: %1$s/mega, list: %1$s/lists}
                """.formatted(folder));
        FinishedRuns.write(folder);
        RunWithNetwork.train(folder);
        return new ScoredRun(folder, new CommandShell(folder));
    }

    /** Image i as a list names it. */
    static String image(int i) {
        return "person" + i % 4 + "/" + i + ".png";
    }

    /** What the network makes of a set, {@code plain} or {@code flip}; it is asked once, in a process of its own. */
    float[][] embedded(String set, String kind) {
        Path out = folder.resolve(set + "-e.npy");
        Path flip = folder.resolve(set + "-f.npy");
        if (!Files.exists(flip)) {
            CommandShell.Answer answer =
                    shell.run("embed", TRIAL.id(), "--data", set, "--out", out.toString(), "--flip", flip.toString());
            assertThat(answer.code()).as(answer.err()).isZero();
        }
        return Npy.floatRows(kind.equals("plain") ? out : flip);
    }

    /** Plain + mirrored at length 1, summed over the rows of each template, by plain loops. */
    float[][] features(String set, int templates, IntUnaryOperator template) {
        float[][] plain = embedded(set, "plain");
        float[][] flipped = embedded(set, "flip");
        float[][] sums = new float[templates][plain[0].length];
        for (int i = 0; i < plain.length; i++) {
            double squares = 0;
            for (int j = 0; j < plain[i].length; j++) {
                squares += Math.pow(plain[i][j] + flipped[i][j], 2);
            }
            for (int j = 0; j < plain[i].length; j++) {
                sums[template.applyAsInt(i)][j] += (float) ((plain[i][j] + flipped[i][j]) / Math.sqrt(squares));
            }
        }
        return sums;
    }

    /** What {@code score stored} adds, in the order of its sets and protocols. */
    JsonArray added(String... arguments) {
        List<String> all = new ArrayList<>(List.of("score", "stored", TRIAL.id(), "--json"));
        all.addAll(List.of(arguments));
        CommandShell.Answer answer = shell.run(all.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.json().getAsJsonObject().getAsJsonArray("added");
    }

    /** The first of what it adds. */
    JsonObject stored(String... arguments) {
        return added(arguments).get(0).getAsJsonObject();
    }

    /** The figures that the verb for files has for the same embeddings. */
    JsonObject ofFiles(String protocol, Map<String, Path> files, String... more) {
        List<String> all = new ArrayList<>(List.of("score", protocol, "--json"));
        all.addAll(List.of(more));
        files.forEach((flag, file) -> all.addAll(List.of("--" + flag, file.toString())));
        CommandShell.Answer answer = shell.run(all.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.json().getAsJsonObject();
    }

    /** A file with rows. */
    Path array(String name, float[][] rows) {
        Npy.write(folder.resolve(name + ".npy"), rows);
        return folder.resolve(name + ".npy");
    }

    /** A file with numbers. */
    Path array(String name, int... numbers) {
        Npy.write(folder.resolve(name + ".npy"), numbers);
        return folder.resolve(name + ".npy");
    }

    /** What a protocol says of the embeddings of a set, with the lists of the catalog alone. */
    JsonObject ofDataset(String protocol, String set) {
        return ofFiles(
                protocol,
                Map.of(
                        "embeddings", array("given", embedded(set, "plain")),
                        "flip", array("given-flip", embedded(set, "flip"))),
                "--data",
                set);
    }
}
