package marginlab.command.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.problem.ProblemException;

/** The pairs of a dataset as a list of rows of its images in order, for protocols that read lists. */
final class DatasetPairs {
    private DatasetPairs() {}

    /**
     * Writes the list; it is called as the dataset, and goes when the process ends.
     *
     * @throws ProblemException where the catalog has no such set of pairs
     */
    static Path write(Catalog catalog, String name) {
        catalog.problem(name, "--data").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        StringBuilder lines = new StringBuilder();
        try (VerificationSet set = catalog.verificationSet(name)) {
            int[] left = set.left();
            int[] right = set.right();
            boolean[] same = set.same();
            for (int i = 0; i < same.length; i++) {
                lines.append(left[i]).append(' ').append(right[i]).append(same[i] ? " 1\n" : " 0\n");
            }
        }
        try {
            Path folder = Files.createTempDirectory("marginlab-pairs");
            folder.toFile().deleteOnExit();
            Path list = Files.writeString(folder.resolve(name), lines);
            list.toFile().deleteOnExit();
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the pairs of " + name, e);
        }
    }
}
