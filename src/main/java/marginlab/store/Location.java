package marginlab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a store lies: {@code runs/marginlab} is the database {@code runs/marginlab.mv.db} with its owner in {@code
 * runs/marginlab.owner}.
 *
 * @param path absolute, without the database's extension
 */
record Location(Path path) {
    private static final String EXTENSION = ".mv.db";

    static Location of(String text) {
        String name = text.endsWith(EXTENSION) ? text.substring(0, text.length() - EXTENSION.length()) : text;
        return new Location(Path.of(name).toAbsolutePath().normalize());
    }

    Path file() {
        return path.resolveSibling(path.getFileName() + EXTENSION);
    }

    Path owner() {
        return path.resolveSibling(path.getFileName() + ".owner");
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** Without a delay a commit survives {@code kill -9}; H2 would close the database behind a stopping run's back. */
    String writing() {
        return "jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    String reading() {
        return "jdbc:h2:file:" + path + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    }

    /** Renames the database; gives its new place where there was one. */
    Optional<Path> setAside() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        Path aside = file();
        for (int i = 1; Files.exists(aside); i++) {
            aside = path.resolveSibling(path.getFileName() + "-before-" + i + EXTENSION);
        }
        return Optional.of(Files.move(file(), aside));
    }

    @Override
    public String toString() {
        return file().toString();
    }
}
