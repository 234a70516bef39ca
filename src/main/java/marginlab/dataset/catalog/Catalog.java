package marginlab.dataset.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.experiment.setting.DatasetMention;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import marginlab.image.folder.FolderCensus;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.progress.Progress;

/** Every dataset that experiments may name: the rows of {@code datasets.yaml} and of {@link CatalogFiles the files beside it}. */
public final class Catalog {
    private final Path file;
    private final Map<String, Dataset> rows;
    private final GeneratedDatasets generated;
    private final Fingerprints fingerprints;

    private Catalog(Path file, Map<String, Dataset> rows, GeneratedDatasets generated, Fingerprints fingerprints) {
        this.file = file;
        this.rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        this.generated = generated;
        this.fingerprints = fingerprints;
    }

    /** Reads a catalog; variables in its paths come from the environment. */
    public static Catalog read(Path file) {
        return read(file, System.getenv(), Fingerprints.ofUser());
    }

    /** Reads a catalog with given variables and fingerprints. */
    public static Catalog read(Path file, Map<String, String> environment, Fingerprints fingerprints) {
        Map<String, Dataset> rows = new LinkedHashMap<>();
        Problems problems = new Problems();
        CatalogFiles.of(file)
                .forEach(part -> problems.gather(() -> {
                    Map<String, Dataset> more = new CatalogReader(part, environment).read();
                    more.forEach((name, row) -> {
                        Dataset other = rows.putIfAbsent(name, row);
                        if (other != null) {
                            problems.add(
                                    row.place(),
                                    "a second dataset '" + name + "'",
                                    "another name",
                                    "The first is " + other.place());
                        }
                    });
                    return more;
                }));
        problems.raise();
        return new Catalog(file, rows, new GeneratedDatasets(rows, Map.of()), fingerprints);
    }

    /** The same catalog, in which rows with {@code generate: NAME} are made by a generator on first use. */
    public Catalog with(String name, DatasetGenerator generator) {
        return new Catalog(file, rows, generated.with(name, generator), fingerprints);
    }

    /** All rows, in the order of the file. */
    public List<Dataset> datasets() {
        return List.copyOf(rows.values());
    }

    /** The row of a name. */
    public Dataset dataset(String name) {
        Dataset row = rows.get(name);
        if (row == null) {
            throw new ProblemException(unknown(name, "dataset '" + name + "'"));
        }
        return row;
    }

    /**
     * What keeps a dataset from being used: its name is unknown or its files are not there and cannot be generated.
     *
     * @param place where the name stands
     */
    public Optional<Problem> problem(String name, String place) {
        Dataset row = rows.get(name);
        if (row == null) {
            return Optional.of(unknown(name, place));
        }
        if (canGenerate(row)) {
            return Optional.empty();
        }
        return row.missing().map(part -> {
            Problem missing = row.missing(part);
            return new Problem(place, "dataset '" + name + "' without " + part, missing.expected(), missing.hint());
        });
    }

    /** What keeps a dataset from being used as an experiment wants to: what it is for, or that it is not there. */
    public Optional<Problem> problem(DatasetMention mention) {
        DatasetRole role = mention.isTrained() ? DatasetRole.TRAIN : DatasetRole.VERIFY;
        Set<DatasetRole> roles =
                mention.isVerified() ? EnumSet.of(DatasetRole.VERIFY, DatasetRole.IDENTIFY) : EnumSet.of(role);
        Dataset row = rows.get(mention.name());
        if (row == null || roles.contains(row.role())) {
            return problem(mention.name(), mention.place());
        }
        List<String> others = rows.values().stream()
                .filter(other -> roles.contains(other.role()))
                .map(Dataset::name)
                .toList();
        return Optional.of(new Problem(
                mention.place(),
                "the dataset '" + row.name() + "', which has role " + row.role().label() + " in " + file,
                "a dataset with role " + roles.stream().map(DatasetRole::label).collect(Collectors.joining(" or ")),
                ClosestName.hint(row.name(), others)));
    }

    /** How many images of whom a set will have that is made on first use; empty where it is there, or nobody knows. */
    Optional<Dataset.Counts> promised(String name) {
        return isToBeMade(name)
                ? generated.generators().get(dataset(name).origin().generator()).promised()
                : Optional.empty();
    }

    /** Opens a training set. */
    public LabelledImages faces(String name) {
        Dataset row = present(name);
        requireRole(row, DatasetRole.TRAIN);
        return row.openFaces();
    }

    /** Opens the images of a dataset of any role. */
    public EncodedImages images(String name) {
        return switch (dataset(name).role()) {
            case TRAIN -> faces(name);
            case VERIFY -> verificationSet(name).images();
            case IDENTIFY -> templateSet(name).images();
        };
    }

