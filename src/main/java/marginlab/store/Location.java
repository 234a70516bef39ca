package marginlab.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Where a store lies: {@code runs/marginlab} is the database {@code runs/marginlab.mv.db} with its owner in {@code
 * runs/marginlab.owner}.
 *
 * @param path absolute, without the database's extension
 */
record Location(Path path) {
    private static final String EXTENSION = ".mv.db";
    private static final String MAGIC = "H:2";
    private static final int HEADER_BYTES = 4096;
    /** Stands in the headers as soon as anything has been written behind them. */
    private static final String WITH_DATA = "chunk:";

    static final String REMEDY = "'rebuild --store NEW' makes a new one from the run folders, which have everything";

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

    /**
     * Refuses a file that is no database of H2, whose headers stand at its start and again one block later, or that ends
     * after the headers of a database which had more.
     */
    void refuseOther() {
        String text = head();
        boolean isH2 = text.startsWith(MAGIC) || text.startsWith(MAGIC, HEADER_BYTES);
        if (!text.isEmpty() && (!isH2 || isBare() && text.contains(WITH_DATA))) {
            throw new ProblemException(
                    new Problem(toString(), "a file that is no H2 database, or a damaged one", "a store", REMEDY));
        }
    }

    /** Whether there is nothing behind the headers: its owner was killed while it made the file. */
    boolean isBare() {
        try {
            return Files.size(file()) <= 2 * HEADER_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + this, e);
        }
    }

    private String head() {
        try (InputStream in = Files.newInputStream(file())) {
            return new String(in.readNBytes(2 * HEADER_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + this, e);
        }
    }

    /** Without a delay a commit survives {@code kill -9}; H2 would close the database behind a stopping run's back. */
    String writing() {
        return "jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Of a file that is thrown away unless it is finished. */
    String making() {
        return "jdbc:h2:file:" + path + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Where the next version is made. */
    Location aside() {
        return new Location(path.resolveSibling(path.getFileName() + "-making"));
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
