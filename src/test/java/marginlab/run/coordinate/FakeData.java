package marginlab.run.coordinate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.hash.Fingerprints;
import marginlab.plan.Trial;
import marginlab.run.score.PlannedDataCheck;

/** A set beside run folders: a number that is added to each accuracy, and is 0 in the files that were planned with. */
final class FakeData {
    private static final String SET = "pairs";
    private static final String PLANNED = "0.0";

    private final Path folder;
    private final Path file;

    FakeData(Path runs) {
        folder = runs.resolve(".data");
        file = folder.resolve("pairs.bin");
    }

    void make() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file, PLANNED);
        Files.writeString(
                folder.resolve("datasets.yaml"),
                SET + ": {role: verify, format: bin, path: '" + file + "', terms: free, get: Written by the test.}\n");
    }

    String fingerprint() {
        return catalog().fingerprint(SET);
    }

    private Catalog catalog() {
        return Catalog.read(
                folder.resolve("datasets.yaml"), Map.of(), new Fingerprints(folder.resolve("fingerprints")));
    }

    /** Whether a trial was planned with such a set. */
    static boolean isUsed(Trial trial) {
        return trial.fingerprints().containsKey(SET);
    }

    /** As a worker reads a set. */
    double read(Trial trial) throws IOException {
        return new PlannedDataCheck(catalog(), trial.fingerprints())
                .whileAsPlanned(SET, () -> Double.parseDouble(Files.readString(file)));
    }

    /** Another file of its name and size, in place or as a file of its own. */
    void exchange(boolean inPlace) throws IOException {
        put("0.5", inPlace);
    }

    void putBack() throws IOException {
        put(PLANNED, false);
    }

    private void put(String text, boolean inPlace) throws IOException {
        if (inPlace) {
            Files.writeString(file, text);
        } else {
            Path aside = Files.writeString(folder.resolve("new"), text);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
