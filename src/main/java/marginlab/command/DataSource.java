package marginlab.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import marginlab.data.BinReader;
import marginlab.data.Catalog;
import marginlab.data.Faces;
import marginlab.data.FolderFaces;
import marginlab.data.Images;
import marginlab.data.LfwPairs;
import marginlab.data.RecordIoReader;
import marginlab.data.Role;
import marginlab.data.VerificationSet;

/**
 * A dataset that an argument names: a file, a folder, or a row of the catalog.
 *
 * @param context of the verb
 * @param nameOrPath what the argument says
 * @param pairs LFW's list for a folder of images, or null
 */
record DataSource(Context context, String nameOrPath, Path pairs) {

    /** Opens it and hands it to whom it concerns. */
    int with(ToIntFunction<Faces> faces, ToIntFunction<VerificationSet> sets) {
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            Catalog catalog = context.pipeline().catalog();
            return catalog.dataset(nameOrPath).role() == Role.TRAIN
                    ? use(catalog.faces(nameOrPath), faces)
                    : use(catalog.verificationSet(nameOrPath), sets);
        }
        if (Files.isDirectory(path) && pairs != null) {
            return use(LfwPairs.open(path, pairs), sets);
        }
        return nameOrPath.endsWith(".bin") ? use(BinReader.open(path), sets) : use(faces(path), faces);
    }

    /** Opens its images, which are {@link Faces} where it says who is on them. */
    Images images() {
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            return context.pipeline().catalog().images(nameOrPath);
        }
        return nameOrPath.endsWith(".bin") ? BinReader.open(path).images() : faces(path);
    }

    private static Faces faces(Path path) {
        return Files.isDirectory(path) ? FolderFaces.open(path) : RecordIoReader.open(path);
    }

    private static int use(Faces faces, ToIntFunction<Faces> work) {
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
