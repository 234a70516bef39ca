package marginlab.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import marginlab.file.AtomicMove;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Where a store lies: {@code runs/marginlab} is the database {@code runs/marginlab.mv.db} with its owner in {@code
 * runs/marginlab.owner}.
 *
 * @param path absolute, without the database's extension
 */
public record StoreLocation(Path path) {
    private static final String URL = "jdbc:h2:file:";
    static final String EXTENSION = ".mv.db";
    private static final String MAGIC = "H:2";
    private static final int HEADER_BYTES = 4096;
    /** Stands in the headers as soon as anything has been written behind them. */
    private static final String WITH_DATA = "chunk:";

    public static final String REMEDY =
            "'rebuild --store NEW' makes a new one from the run folders, which have everything";

    /**
     * The place that a user names: a path, or {@code jdbc:h2:file:} and a path. No other address of a database is one, and there
     * are no options.
     */
    public static StoreLocation of(String text) {
        String name = text;
        if (text.startsWith("jdbc:")) {
            if (!text.startsWith(URL) || text.contains(";")) {
                throw new ProblemException(new Problem(
                        "--store " + text,
                        "an address of another kind, or with options",
                        "a file, or " + URL + "FILE"));
            }
            name = text.substring(URL.length());
        }
        name = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        try {
            Path path = Path.of(name).toAbsolutePath().normalize();
            if (name.isBlank() || path.getFileName() == null) {
                throw new ProblemException(new Problem("--store " + text, "no file", "the file of a store"));
            }
            return new StoreLocation(path);
        } catch (InvalidPathException e) {
            throw new ProblemException(new Problem("--store " + text, e.getReason(), "the file of a store"), e);
        }
    }

    public Path file() {
        return path.resolveSibling(path.getFileName() + EXTENSION);
    }

    public Path owner() {
        return path.resolveSibling(path.getFileName() + ".owner");
    }

    /** Where its owner answers readers. */
    public Path socket() {
        return path.resolveSibling(path.getFileName() + ".socket");
    }

    public boolean exists() {
        return Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Refuses a file that is no database of H2, whose headers stand at its start and again one block later, or that ends
     * after the headers of a database which had more.
     */
    public void refuseOther() {
        if (!Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)) {
            throw new ProblemException(new Problem(
                    toString(),
                    Files.isSymbolicLink(file()) ? "a link" : "no regular file",
                    "the file of a store itself",
                    "Name the place that the link leads to"));
        }
        String text = head();
        boolean isH2 = text.startsWith(MAGIC) || text.startsWith(MAGIC, HEADER_BYTES);
        if (!text.isEmpty() && (!isH2 || isBare() && text.contains(WITH_DATA))) {
            throw new ProblemException(
                    new Problem(toString(), "a file that is no H2 database, or a damaged one", "a store", REMEDY));
        }
    }

    /** Whether there is nothing behind the headers: its owner was killed while it made the file. */
    public boolean isBare() {
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

    /** For H2, without options: nothing of a path is read as one. */
    String address() {
        return StoreFile.address(path);
    }

    /**
     * Without a delay a commit survives {@code kill -9}; H2 would close the database behind a stopping run's back, and write a
     * long answer to a file that others can read.
     */
    public String writing() {
        return "jdbc:h2:" + address() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_MEMORY_ROWS=" + Integer.MAX_VALUE;
    }

    /** Of a file that is thrown away unless it is finished. */
    public String making() {
        return "jdbc:h2:" + address() + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Where the next version is made. */
    public StoreLocation aside() {
        return new StoreLocation(path.resolveSibling(path.getFileName() + "-making"));
    }

    /** Of a database that is there, on a further connection of the process that has it open for writing. */
    public String sharing() {
        return "jdbc:h2:" + address() + ";IFEXISTS=TRUE";
    }

    public String reading() {
        return sharing() + ";ACCESS_MODE_DATA=r";
    }

    /**
     * Refuses to write to a database that others could exchange between a look at it and its opening.
     *
     * @throws ProblemException that names the file or the folder
     */
    public void refuseOthersHands() {
        FileTrust.stranger(file()).ifPresent(why -> {
            throw new ProblemException(new Problem(
                    toString(),
                    why,
                    "a store and a folder that this user alone can write to",
                    "'chmod go-w' where the folder is yours, or run as its owner, or use another --store"));
        });
    }

    /** Renames the database; gives its new place where there was one. */
    public Optional<Path> setAside() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        Path aside = file();
        for (int i = 1; Files.exists(aside); i++) {
            aside = path.resolveSibling(path.getFileName() + "-before-" + i + EXTENSION);
        }
        AtomicMove.file(file(), aside);
        return Optional.of(aside);
    }

    @Override
    public String toString() {
        return file().toString();
    }
}
