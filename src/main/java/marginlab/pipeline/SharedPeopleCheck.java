package marginlab.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.audit.ShownPeople;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Subset;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;

/**
 * Whether somebody on the pairs of a column is trained on: accuracy on people whom a network has seen says little of others. Published
 * benchmarks share people with published training sets, so that it is said and not refused.
 */
record SharedPeopleCheck(Catalog catalog) {
    /** A line for each column and training set that share people; a set that is still to be drawn has people of its own. */
    List<String> lines(List<Trial> trials) {
        Map<TrainedPeople, Set<String>> columns = new LinkedHashMap<>();
        for (Trial trial : trials) {
            Settings settings = trial.settings();
            if (settings.isTraining()) {
                for (String name : settings.train()) {
                    Subset subset = settings.train().size() == 1 ? settings.subset() : Subset.ALL;
                    columns.computeIfAbsent(
                                    new TrainedPeople(name, settings.minImages(), subset), use -> new LinkedHashSet<>())
                            .addAll(settings.verify());
                }
            }
        }
        Map<String, ShownPeople> shown = new LinkedHashMap<>();
        Set<String> lines = new LinkedHashSet<>();
        columns.forEach((use, names) -> {
            try {
                ShownPeople trained = trained(use);
                for (String name : names) {
                    if (catalog.dataset(name).role() == DatasetRole.VERIFY) {
                        trained.shared(shown.computeIfAbsent(name, this::verified))
                                .ifPresent(whom -> lines.add("warning: " + name + " shares " + whom
                                        + " with the training set " + use.train()
                                        + ": its figures do not hold for people whom a network has not seen."
                                        + " 'drop-identities' in the dataset's row leaves people out of the training"));
                    }
                }
            } catch (ProblemException e) {
                // What cannot be read is told where it is needed.
            }
        });
        return new ArrayList<>(lines);
    }

    private ShownPeople trained(TrainedPeople use) {
        try (LabelledImages faces = catalog.faces(use.train());
                TrainingSet chosen = TrainingSet.of(List.of(faces), use.minImages(), use.subset())) {
            return ShownPeople.of(chosen, catalog.dataset(use.train()).path());
        }
    }

    private ShownPeople verified(String name) {
        try (VerificationSet set = catalog.verificationSet(name)) {
            return ShownPeople.of(set, catalog.dataset(name).path());
        }
    }

    /** People who are trained on. */
    private record TrainedPeople(String train, int minImages, Subset subset) {}
}
