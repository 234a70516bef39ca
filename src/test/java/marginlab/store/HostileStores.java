package marginlab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Makes stores as somebody would who wants others to run something, with H2 itself. A process of its own: marginlab forbids
 * H2 in its own process to load the classes that these name.
 */
final class HostileStores {
    /** Read by nothing of ours; whatever runs leaves this file beside the stores. */
    static final String MARK = "ran";

    private HostileStores() {}

    /** What is done to a good store, by name; MARKED stands for Java that leaves the mark. */
    static final Map<String, List<String>> STATEMENTS = statements();

    private static Map<String, List<String>> statements() {
        String alias = "CREATE ALIAS run AS 'String run() throws Exception { MARKED; return \"\"; }'";
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("an alias", List.of(alias));
        all.put(
                "a view over an alias",
                List.of(
                        alias,
                        "ALTER TABLE experiment RENAME TO kept",
                        "CREATE VIEW experiment AS SELECT name, run() AS definition, touched FROM kept"));
        all.put("a view over a file", List.of("CREATE VIEW facts AS SELECT * FROM CSVREAD('/etc/passwd')"));
        all.put(
                "a trigger",
                List.of(
                        "CREATE TRIGGER t BEFORE INSERT ON tag FOR EACH ROW AS"
                                + " 'org.h2.api.Trigger create() throws Exception { MARKED; return new marginlab.store.NoTrigger(); }'"));
        all.put(
                "a trigger of a class",
                List.of("CREATE TRIGGER t BEFORE INSERT ON tag FOR EACH ROW CALL 'marginlab.store.NoTrigger'"));
        all.put(
                "a linked table",
                List.of("CREATE LINKED TABLE linked('org.h2.Driver', 'jdbc:h2:mem:other;"
                        + "INIT=CREATE TABLE IF NOT EXISTS x(y INT)', '', '', 'X')"));
        all.put("a constant", List.of("CREATE CONSTANT one VALUE 1"));
        all.put("a domain", List.of("CREATE DOMAIN positive AS INT CHECK (VALUE > 0)"));
        all.put("an aggregate", List.of("CREATE AGGREGATE run FOR 'marginlab.store.NoAggregate'"));
        all.put("a synonym", List.of("CREATE SYNONYM others FOR trial"));
        all.put("a schema", List.of("CREATE SCHEMA others"));
        all.put("a user", List.of("CREATE USER guest PASSWORD 'guest' ADMIN"));
        all.put("a role with rights", List.of("CREATE ROLE readers", "GRANT SELECT ON trial TO readers"));
        all.put("a setting", List.of("SET IGNORECASE TRUE"));
        all.put("another setting", List.of("SET ALLOW_LITERALS NONE"));
        all.put(
                "a default that reads a file",
                List.of("ALTER TABLE trial ALTER COLUMN note SET DEFAULT FILE_READ('/etc/hostname', 'UTF-8')"));
        all.put(
                "an update rule",
                List.of("ALTER TABLE trial ALTER COLUMN note SET ON UPDATE FILE_READ('/etc/hostname', 'UTF-8')"));
        all.put(
                "a check that calls",
                List.of(alias, "ALTER TABLE tag ADD CONSTRAINT checked CHECK (tag <> run()) NOCHECK"));
        all.put(
                "a computed column",
                List.of(alias, "ALTER TABLE tag ADD COLUMN computed VARCHAR GENERATED ALWAYS AS (run())"));
        all.put("a further table", List.of("CREATE TABLE further(x INT)"));
        all.put("a further index", List.of("CREATE INDEX further ON trial (seed)"));
        all.put("a sequence", List.of("CREATE SEQUENCE further"));
        all.put("a comment", List.of("COMMENT ON TABLE trial IS 'hello'"));
        all.put("a table that is gone", List.of("DROP TABLE tag"));
        all.put("a column that is gone", List.of("ALTER TABLE trial DROP COLUMN note"));
        all.put("a column of another type", List.of("ALTER TABLE tag ALTER COLUMN tag SET DATA TYPE JAVA_OBJECT"));
        return all;
    }

    /** What is done below the database, in the file itself. */
    static final List<String> BELOW = List.of("a class that reads rows", "an object of Java", "a statement of no kind");

    /** @param arguments a good store without its extension, and the folder of the stores to make */
    public static void main(String[] arguments) throws Exception {
        Path good = Path.of(arguments[0] + ".mv.db");
        Path folder = Path.of(arguments[1]);
        Path mark = folder.resolve(MARK);
        for (Map.Entry<String, List<String>> hostile : STATEMENTS.entrySet()) {
            Path store = folder.resolve(hostile.getKey());
            Files.copy(good, Path.of(store + ".mv.db"));
            change(store, mark, hostile.getValue());
        }
        for (String name : BELOW) {
            Path file = folder.resolve(name + ".mv.db");
            Files.copy(good, file);
            below(name, file);
        }
        Files.deleteIfExists(mark);
    }

    private static void change(Path store, Path mark, List<String> statements) throws SQLException {
        String java = "new java.io.File(\"" + mark + "\").createNewFile()";
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + store, "marginlab", "");
                Statement statement = connection.createStatement()) {
            for (String line : statements) {
                statement.execute(
                        line.replace("MARKED2", java.replace("'", "''")).replace("MARKED", java));
            }
        }
    }

    private static void below(String name, Path file) throws IOException {
        try (MVStore store = new MVStore.Builder().fileName(file.toString()).open()) {
            if (name.equals("a class that reads rows")) {
                store.removeMap("_");
                MVMap<String, String> classes = store.openMap(
                        "_",
                        new MVMap.Builder<String, String>()
                                .keyType(StringDataType.INSTANCE)
                                .valueType(new ClassName()));
                classes.put("0", HostileType.class.getName());
            } else if (name.equals("an object of Java")) {
                MVMap<Integer, Object> prepared = store.openMap("openTransactions");
                prepared.put(1, new Object[] {1, new ArrayList<>(List.of("any"))});
            } else {
                store.removeMap("table.0");
                MVMap<Long, Object> objects = store.openMap("table.0");
                objects.put(9999L, "no row");
            }
        }
    }

    /** Makes an instance leave the mark. */
    static final class HostileType {
        static {
            try {
                Files.createFile(Path.of(System.getProperty("java.io.tmpdir"), MARK));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class ClassName extends BasicDataType<String> {
        @Override
        public int getMemory(String value) {
            return 0;
        }

        @Override
        public void write(WriteBuffer buffer, String value) {
            buffer.putVarInt(value.length()).putStringData(value, value.length());
        }

        @Override
        public String read(ByteBuffer buffer) {
            return null;
        }

        @Override
        public String[] createStorage(int size) {
            return new String[size];
        }
    }
}
