package marginlab.pipeline;

import java.util.Optional;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.experiment.setting.Watch;
import marginlab.problem.Problem;

/** Whether the set that decides when a training ends is one of pairs: an accuracy is taken on it after each epoch. */
record WatchedSetCheck(Catalog catalog) {
    /** What is wrong with it; a name that the catalog does not have is said where the experiment mentions it. */
    Optional<Problem> problem(Watch watch) {
        return Optional.of(watch)
                .filter(Watch::isNeeded)
                .map(Watch::set)
                .filter(set -> catalog.problem(set, "watch").isEmpty())
                .map(catalog::dataset)
                .filter(row -> row.role() != DatasetRole.VERIFY)
                .map(WatchedSetCheck::refused);
    }

    private static Problem refused(Dataset row) {
        return new Problem(
                "watch",
                "dataset '" + row.name() + "' with role " + row.role().label(),
                "a dataset with role " + DatasetRole.VERIFY.label(),
                "Without 'watch' it is the first set of 'verify': name a set of pairs");
    }
}
