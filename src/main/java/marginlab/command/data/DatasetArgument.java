package marginlab.command.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import marginlab.command.context.CommandContext;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.PairLists;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.image.decode.EncodedImages;
import marginlab.image.folder.FolderCensus;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A dataset that an argument names: a file, a folder, or a row of the catalog.
 *
 * @param context of the verb
 * @param nameOrPath what the argument says
 * @param pairs a list of pairs for a folder of images, or null
 */
record DatasetArgument(CommandContext context, String nameOrPath, Path pairs) {
    private static final String EXPECTED =
            "a folder with one subfolder per person, a .rec, a .bin, or the name of a dataset";

    /** Opens it and hands it to whom it concerns. */
    int with(ToIntFunction<LabelledImages> faces, ToIntFunction<VerificationSet> sets) {
        Path path = Path.of(nameOrPath);
        if (pairs != null) {
            Path folder = folder(Files.exists(path) ? path : row().path());
            return use(told(folder, PairLists.open(folder, pairs)), sets);
        }
        if (!Files.exists(path)) {
            Catalog catalog = context.pipeline().catalog();
            DatasetRole role = row().role();
            tell(nameOrPath, catalog.passedOver(nameOrPath));
            return role == DatasetRole.TRAIN
                    ? use(catalog.faces(nameOrPath), faces)
                    : use(catalog.verificationSet(nameOrPath), sets);
        }
        return isBin() ? use(BinReader.open(path), sets) : use(faces(path), faces);
    }

    /** Says what lies in its folder and is no part of it. */
    private void tell(String name, List<SkippedEntries> passedOver) {
        passedOver.forEach(some -> context.say(name + ": passed over " + some.text()));
    }

    private VerificationSet told(Path folder, VerificationSet set) {
        List<Path> used = new ArrayList<>(set.images().files());
        used.add(pairs);
        tell(folder.toString(), FolderCensus.of(folder, used, false));
        return set;
    }

    /** A folder a person that no row of the catalog describes. */
    private LabelledImages opened(Path folder) {
        LabelledImages faces = FolderReader.open(folder);
        tell(folder.toString(), FolderCensus.of(folder, faces.files(), true));
        return faces;
    }

    /** Opens its images, which are {@link LabelledImages} where it says who is on them. */
    EncodedImages images() {
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            Catalog catalog = context.pipeline().catalog();
            String name = row().name();
            tell(name, catalog.passedOver(name));
            return catalog.images(name);
        }
        return isBin() ? BinReader.open(path).images() : faces(path);
    }

    /** As {@link #images}, but of LFW all photos of the folder: it says who is on them, which the pairs do not. */
    EncodedImages people() {
        if (!Files.exists(Path.of(nameOrPath))) {
            Dataset row = row();
            if (row.format() == DatasetFormat.LFW_PAIRS && Files.exists(row.path())) {
                return opened(row.path());
            }
        }
        return images();
    }

    private boolean isBin() {
        return nameOrPath.toLowerCase(Locale.ROOT).endsWith(".bin");
    }

    private Dataset row() {
        Catalog catalog = context.pipeline().catalog();
        return catalog.datasets().stream()
                .filter(row -> row.name().equals(nameOrPath))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        nameOrPath,
                        "no such file or folder, and no dataset of this name",
                        EXPECTED,
                        ClosestName.of(
                                        nameOrPath,
                                        catalog.datasets().stream()
                                                .map(Dataset::name)
                                                .toList())
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("'data ls' shows the datasets"))));
    }

    private Path folder(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ProblemException(new Problem(
                    "--pairs " + pairs,
                    "a list for " + path + ", which is no folder",
                    "a list for a folder of images"));
        }
        return path;
    }

    private LabelledImages faces(Path path) {
        if (Files.isDirectory(path)) {
            return opened(path);
        }
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".rec")) {
            throw new ProblemException(new Problem(path.toString(), "a file that is neither .rec nor .bin", EXPECTED));
        }
        return RecordIoReader.open(path);
    }

    private static int use(LabelledImages faces, ToIntFunction<LabelledImages> work) {
        try (faces) {
            return work.applyAsInt(faces);
        }
    }

    private static int use(VerificationSet set, ToIntFunction<VerificationSet> work) {
        try (set) {
            return work.applyAsInt(set);
        }
    }
}