    /** Opens the images of a dataset for their names; files may be missing. */
    public EncodedImages listed(String name) {
        return dataset(name).role() == DatasetRole.IDENTIFY ? templates(name).images() : images(name);
    }

    /** Opens a verification set. */
    public VerificationSet verificationSet(String name) {
        Dataset row = present(name);
        requireRole(row, DatasetRole.VERIFY);
        VerificationSet set = row.format().openPairs(row);
        return set.named(name, fingerprint(name));
    }

    /** Opens a set of templates, all of whose images are there. */
    public TemplateSet templateSet(String name) {
        TemplateSet set = templates(name);
        List<Problem> missing = set.images().missing();
        if (!missing.isEmpty()) {
            set.close();
            throw new ProblemException(missing);
        }
        return set;
    }

    private TemplateSet templates(String name) {
        Dataset row = present(name);
        requireRole(row, DatasetRole.IDENTIFY);
        return row.format().openTemplates(row).named(name);
    }

    /**
     * Hash of all that decides what a dataset says: its {@link #content}, and that of what its protocol needs beside it. The
     * second time they are not read again unless size or time of a file changed.
     */
    public String fingerprint(String name) {
        return hashes().of(name);
    }

    /** Hash of a dataset's own files, and of how they are read where they do not say so themselves. */
    public String content(String name) {
        return hashes().content(name);
    }

    private DatasetHashes hashes() {
        return new DatasetHashes(this, fingerprints);
    }

    /** What the disk says of a dataset's files: the same text says that nobody has written to them. */
    public String stamp(String name) {
        return Fingerprints.stamp(present(name).parts());
    }

    /**
     * What lies in the folder of a dataset and is no part of it; nothing for those that are one file. An image that a list of people
     * leaves out is a part of it.
     */
    public List<SkippedEntries> passedOver(String name) {
        Dataset row = present(name);
        Path folder = row.format().folder(row).filter(Files::isDirectory).orElse(null);
        if (folder == null) {
            return List.of();
        }
        try (EncodedImages images = images(row)) {
            List<Path> used = new ArrayList<>(images.files());
            row.parts().stream().filter(part -> !part.equals(folder)).forEach(used::add);
            return FolderCensus.of(folder, used, row.format() == DatasetFormat.FOLDER);
        }
    }

    private static EncodedImages images(Dataset row) {
        return switch (row.role()) {
            case TRAIN -> row.format().openFaces(row);
            case VERIFY -> row.format().openPairs(row).images();
            case IDENTIFY -> row.format().openTemplates(row).images();
        };
    }

    /** Makes a dataset anew, whether it is there or not. */
    public void generate(String name) {
        Dataset row = dataset(name);
        if (!canGenerate(row)) {
            throw new ProblemException(new Problem(
                    row.place(),
                    "dataset '" + name + "', which nothing here generates",
                    "a dataset with 'generate'",
                    row.origin().hint()));
        }
        generated.make(row);
    }

    /**
     * Gets the public files of a dataset and unpacks the archives among them.
     *
     * @param progress told how far each download is
     */
    public void fetch(String name, Progress progress) {
        Dataset row = dataset(name);
        if (row.origin().downloads().isEmpty()) {
            throw new ProblemException(new Problem(
                    row.place(),
                    "dataset '" + name + "' without a public address",
                    "a row with 'download'",
                    row.origin().hint()));
        }
        row.origin().fetch(progress, row.place());
    }

    /** The row of a dataset whose files are there, after they have been generated if need be. */
    Dataset present(String name) {
        Dataset row = dataset(name);
        if (row.missing().isPresent() && canGenerate(row)) {
            generated.makeOnce(row);
        }
        row.missing().ifPresent(part -> {
            throw new ProblemException(row.missing(part));
        });
        return row;
    }

    boolean canGenerate(Dataset row) {
        return generated.has(row);
    }

    /** Whether a dataset is not there yet and will be made when it is first asked for. */
    public boolean isToBeMade(String name) {
        Dataset row = dataset(name);
        return row.missing().isPresent() && canGenerate(row);
    }

    private Problem unknown(String name, String place) {
        return new Problem(
                place, "the dataset '" + name + "'", "a dataset of " + file, ClosestName.hint(name, rows.keySet()));
    }

    private static void requireRole(Dataset row, DatasetRole role) {
        if (row.role() != role) {
            throw new ProblemException(new Problem(
                    row.place(),
                    "dataset '" + row.name() + "' with role " + row.role().label(),
                    "a dataset with role " + role.label()));
        }
    }
}
