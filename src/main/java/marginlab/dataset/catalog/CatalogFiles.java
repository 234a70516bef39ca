package marginlab.dataset.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.FolderContent;

/**
 * The files of a catalog: {@code datasets.yaml}, and all {@code *.yaml} in the folder {@code datasets.d} beside it, which hold rows
 * of one's own.
 */
public final class CatalogFiles {
    private static final String ENDING = ".yaml";

    private CatalogFiles() {}

    /** The folder whose files belong to a catalog. */
    public static Path folder(Path catalog) {
        String name = catalog.getFileName().toString();
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return catalog.resolveSibling(stem + ".d");
    }

    /** Those that are there, the catalog's own first; that one alone where none is. */
    static List<Path> of(Path catalog) {
        List<Path> files = new ArrayList<>();
        Path folder = folder(catalog);
        if (Files.isDirectory(folder)) {
            files.addAll(FolderContent.ending(folder, ENDING));
        }
        if (Files.exists(catalog) || files.isEmpty()) {
            files.add(0, catalog);
        }
        return files;
    }

    /** Whether there is any. */
    public static boolean areThere(Path catalog) {
        return of(catalog).stream().allMatch(Files::exists);
    }
}
