package marginlab.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** The LFW View 1 files, where they are there: in {@code MARGINLAB_DATA} or beside the project. */
final class LfwView1 {
    static final String NEEDED = "needs LFW View 1 files in MARGINLAB_DATA or ../shared/data";

    private LfwView1() {}

    static boolean isThere() {
        return Files.isRegularFile(file("lfw-view1/train.rec"));
    }

    static Path file(String name) {
        String given = System.getenv("MARGINLAB_DATA");
        Path beside = Path.of("../shared/data");
        return (given == null ? beside : Path.of(given)).resolve(name);
    }
}
