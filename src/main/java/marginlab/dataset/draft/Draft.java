package marginlab.dataset.draft;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.pack.DatasetPacker;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.SyntheticPairs;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.file.AtomicFile;
import marginlab.problem.FileProblem;
import marginlab.problem.Problems;
import marginlab.progress.Progress;

/**
 * A first experiment and the datasets that it names, as files that are still to be written.
 *
 * @param experiment the name of it, and of its training set
 * @param place where the files go
 * @param people who are trained on
 * @param images of them
 * @param columns the verification sets and how many pairs each has
 * @param heldOut the people whom the pairs were drawn from; empty where others made the pairs
 * @param texts what each file holds, in the order in which they are written
 */
public record Draft(
        String experiment,
        DraftPlace place,
        int people,
        int images,
        Map<String, Integer> columns,
        Optional<HeldOutPeople> heldOut,
        Map<Path, String> texts) {
    private static final String TRAIN = "train";
    private static final String VERIFY = "verify";
    private static final String BIN = "bin";
    private static final String RECORDS = "recordio";
    private static final String LIST = "list";

    /** Rows of the table. */
    public static final int LOSSES = FirstExperiment.LOSSES;

    /** Trainings of each row. */
    public static final int SEEDS = FirstExperiment.SEEDS;

    public Draft {
        columns = new LinkedHashMap<>(columns);
        texts = new LinkedHashMap<>(texts);
    }

    /** A name for an experiment, made of that of a folder. */
    public static String name(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return CatalogRows.name(last == null ? "" : last.toString());
    }

    /** Of the faces that marginlab draws itself. */
    public static Draft synthetic(DraftPlace place, String name) {
        SyntheticSpec spec = SyntheticSpec.DEFAULT;
        String folder = "${MARGINLAB_DATA:-../data}/synthetic-faces/";
        CatalogRows rows = new CatalogRows();
        rows.row(name, TRAIN, RECORDS, folder + "train.rec").key("generate", "synthetic-faces");
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (SyntheticPairs pairs : SyntheticPairs.values()) {
            String file = pairs.file();
            String column = name + "-" + file.substring(0, file.length() - BIN.length() - 1);
            columns.put(column, pairs.count(spec));
            rows.row(column, VERIFY, BIN, folder + file).key("generate", "synthetic-faces");
        }
        int[] labels = IntStream.range(0, spec.identities() * spec.images())
                .map(i -> i / spec.images())
                .toArray();
        return new Draft(name, place, spec.identities(), labels.length, columns, Optional.empty(), Map.of())
                .with(place.catalog(), rows.text())
                .withExperiment(labels, spec.side());
    }

    /**
     * Of faces that somebody has; nothing is written yet.
     *
     * @param faces the same people as the survey's
     * @param seed of the draw of people and pairs
     */
    public static Draft of(
            FaceSource source, FaceSurvey survey, LabelledImages faces, DraftPlace place, String name, long seed) {
        return source.isPackage() && !source.pairs().isEmpty()
                ? packaged(source, survey, place, name)
                : drawn(source, survey, faces, place, name, seed);
    }

    /** Of a package that brings its verification sets. */
    private static Draft packaged(FaceSource source, FaceSurvey survey, DraftPlace place, String name) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        CatalogRows rows = new CatalogRows();
        rows.row(name, TRAIN, RECORDS, place.inRow(source.records()));
        for (Path bin : source.pairs()) {
            String file = bin.getFileName().toString();
            String column = name + "-" + CatalogRows.name(file.substring(0, file.length() - BIN.length() - 1));
            if (columns.containsKey(column)) {
                throw FileProblem.at(bin.toString(), "a second file that becomes the set '" + column + "'", "one");
            }
            try (VerificationSet set = BinReader.open(bin)) {
                columns.put(column, set.pairs());
            }
            rows.row(column, VERIFY, BIN, place.inRow(bin));
        }
        return new Draft(name, place, survey.people(), survey.size(), columns, Optional.empty(), Map.of())
                .with(place.catalog(), rows.text())
                .withExperiment(survey.labels(), survey.side().orElse(FirstExperiment.PAPER_INPUT));
    }

    /** Of people some of whom are held out. */
    private static Draft drawn(
            FaceSource source, FaceSurvey survey, LabelledImages faces, DraftPlace place, String name, long seed) {
        FaceLists lists = new FaceLists(source, survey, faces);
        HeldOutPeople held = HeldOutPeople.draw(source.folder().toString(), lists.usable(), seed);
        BitSet out = held.people();
        // A folder is read whole: where some of its images cannot be, a list names the others.
        boolean isListed = !source.isPackage() && survey.broken() > 0;
        int[] labels = survey.labels();
        for (int i = 0; i < labels.length; i++) {
            if (out.get(labels[i]) || isListed && !lists.isUsable(i)) {
                labels[i] = FaceLists.LEFT_OUT;
            }
        }
        String column = name + "-pairs";
        Map<Path, String> texts = new LinkedHashMap<>();
        CatalogRows rows = new CatalogRows();
        if (isListed) {
            texts.put(place.trained(), lists.trained(labels));
            rows.row(name, TRAIN, "image-list", place.inRow(source.folder()))
                    .key(LIST, place.inRow(place.trained()), "without people held out and images that cannot be read");
        } else {
            texts.put(place.heldOut(), lists.people(out));
            rows.row(name, TRAIN, source.isPackage() ? RECORDS : "folder", place.inRow(source.path()))
                    .key("drop-identities", place.inRow(place.heldOut()), "those in the pairs");
        }
        if (source.isPackage()) {
            rows.row(column, VERIFY, BIN, place.inRow(place.packedPairs()));
        } else {
            texts.put(place.pairs(), lists.pairs(held));
            rows.row(column, VERIFY, "pair-list", place.inRow(source.folder())).key(LIST, place.inRow(place.pairs()));
        }
        texts.put(place.catalog(), rows.text());
        int[] trained = Arrays.stream(labels).filter(label -> label >= 0).toArray();
        return new Draft(
                        name,
                        place,
                        (int) Arrays.stream(trained).distinct().count(),
                        trained.length,
                        Map.of(column, held.pairs().size()),
                        Optional.of(held),
                        texts)
                .withExperiment(trained, survey.side().orElse(FirstExperiment.PAPER_INPUT));
    }

    private Draft with(Path file, String text) {
        Map<Path, String> more = new LinkedHashMap<>(texts);
        more.put(file, text);
        return new Draft(experiment, place, people, images, columns, heldOut, more);
    }

    /** @param labels who is on each image that is trained on */
    private Draft withExperiment(int[] labels, int side) {
        int singles =
                (int) Arrays.stream(labels)
                        .boxed()
                        .collect(Collectors.groupingBy(label -> label, Collectors.counting()))
                        .values()
                        .stream()
                        .filter(count -> count == 1)
                        .count();
        return with(
                place.experiment(),
                new FirstExperiment(experiment, people, images, singles, side, List.copyOf(columns.keySet())).text());
    }

    /** The files that are written, the experiment first. */
    public List<Path> files() {
        Set<Path> files = new LinkedHashSet<>(List.of(place.experiment(), place.catalog()));
        if (isPacked()) {
            files.add(place.packedPairs());
        }
        files.addAll(texts.keySet());
        return List.copyOf(files);
    }

    private boolean isPacked() {
        return heldOut.isPresent() && !texts.containsKey(place.pairs());
    }

    /** Refuses names that other files of the catalog have. */
    public void requireNewNames(Catalog catalog) {
        Problems problems = new Problems();
        String own = place.catalog().toAbsolutePath().normalize().toString();
        for (Dataset row : catalog.datasets()) {
            boolean isMeant = row.name().equals(experiment) || columns.containsKey(row.name());
            String there = Path.of(row.place()).toAbsolutePath().normalize().toString();
            if (isMeant && !there.startsWith(own + ":")) {
                problems.add(
                        row.place(), "a dataset '" + row.name() + "' already", "a new name", "--name gives another");
            }
        }
        problems.raise();
    }

    /** Writes the files, the experiment last. */
    public void write(LabelledImages faces, Progress progress) {
        if (isPacked()) {
            HeldOutPeople held = heldOut.get();
            new DatasetPacker(progress)
                    .pack(
                            new VerificationSet(experiment, faces, held.left(), held.right(), held.same(), ""),
                            place.packedPairs());
        }
        texts.forEach(AtomicFile::write);
    }
}
