package marginlab.image.align;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import marginlab.problem.FileProblem;
import marginlab.problem.LineProblems;

/** The files that crops are written to: JPEGs named as their photos, below a folder of their own. */
final class CropFiles {
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]+$");

    private final Path folder;
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    private CropFiles(Path folder) {
        this.folder = folder;
    }

    /** Files of which none is a photo, and no two are the same. */
    static CropFiles of(Path folder, List<Landmarks> faces, Path photos, Path list) {
        Path home = real(folder);
        Path photoHome = real(photos);
        if (home.equals(photoHome)) {
            throw FileProblem.at("--out", folder.toString(), "another folder than that of the photos");
        }
        Map<String, Landmarks> takers = new HashMap<>();
        LineProblems faults = new LineProblems();
        for (Landmarks face : faces) {
            Landmarks other = takers.putIfAbsent(crop(face), face);
            if (other != null) {
                faults.gather(() -> {
                    throw FileProblem.at(
                            list.toString(),
                            "'" + other.name() + "' and '" + face.name() + "'",
                            "one line for each crop, and both would be " + folder.resolve(crop(face)));
                });
            }
        }
        boolean isApart = !home.startsWith(photoHome) && !photoHome.startsWith(home);
        for (Landmarks face : isApart ? List.<Landmarks>of() : faces) {
            Landmarks taker =
                    takers.get(home.relativize(photoHome.resolve(face.name())).toString());
            if (taker != null) {
                faults.gather(() -> {
                    throw FileProblem.at(
                            face.photo().toString(),
                            "a photo where the crop of '" + taker.name() + "' would go",
                            "another --out");
                });
            }
        }
        faults.raise();
        return new CropFiles(folder);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /** The name of a crop in its folder. */
    private static String crop(Landmarks face) {
        return ENDING.matcher(face.name()).replaceFirst("") + ".jpg";
    }

    /** Writes a crop. A former one goes first: a file that is cut to nothing and filled again, some disks write out at once. */
    void write(Landmarks face, byte[] jpeg) {
        Path crop = folder.resolve(crop(face));
        try {
            Path home = crop.getParent();
            if (!made.contains(home)) {
                Files.createDirectories(home);
                made.add(home);
            }
            put(crop, jpeg);
        } catch (IOException e) {
            throw FileProblem.io(crop, e);
        }
    }

    private static void put(Path crop, byte[] jpeg) throws IOException {
        try {
            Files.write(crop, jpeg, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(crop);
            Files.write(crop, jpeg, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }
}
