package marginlab.pipeline;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import marginlab.dataset.PairPeople;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.audit.DatasetOverlap;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.experiment.Experiment;
import marginlab.experiment.setting.DatasetMention;
import marginlab.file.hash.Sha256;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Whether somebody on the set that rows are tuned on is on a column too: people by the names of their folders, where both sets have
 * them, and photographs that are the same file. A set that is still to be drawn has people of its own.
 */
record TuningSetCheck(Catalog catalog) {
    /** So many images are compared in seconds; of larger columns the names alone are. */
    private static final int MOST_IMAGES = 200_000;

    private static final int EXAMPLES = 3;

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
            Shown tuned = shown(on);
            for (String column : experiment.columns()) {
                if (!column.equals(on) && isReadable(column)) {
                    shared(tuned, shown(column))
                            .ifPresent(what -> problems.add(new Problem(
                                    place,
                                    "the set " + on + ", which shares " + what + " with the column " + column,
                                    "a set of other people: what is chosen on somebody is not tested on them",
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

    /**
     * Who is on a set.
     *
     * @param people names of folders, as far as they name people
     * @param files hashes of the images
     */
    private record Shown(Set<String> people, Set<ByteBuffer> files) {}

    private Shown shown(String name) {
        Dataset row = catalog.dataset(name);
        if (row.role() != DatasetRole.VERIFY) {
            try (EncodedImages images = catalog.images(name)) {
                return new Shown(Set.of(), files(images));
            }
        }
        try (VerificationSet set = catalog.verificationSet(name)) {
            Set<String> people = new HashSet<>();
            if (PairPeople.joined(set).isNamed()) {
                for (int i = 0; i < set.images().size(); i++) {
                    person(set.images().name(i)).ifPresent(people::add);
                }
            }
            return new Shown(people, files(set.images()));
        }
    }

    private static Set<ByteBuffer> files(EncodedImages images) {
        Set<ByteBuffer> files = new HashSet<>();
        for (int i = 0; images.size() <= MOST_IMAGES && i < images.size(); i++) {
            files.add(ByteBuffer.wrap(Sha256.of(images.encoded(i))));
        }
        return files;
    }

    /** Folders with numbers alone name other people in every set. */
    private static Optional<String> person(String image) {
        String path = image.replace('\\', '/');
        int end = path.lastIndexOf('/');
        return Optional.of(end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end))
                .filter(name -> name.codePoints().anyMatch(Character::isLetter))
                .map(DatasetOverlap::folded);
    }

    private static Optional<String> shared(Shown one, Shown other) {
        List<String> people =
                one.people().stream().filter(other.people()::contains).sorted().toList();
        if (!people.isEmpty()) {
            return Optional.of(people.size() + (people.size() == 1 ? " person (" : " people (")
                    + String.join(", ", people.subList(0, Math.min(EXAMPLES, people.size())))
                    + (people.size() > EXAMPLES ? ", ..." : "") + ")");
        }
        long files = one.files().stream().filter(other.files()::contains).count();
        return Optional.of(files + (files == 1 ? " photograph" : " photographs"))
                .filter(text -> files > 0);
    }
}
