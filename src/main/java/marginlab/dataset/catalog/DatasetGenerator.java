package marginlab.dataset.catalog;

import java.nio.file.Path;
import java.util.Optional;

/** Makes a dataset that nobody hands out: draws it, or makes it from another one. */
@FunctionalInterface
public interface DatasetGenerator {

    /**
     * Writes the files of the dataset into a folder; each stands there whole or not at all.
     *
     * @param from the dataset that the row says it is made from
     */
    void generate(Path folder, Optional<Dataset> from);

    /** What of the training set is known before it is made; the same number of images of each person. */
    default Optional<Dataset.Counts> promised() {
        return Optional.empty();
    }
}
