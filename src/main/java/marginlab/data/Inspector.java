package marginlab.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import marginlab.data.Dataset.Counts;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** Looks at datasets as they are on the disk: which are there, and whether one is whole. */
public final class Inspector {
    /** A damaged dataset is not described image by image. */
    public static final int MOST_PROBLEMS = 100;

    /** Images that a check decodes when it is not told to decode all. */
    private static final int SAMPLE = 1000;

    private static final int CHUNK = 64;

    private final Catalog catalog;

    public Inspector(Catalog catalog) {
        this.catalog = catalog;
    }

    /** All datasets of the catalog; nothing is generated or decoded. */
    public List<Listing> list() {
        return catalog.datasets().stream().map(this::listing).toList();
    }

    /** One dataset; nothing is generated or decoded. */
    public Listing look(String name) {
        return listing(catalog.dataset(name));
    }

    private Listing listing(Dataset row) {
        if (row.missing().isPresent()) {
            boolean made = catalog.canGenerate(row);
            return listing(
                    row,
                    row.counts(),
                    made ? Listing.State.GENERATED : Listing.State.MISSING,
                    row.missing(row.missing().get()).hint());
        }
        try {
            return listing(row, counts(row), Listing.State.READY, "");
        } catch (RuntimeException e) {
            return listing(row, row.counts(), Listing.State.BROKEN, e.getMessage());
        }
    }

    private static Listing listing(Dataset row, Counts counts, Listing.State state, String detail) {
        return new Listing(
                row.name(), row.role(), row.format(), counts, state, row.path().toString(), detail);
    }

    private static Counts counts(Dataset row) {
        if (row.role() == Role.TRAIN) {
            try (Faces faces = row.openFaces()) {
                return counts(faces);
            }
        }
        if (row.role() == Role.IDENTIFY) {
            try (TemplateSet set = row.format().openTemplates(row)) {
                return counts(set);
            }
        }
        try (VerificationSet set = row.format().openPairs(row)) {
            return counts(set);
        }
    }

    private static Counts counts(TemplateSet set) {
        return new Counts(
                OptionalLong.empty(), OptionalLong.of(set.images().size()), OptionalLong.of(set.same().length));
    }

    private static Counts counts(Faces faces) {
        return new Counts(OptionalLong.of(faces.identities()), OptionalLong.of(faces.size()), OptionalLong.empty());
    }

    private static Counts counts(VerificationSet set) {
        return new Counts(OptionalLong.empty(), OptionalLong.of(set.images().size()), OptionalLong.of(set.pairs()));
    }

    /**
     * Counts a dataset, compares it with what was published, reads and decodes images.
     *
     * @param all whether every image is decoded, not a sample spread over the set
     * @param progress told how many images are done, from time to time
     */
    public CheckReport check(String name, boolean all, Progress progress) {
        Dataset row = catalog.present(name);
        List<Problem> problems = new ArrayList<>();
        Counts counts = Counts.UNKNOWN;
        int decoded = 0;
        try {
            if (row.role() == Role.TRAIN) {
                try (Faces faces = row.openFaces()) {
                    counts = counts(faces);
                    decoded = decode(faces, all, progress, problems);
                }
            } else if (row.role() == Role.IDENTIFY) {
                try (TemplateSet set = row.format().openTemplates(row)) {
                    counts = counts(set);
                    decoded = decode(set.images().originals(), all, progress, problems);
                }
            } else {
                try (VerificationSet set = row.format().openPairs(row)) {
                    counts = counts(set);
                    decoded = decode(set.images(), all, progress, problems);
                }
            }
            compare(row, "identities", Counts::identities, counts, problems);
            compare(row, "pairs", Counts::pairs, counts, problems);
            if (row.role() == Role.TRAIN) {
                compare(row, "images", Counts::images, counts, problems);
            }
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        return new CheckReport(name, counts, decoded, catalog.fingerprint(name), problems);
    }

    private static void compare(
            Dataset row, String what, Function<Counts, OptionalLong> count, Counts found, List<Problem> problems) {
        OptionalLong published = count.apply(row.counts());
        OptionalLong there = count.apply(found);
        boolean isEdition = row.editions().stream().map(count).anyMatch(there::equals);
        if (published.isPresent() && there.isPresent() && !published.equals(there) && !isEdition) {
            problems.add(new Problem(
                    row.path().toString(),
                    there.getAsLong() + " " + what,
                    published.getAsLong() + " as published",
                    "if this is another edition that is whole, add it to 'editions' in the catalog"));
        }
    }

    private static int decode(Images images, boolean all, Progress progress, List<Problem> problems) {
        int wanted = all ? images.size() : Math.min(SAMPLE, images.size());
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadLocal<Decoder> decoders = ThreadLocal.withInitial(() -> new Decoder(1));
        try (Prefetch<List<Problem>> work = new Prefetch<>(threads)) {
            int submitted = 0;
            int done = 0;
            while (done < wanted && problems.size() < MOST_PROBLEMS) {
                while (work.size() < 4 * threads && submitted < wanted) {
                    int from = submitted;
                    int to = Math.min(wanted, from + CHUNK);
                    work.submit(() -> faults(decoders.get(), images, from, to, wanted));
                    submitted = to;
                }
                problems.addAll(work.take());
                done = Math.min(wanted, done + CHUNK);
                progress.at("images", done, wanted);
            }
            return done;
        } finally {
            while (problems.size() > MOST_PROBLEMS) {
                problems.remove(problems.size() - 1);
            }
        }
    }

    /** What is wrong with some of the images of a sample that is spread evenly over a set. */
    private static List<Problem> faults(Decoder decoder, Images images, int from, int to, int wanted) {
        List<Problem> problems = new ArrayList<>();
        for (int k = from; k < to; k++) {
            int i = (int) ((long) k * images.size() / wanted);
            try {
                decoder.check(images, i);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }
}
