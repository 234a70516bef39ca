package marginlab.dataset.catalog;

import java.nio.file.Files;
import java.nio.file.Path;

/** The LFW View 1 files, where they are there: in {@code MARGINLAB_DATA} or beside the project. */
public final class LfwView1Files {
    public static final String NEEDED = "needs LFW View 1 files in MARGINLAB_DATA or ../shared/data";

    private LfwView1Files() {}

    static boolean isThere() {
        return Files.isRegularFile(file("lfw-view1/train.rec"));
    }

    public static Path file(String name) {
        String given = System.getenv("MARGINLAB_DATA");
        Path beside = Path.of("../shared/data");
        return (given == null ? beside : Path.of(given)).resolve(name);
    }
}
