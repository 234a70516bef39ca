package marginlab.dataset.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Dataset.Counts;
import marginlab.file.Prefetch;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.ImageNames;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;

/** Looks at datasets as they are on the disk: which are there, and whether one is whole. */
public final class DatasetInspector {
    /** A damaged dataset is not described image by image. */
    public static final int MOST_PROBLEMS = 100;

    /** Images that a check decodes when it is not told to decode all. */
    private static final int SAMPLE = 1000;

    private static final int CHUNK = 64;

    private final Catalog catalog;

    public DatasetInspector(Catalog catalog) {
        this.catalog = catalog;
    }

    /** All datasets of the catalog; nothing is generated or decoded. */
    public List<DatasetListing> list() {
        return catalog.datasets().stream().map(this::listing).toList();
    }

    /** One dataset; nothing is generated or decoded. */
    public DatasetListing look(String name) {
        return listing(catalog.dataset(name));
    }

    private DatasetListing listing(Dataset row) {
        if (row.missing().isPresent()) {
            boolean made = catalog.canGenerate(row);
            return listing(
                    row,
                    row.counts(),
                    made ? DatasetListing.DatasetState.GENERATED : DatasetListing.DatasetState.MISSING,
                    row.missing(row.missing().get()).hint());
        }
        try (Opened set = open(row)) {
            List<Problem> differences = new ArrayList<>();
            compare(row, set.comparable(), differences);
            return listing(
                    row,
                    set.counts(),
                    differences.isEmpty() ? DatasetListing.DatasetState.READY : DatasetListing.DatasetState.UNEQUAL,
                    differences.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        } catch (RuntimeException e) {
            return listing(row, row.counts(), DatasetListing.DatasetState.BROKEN, e.getMessage());
        }
    }

    private static DatasetListing listing(
            Dataset row, Counts counts, DatasetListing.DatasetState state, String detail) {
        return new DatasetListing(
                row.name(), row.role(), row.format(), counts, state, row.path().toString(), detail);
    }

    /**
     * A dataset that is open.
     *
     * @param images as they are stored
     * @param counts what is there
     * @param comparable the figures of it that a published one must equal
     */
    private record Opened(EncodedImages images, Counts counts, Counts comparable) implements AutoCloseable {
        @Override
        public void close() {
            images.close();
        }
    }

    private static Opened open(Dataset row) {
        return switch (row.role()) {
            case TRAIN -> {
                // A published number counts those who are left out as well.
                Counts before = row.drop() == null ? null : beforeDropping(row);
                LabelledImages faces = row.openFaces();
                Counts counts = counts(faces);
                yield new Opened(faces, counts, before == null ? counts : before);
            }
            case IDENTIFY -> {
                TemplateSet set = row.format().openTemplates(row);
                Counts counts = counts(set);
                yield new Opened(
                        set.images().originals(),
                        counts,
                        new Counts(OptionalLong.empty(), published(row.format(), set), counts.pairs()));
            }
            case VERIFY -> {
                VerificationSet set = row.format().openPairs(row);
                Counts counts = counts(set);
                // The images published are those of the whole collection, of which the pairs take some.
                yield new Opened(
                        set.images().originals(),
                        counts,
                        new Counts(OptionalLong.empty(), OptionalLong.empty(), counts.pairs()));
            }
        };
    }

    private static Counts beforeDropping(Dataset row) {
        try (LabelledImages all = row.format().openFaces(row)) {
            return counts(all);
        }
    }

    /** How many there are of what a published number of images counts. */
    private static OptionalLong published(DatasetFormat format, TemplateSet set) {
        return switch (format.published()) {
            case IMAGES -> OptionalLong.of(set.images().size());
            case VIDEOS -> OptionalLong.of(set.templates().size());
            case OTHERS -> OptionalLong.empty();
        };
    }

    private static Counts counts(TemplateSet set) {
        return new Counts(
                OptionalLong.empty(), OptionalLong.of(set.images().size()), OptionalLong.of(set.same().length));
    }

    private static Counts counts(LabelledImages faces) {
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
    public DatasetCheck check(String name, boolean all, Progress progress) {
        Dataset row = catalog.present(name);
        List<Problem> problems = new ArrayList<>();
        Counts counts = Counts.UNKNOWN;
        int decoded = 0;
        boolean isCompared = false;
        List<SkippedEntries> passedOver = List.of();
        try (Opened set = open(row)) {
            counts = set.counts();
            passedOver = catalog.passedOver(name);
            passedOver.stream().flatMap(one -> unread(row, one)).forEach(problems::add);
            decoded = decode(set.images(), all, progress, problems);
            isCompared = compare(row, set.comparable(), problems);
            // Labels that cannot be read are among the problems already.
            boolean isReadable = problems.isEmpty() || counts.identities().orElse(2) < 2;
            if (isReadable && set.images() instanceof LabelledImages faces) {
                TrainingSets.tooFew(name, faces).ifPresent(problems::add);
            }
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        return new DatasetCheck(name, counts, decoded, isCompared, catalog.fingerprint(name), passedOver, problems);
    }

    /** Images that are left out only because nothing here reads them. */
    private static Stream<Problem> unread(Dataset row, SkippedEntries some) {
        return some.kind() != SkippedEntries.Kind.UNREAD
                ? Stream.empty()
                : Stream.of(new Problem(
                        row.path().toString(),
                        some.text(),
                        ImageNames.KINDS,
                        "They are left out; convert them, or take them out of the folder"));
    }

    /** Adds where figures are not the published ones; whether there were any to compare. */
    private static boolean compare(Dataset row, Counts found, List<Problem> problems) {
        String images = row.format().published() == DatasetFormat.Published.VIDEOS ? "videos" : "images";
        return compare(row, "identities", Counts::identities, found, problems)
                | compare(row, "pairs", Counts::pairs, found, problems)
                | compare(row, images, Counts::images, found, problems);
    }

    private static boolean compare(
            Dataset row, String what, Function<Counts, OptionalLong> count, Counts found, List<Problem> problems) {
        OptionalLong published = count.apply(row.counts());
        OptionalLong there = count.apply(found);
        if (published.isEmpty() || there.isEmpty()) {
            return false;
        }
        boolean isEdition = row.editions().stream().map(count).anyMatch(there::equals);
        if (!published.equals(there) && !isEdition) {
            problems.add(new Problem(
                    row.path().toString(),
                    there.getAsLong() + " " + what,
                    published.getAsLong() + " as published",
                    "if this is another edition that is whole, add it to 'editions' in the catalog"));
        }
        return true;
    }

    private static int decode(EncodedImages images, boolean all, Progress progress, List<Problem> problems) {
        int wanted = all ? images.size() : Math.min(SAMPLE, images.size());
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadLocal<ImageDecoder> decoders = ThreadLocal.withInitial(() -> new ImageDecoder(1));
        try (Prefetch<List<Problem>> work = new Prefetch<>(threads)) {
            int submitted = 0;
            int done = 0;
            int damaged = 0;
            while (done < wanted && problems.size() < MOST_PROBLEMS) {
                while (work.size() < 4 * threads && submitted < wanted) {
                    int from = submitted;
                    int to = Math.min(wanted, from + CHUNK);
                    work.submit(() -> faults(decoders.get(), images, from, to, wanted));
                    submitted = to;
                }
                List<Problem> found = work.take();
                damaged += found.size();
                problems.addAll(found);
                done = Math.min(wanted, done + CHUNK);
                progress.at("images", done, wanted);
            }
            return done - damaged;
        } finally {
            while (problems.size() > MOST_PROBLEMS) {
                problems.remove(problems.size() - 1);
            }
        }
    }

    /** What is wrong with some of the images of a sample that is spread evenly over a set. */
    private static List<Problem> faults(ImageDecoder decoder, EncodedImages images, int from, int to, int wanted) {
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
