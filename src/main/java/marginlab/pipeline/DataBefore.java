package marginlab.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import marginlab.data.Catalog;
import marginlab.data.Sampler;
import marginlab.data.TrainingSet;
import marginlab.data.VerificationSet;
import marginlab.experiment.Problems;
import marginlab.experiment.Sampling;
import marginlab.experiment.Settings;
import marginlab.experiment.Subset;
import marginlab.plan.Trial;

/**
 * The data of trials before any of them trains: a cut verification set would else be noticed after hours, and a training set
 * without the pairs of a term once a trial.
 */
final class DataBefore {
    private final Catalog catalog;

    DataBefore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Opens each set once; images are not decoded. */
    void check(List<Trial> trials) {
        Set<Use> uses = new LinkedHashSet<>();
        Set<String> pairs = new LinkedHashSet<>();
        for (Trial trial : trials) {
            Settings settings = trial.settings();
            uses.add(Use.of(settings));
            settings.datasets().stream()
                    .filter(name -> !settings.train().contains(name))
                    .forEach(pairs::add);
        }
        Problems problems = new Problems();
        uses.forEach(use -> problems.gather(() -> batch(use)));
        pairs.forEach(name -> problems.gather(() -> count(name)));
        problems.raise();
    }

    private int batch(Use use) {
        try (TrainingSet faces = catalog.trainingSet(use.sets(), use.minImages(), use.subset())) {
            return Sampler.of(use.sampling(), faces, use.batch(), 1).batch();
        }
    }

    private int count(String name) {
        try (VerificationSet set = catalog.verificationSet(name)) {
            return set.pairs();
        }
    }

    /** What a trial trains on, and how it is drawn. */
    private record Use(List<String> sets, int minImages, Subset subset, Sampling sampling, int batch) {
        static Use of(Settings settings) {
            return new Use(
                    settings.train(),
                    settings.minImages(),
                    settings.subset(),
                    settings.sampling(),
                    settings.schedule().batch());
        }
    }
}
