package marginlab.dataset.draft;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.file.FolderContent;
import marginlab.problem.FileProblem;

/**
 * Where the faces are that somebody has.
 *
 * @param folder as it was given, or the one that the package lies in
 * @param records the {@code .rec} of a package of InsightFace; null for a folder a person
 * @param pairs the {@code .bin} files of the package
 */
public record FaceSource(Path folder, Path records, List<Path> pairs) {
    private static final String RECORDS = ".rec";

    public FaceSource {
        pairs = List.copyOf(pairs);
    }

    /** Tells what a folder is, or the {@code .rec} that was given in its place. */
    public static FaceSource of(Path given) {
        if (!Files.exists(given)) {
            throw FileProblem.at(given.toString(), "nothing there", "a folder of faces");
        }
        if (Files.isRegularFile(given) && given.toString().endsWith(RECORDS)) {
            return packaged(given.toAbsolutePath().getParent(), given);
        }
        List<Path> records = FolderContent.ending(given, RECORDS);
        if (records.size() > 1) {
            throw FileProblem.at(
                    given.toString(),
                    records.size() + " files *" + RECORDS + " ("
                            + records.get(0).getFileName() + ", "
                            + records.get(1).getFileName() + (records.size() > 2 ? ", ..." : "") + ")",
                    "one, or its path in place of the folder's");
        }
        if (records.size() == 1) {
            return packaged(given, records.get(0));
        }
        List<Path> pairs = FolderContent.ending(given, ".bin");
        if (!pairs.isEmpty()) {
            throw FileProblem.at(
                    given.toString(),
                    pairs.get(0).getFileName() + " without a train.rec",
                    "a package with images to train on: train.rec, train.idx and property");
        }
        return new FaceSource(given, null, List.of());
    }

    private static FaceSource packaged(Path folder, Path records) {
        return new FaceSource(folder, records, FolderContent.ending(folder, ".bin"));
    }

    /** Whether it is a package of InsightFace. */
    public boolean isPackage() {
        return records != null;
    }

    /** Opens the people to train on. */
    public LabelledImages open() {
        return isPackage() ? RecordIoReader.open(records) : FolderReader.open(folder);
    }

    /** What a catalog's row calls it. */
    Path path() {
        return isPackage() ? records : folder;
    }
}
