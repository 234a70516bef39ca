package marginlab.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import marginlab.data.BinReader;
import marginlab.data.Catalog;
import marginlab.data.Faces;
import marginlab.data.FolderFaces;
import marginlab.data.LfwPairs;
import marginlab.data.RecordIoReader;
import marginlab.data.Role;
import marginlab.data.VerificationSet;

/** A dataset that an argument names: a file, a folder, or a row of the catalog. */
final class DataSource {
    private DataSource() {}

    /**
     * Opens it and hands it to whom it concerns.
     *
     * @param pairs LFW's list for a folder of images, or null
     */
    static void open(
            Context context, String nameOrPath, Path pairs, Consumer<Faces> faces, Consumer<VerificationSet> sets) {
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            Catalog catalog = context.pipeline().catalog();
            if (catalog.dataset(nameOrPath).role() == Role.TRAIN) {
                use(catalog.faces(nameOrPath), faces);
            } else {
                use(catalog.verificationSet(nameOrPath), sets);
            }
        } else if (Files.isDirectory(path)) {
            if (pairs == null) {
                use(FolderFaces.open(path), faces);
            } else {
                use(LfwPairs.open(path, pairs), sets);
            }
        } else if (nameOrPath.endsWith(".bin")) {
            use(BinReader.open(path), sets);
        } else {
            use(RecordIoReader.open(path), faces);
        }
    }

    private static void use(Faces faces, Consumer<Faces> work) {
        try (faces) {
            work.accept(faces);
        }
    }

    private static void use(VerificationSet set, Consumer<VerificationSet> work) {
        try (set) {
            work.accept(set);
        }
    }
}
