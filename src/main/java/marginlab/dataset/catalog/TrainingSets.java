package marginlab.dataset.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.batch.TrainingSet;
import marginlab.experiment.setting.Subset;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** Sets of a catalog joined into the one that a network is trained on. */
public record TrainingSets(Catalog catalog) {

    /**
     * Joins sets, leaves out people with fewer images than {@code minImages}, takes a subset of the others.
     *
     * @throws ProblemException where there is nobody to tell apart
     */
    public TrainingSet open(List<String> names, int minImages, Subset subset) {
        return open(names, minImages, subset, catalog::faces);
    }

    /** The same as far as it can be told before sets that are made on first use are there: labels and no images. */
    public TrainingSet expected(List<String> names, int minImages, Subset subset) {
        return open(
                names,
                minImages,
                subset,
                name -> catalog.promised(name)
                        .<LabelledImages>map(counts -> new UndrawnFaces(name, counts))
                        .orElseGet(() -> catalog.faces(name)));
    }

    private static TrainingSet open(
            List<String> names, int minImages, Subset subset, Function<String, LabelledImages> opening) {
        List<LabelledImages> sets = new ArrayList<>();
        try {
            names.forEach(name -> sets.add(opening.apply(name)));
            TrainingSet set = TrainingSet.of(sets, minImages, subset);
            tooFew("train: " + String.join(", ", names), set).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            return set;
        } catch (RuntimeException e) {
            sets.forEach(LabelledImages::close);
            throw e;
        }
    }

    /** What is wrong with so few people to train on: one person cannot be told from anybody, and every loss of theirs is zero. */
    static Optional<Problem> tooFew(String place, LabelledImages faces) {
        int people = faces.identities();
        String there = people == 1 ? "1 identity" : people + " identities";
        if (people >= 2) {
            if (showsTwo(faces)) {
                return Optional.empty();
            }
            there = faces.size() + " images that are all of one of its " + there;
        }
        return Optional.of(new Problem(
                place,
                there,
                "at least 2 identities: with one there is nobody to distinguish",
                "Give each person a folder; or lower 'min-images', or train on more people"));
    }

    /** A record file may declare more people than it has images of. */
    private static boolean showsTwo(LabelledImages faces) {
        for (int i = 1; i < faces.size(); i++) {
            if (faces.label(i) != faces.label(0)) {
                return true;
            }
        }
        return false;
    }
}
