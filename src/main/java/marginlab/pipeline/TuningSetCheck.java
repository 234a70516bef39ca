package marginlab.pipeline;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.audit.ShownPeople;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.experiment.Experiment;
import marginlab.experiment.setting.DatasetMention;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Whether somebody on the set that rows are tuned on is on a column too: people by the names of their folders, where both sets have
 * them, and photographs that are the same file. A set that is still to be drawn has people of its own.
 */
record TuningSetCheck(Catalog catalog) {
    /** A line for each column that shares people with it. */
    List<Problem> problems(Experiment experiment) {
        if (experiment.tuning().isEmpty()) {
            return List.of();
        }
        String on = experiment.tuning().get().on();
        String place = experiment.mentions().stream()
                .filter(mention -> mention.name().equals(on))
                .reduce((one, later) -> later)
                .map(DatasetMention::place)
                .orElse("tune");
        List<Problem> problems = new ArrayList<>();
        if (!isReadable(on)) {
            return problems;
        }
        try {
            ShownPeople tuned = shown(on);
            for (String column : experiment.columns()) {
                if (!column.equals(on) && isReadable(column)) {
                    tuned.shared(shown(column))
                            .ifPresent(what -> problems.add(new Problem(
                                    place,
                                    "the set " + on + ", which shares " + what + " with the column " + column,
                                    "a set of other people: results on people who were used for tuning are too high",
                                    "Name another set, or take that column out of 'verify'")));
                }
            }
        } catch (ProblemException e) {
            // What cannot be read is told with all other data, before anything trains.
        }
        return problems;
    }

    private boolean isReadable(String name) {
        return catalog.problem(name, "tune").isEmpty()
                && !catalog.isToBeMade(name)
                && Files.exists(catalog.dataset(name).path());
    }

    private ShownPeople shown(String name) {
        Dataset row = catalog.dataset(name);
        if (row.role() != DatasetRole.VERIFY) {
            try (EncodedImages images = catalog.images(name)) {
                return ShownPeople.of(images);
            }
        }
        try (VerificationSet set = catalog.verificationSet(name)) {
            return ShownPeople.of(set, row.path());
        }
    }
}
