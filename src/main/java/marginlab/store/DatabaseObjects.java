package marginlab.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.file.DatabaseContents;
import marginlab.store.file.StoreLocation;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * Decides whether a database is one of ours before anything of it is run: its objects are those of one of our versions, to
 * the letter. An alias, a trigger, a view, a constant, a linked table, a domain, a user, a default or a constraint of somebody
 * else's is none of them, and needs not be known to be refused.
 */
final class DatabaseObjects {
    /** What H2 chooses by chance or counts on, in the statements of our own objects; with what stands for it. */
    private static final Map<Pattern, String> CHANCE = Map.of(
            Pattern.compile("\"(SYSTEM_SEQUENCE|PRIMARY_KEY|CONSTRAINT)_[0-9A-Z_]{1,40}\""), "\"$1\"",
            Pattern.compile("(?<= START WITH 1) RESTART WITH [0-9]{1,19}"), "",
            Pattern.compile(" SALT '[0-9a-f]{16}' HASH '[0-9a-f]{64}'"), "",
            Pattern.compile("(?<=^SET CREATE_BUILD )[0-9]{1,6}"), "",
            Pattern.compile(" SELECTIVITY [0-9]{1,3}(?= NOT NULL[, ]|,| \\))"), "");

    /** Our own settings, which a database keeps once a connection has made them. */
    private static final Set<String> SETTINGS = Set.of("SET WRITE_DELAY 0", "SET MAX_MEMORY_ROWS " + Integer.MAX_VALUE);

    private static final int SHOWN = 120;

    private DatabaseObjects() {}

    /**
     * Reads the file as text.
     *
     * @throws ProblemException with the first strange object
     * @throws SQLException that {@link StoreSchema#mayPass} where another process has the file at this moment
     */
    static void refuseStrange(StoreLocation location) throws SQLException {
        try {
            List<String> found = normal(DatabaseContents.of(location));
            for (int version = 1; version <= StoreSchema.NEWEST; version++) {
                if (found.equals(expected(version))) {
                    return;
                }
            }
            Set<String> strange = new TreeSet<>(found);
            for (int version = 1; version <= StoreSchema.NEWEST; version++) {
                strange.removeAll(expected(version));
            }
            throw refused(
                    location,
                    strange.isEmpty()
                            ? "a damaged database, which lacks some of its tables"
                            : shown(strange.iterator().next()));
        } catch (DatabaseContents.Strange e) {
            throw refused(location, e.getMessage());
        } catch (MVStoreException e) {
            if (e.getCause() instanceof DatabaseContents.Strange strange) {
                throw refused(location, strange.getMessage());
            }
            throw new SQLException(
                    e.getMessage(),
                    "HY000",
                    e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                            ? ErrorCode.DATABASE_ALREADY_OPEN_1
                            : ErrorCode.FILE_CORRUPTED_1,
                    e);
        }
    }

    static List<String> normal(DatabaseContents contents) {
        List<String> normal = new ArrayList<>();
        for (String statement : contents.statements()) {
            String text = statement.replaceAll("\n *", " ");
            for (Map.Entry<Pattern, String> chance : CHANCE.entrySet()) {
                text = chance.getKey().matcher(text).replaceAll(chance.getValue());
            }
            if (!SETTINGS.contains(text)) {
                normal.add(text);
            }
        }
        return normal.stream().distinct().sorted().toList();
    }

    /** The objects that the migrations up to a version make; a test makes them anew. */
    static List<String> expected(int version) {
        String name = "objects-" + version + ".txt";
        try (InputStream stream = DatabaseObjects.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String shown(String statement) {
        String line = statement.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }

    private static ProblemException refused(StoreLocation location, String found) {
        return new ProblemException(new Problem(
                location.toString(),
                found,
                "the tables of a store of version " + StoreSchema.NEWEST + " or older, and nothing else",
                "A newer marginlab made it, or somebody who wants it to run something; nothing of it was run. "
                        + StoreLocation.REMEDY));
    }
}
