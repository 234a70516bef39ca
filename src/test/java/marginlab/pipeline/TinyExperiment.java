package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.generate.SyntheticGenerator;
import marginlab.dataset.reader.SyntheticSpec;

/**
 * An experiment of two rows on eight people that are drawn, each row trained in seconds.
 *
 * @param datasets the catalog: {@code drawn}, {@code drawn-test}, {@code drawn-profile}, and {@code absent}, whose file is
 *     not there
 * @param file the experiment
 */
public record TinyExperiment(Path datasets, Path file) {

    /** Draws the people and writes both files into a folder. */
    public static TinyExperiment in(Path folder) throws IOException {
        Path drawn = folder.resolve("drawn");
        new SyntheticGenerator(new SyntheticSpec(3, 8, 6, 16, 40), done -> {}).generate(drawn);
        Path datasets = Files.writeString(folder.resolve("datasets.yaml"), """
                drawn: {role: train, format: recordio, path: '%1$s/train.rec', terms: free, get: Drawn by the test.}
                drawn-test: {role: verify, format: bin, path: '%1$s/plain.bin', terms: free, get: Drawn by the test.}
                drawn-profile: {role: verify, format: bin, path: '%1$s/profile.bin', terms: free, get: Drawn by the test.}
                absent: {role: verify, format: bin, path: '%1$s/absent.bin', terms: free, get: Ask its authors.}
                """.formatted(drawn));
        Path file = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                train: drawn
                verify: drawn-test
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, curve: cosine, stop-at: 2 epochs}
                losses: [NS, "Triplet(0.35)"]
                baseline: NS
                """);
        return new TinyExperiment(datasets, file);
    }
}
