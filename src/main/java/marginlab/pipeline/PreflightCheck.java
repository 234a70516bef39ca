package marginlab.pipeline;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.catalog.TrainingSets;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Subset;
import marginlab.experiment.setting.Variants;
import marginlab.loss.formula.LossDefinitions;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.run.Workspace;

/**
 * The data of trials before any of them trains: a cut verification set would else be noticed after hours, and a training set
 * without the pairs of a term once a trial.
 */
final class PreflightCheck {
    private static final String PYTORCH = "PyTorch";

    private final Catalog catalog;
    private final LossDefinitions losses;
    private final WrittenFolderCheck written;
    private final Map<String, List<Protocol>> columns = new HashMap<>();

    /** @param losses that are not built in, with their jars */
    PreflightCheck(Catalog catalog, Workspace place, LossDefinitions losses) {
        this.catalog = catalog;
        this.losses = losses;
        written = WrittenFolderCheck.of(catalog, place);
    }

    /** Opens each set once; images are not decoded. Of a set that is still to be drawn the catalog's numbers are taken. */
    void check(List<Trial> trials) {
        Set<Use> uses = new LinkedHashSet<>();
        Problems problems = new Problems();
        Set<String> sets = new LinkedHashSet<>();
        Set<String> pairs = new LinkedHashSet<>();
        Set<String> watched = new LinkedHashSet<>();
        Set<Problem> ofJars = new LinkedHashSet<>();
        for (Trial trial : trials) {
            ofJars.addAll(ofJars(trial));
            Settings settings = trial.settings();
            if (settings.isTraining()) {
                uses.add(Use.of(settings));
                sets.addAll(settings.train());
            }
            settings.datasets().stream()
                    .filter(name -> !settings.train().contains(name))
                    .flatMap(name ->
                            Stream.concat(Stream.of(name), catalog.dataset(name).beside().sets().values().stream()))
                    .forEach(pairs::add);
            if (settings.watch().isNeeded()) {
                watched.add(settings.watch().set());
            }
            settings.verify().forEach(name -> columns.putIfAbsent(name, protocols(settings, name)));
        }
        ofJars.forEach(problems::add);
        sets.addAll(pairs);
        sets.forEach(name -> written.problem(name).ifPresent(problems::add));
        uses.forEach(use -> problems.gather(() -> batch(use)));
        pairs.stream()
                .filter(name -> !catalog.isToBeMade(name))
                .forEach(name -> problems.gather(() -> count(name, watched.contains(name))));
        problems.raise();
    }

    private List<Problem> ofJars(Trial trial) {
        if (!trial.settings().engine().equals(PYTORCH)) {
            return List.of();
        }
        return trial.settings().definitions().ofJars().keySet().stream()
                .map(losses.ofJars()::get)
                .filter(Objects::nonNull)
                .flatMap(loss -> loss.problemOnPyTorch(loss.name()).stream())
                .toList();
    }

    private List<Protocol> protocols(Settings settings, String name) {
        return Protocols.of(catalog.dataset(name), settings.reading(name).protocol(), "verify");
    }

    private int batch(Use use) {
        try (TrainingSet faces = new TrainingSets(catalog).expected(use.sets(), use.minImages(), use.subset())) {
            int compared = use.variants().sampled(faces.identities());
            if (compared < 2) {
                throw new ProblemException(new Problem(
                        "class-rate",
                        use.variants().classRate() + " of " + faces.identities()
                                + " identities, which is one class per step",
                        "at least 2 classes per step: one class cannot be told from anything"));
            }
            return Sampler.of(use.sampling(), faces, use.batch(), 1).batch();
        }
    }

    private int count(String name, boolean isWatched) {
        if (catalog.dataset(name).role() == DatasetRole.IDENTIFY) {
            try (TemplateSet set = catalog.templateSet(name)) {
                columns.getOrDefault(name, List.of()).forEach(protocol -> protocol.check(name, set));
                return set.templates().size();
            }
        }
        try (VerificationSet set = catalog.verificationSet(name)) {
            if (isWatched) {
                boolean[] same = set.same();
                for (boolean one : same) {
                    if (one != same[0]) {
                        return set.pairs();
                    }
                }
                throw new ProblemException(new Problem(
                        "watch: " + name,
                        same.length + " pairs that are all " + (same[0] ? "of one person" : "of two people"),
                        "genuine and impostor pairs: with one kind alone, epochs cannot be compared"));
            }
            return set.pairs();
        }
    }

    /** What a trial trains on, and how it is drawn. */
    private record Use(
            List<String> sets, int minImages, Subset subset, Sampling sampling, int batch, Variants variants) {
        static Use of(Settings settings) {
            return new Use(
                    settings.train(),
                    settings.minImages(),
                    settings.subset(),
                    settings.sampling(),
                    settings.schedule().batch(),
                    settings.variants());
        }
    }
}
