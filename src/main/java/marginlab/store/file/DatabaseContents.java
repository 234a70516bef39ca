package marginlab.store.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.h2.value.Value;
import org.h2.value.ValueInteger;
import org.h2.value.ValueVarchar;
import org.h2.value.VersionedValue;

/**
 * What a database would do when it is opened, read from its file as text: opening runs the statements of its objects, and
 * makes instances of the classes that its file names.
 *
 * @param statements that make its objects
 * @param classes that read its rows
 */
public record DatabaseContents(List<String> statements, Set<String> classes) {
    private static final String OBJECTS = "table.0";
    private static final String CLASSES = "_";
    private static final String PREPARED = "openTransactions";

    /** Reads the file of a store. */
    public static DatabaseContents of(StoreLocation location) {
        List<String> statements = new ArrayList<>();
        Set<String> classes = new TreeSet<>();
        try (MVStore store = new MVStore.Builder()
                .fileName(location.address() + StoreLocation.EXTENSION)
                .readOnly()
                .open()) {
            if (store.hasMap(CLASSES)) {
                MVMap<String, String> types = store.openMap(
                        CLASSES,
                        new MVMap.Builder<String, String>()
                                .keyType(StringDataType.INSTANCE)
                                .valueType(new ClassNames(classes)));
                types.keySet().forEach(types::get);
            }
            if (store.hasData(PREPARED)) {
                throw new Strange("transactions that are prepared, whose descriptions are objects of Java");
            }
            if (store.hasMap(OBJECTS)) {
                MVMap<Long, VersionedValue<String>> objects = store.openMap(
                        OBJECTS,
                        new MVMap.Builder<Long, VersionedValue<String>>()
                                .keyType(LongDataType.INSTANCE)
                                .valueType(new VersionedValueType<String, Object>(new Statements())));
                for (Long key : objects.keySet()) {
                    VersionedValue<String> versions = objects.get(key);
                    // Both what stands there and what would come back when a transaction that did not end is undone.
                    add(statements, versions.getCurrentValue());
                    if (versions.getCommittedValue() != versions.getCurrentValue()) {
                        add(statements, versions.getCommittedValue());
                    }
                }
            }
        }
        return new DatabaseContents(statements, classes);
    }

    private static void add(List<String> statements, String statement) {
        if (statement != null) {
            statements.add(statement);
        }
    }

    /** The last column of a row of the system table (id, head, type, statement). */
    private static final class Statements extends ReadOnly<String> {
        private static final int COLUMNS = 4;

        private final ValueDataType values = new ValueDataType();

        @Override
        public String read(ByteBuffer buffer) {
            Value value = null;
            for (int i = 0; i < COLUMNS; i++) {
                value = values.read(buffer);
                if (i < COLUMNS - 1 ? !(value instanceof ValueInteger) : !(value instanceof ValueVarchar)) {
                    throw new Strange("a row of its system table that holds no statement");
                }
            }
            return value.getString();
        }

        @Override
        public String[] createStorage(int size) {
            return new String[size];
        }
    }

    /** Names of the classes that read rows, without an instance of any; what they would read of the file is passed over. */
    private static final class ClassNames extends ReadOnly<String> {
        /** Those that read nothing here. */
        private static final Set<String> PLAIN = Set.of(
                "org.h2.mvstore.db.NullValueDataType",
                "org.h2.mvstore.type.LongDataType",
                "org.h2.mvstore.type.StringDataType",
                "org.h2.mvstore.type.ByteArrayDataType",
                "org.h2.mvstore.db.LobStorageMap$BlobMeta$Type",
                "org.h2.mvstore.db.LobStorageMap$BlobReference$Type");

        private final Set<String> met;

        ClassNames(Set<String> met) {
            this.met = met;
        }

        @Override
        public String read(ByteBuffer buffer) {
            String name = DataUtils.readString(buffer, DataUtils.readVarInt(buffer));
            met.add(name);
            switch (name) {
                case "org.h2.mvstore.tx.VersionedValueType$Factory":
                    read(buffer);
                    break;
                case "org.h2.mvstore.db.RowDataType$Factory":
                    DataUtils.readVarInt(buffer);
                    pass(buffer);
                    pass(buffer);
                    buffer.get();
                    break;
                case "org.h2.mvstore.db.ValueDataType$Factory":
                    pass(buffer);
                    DataUtils.readVarInt(buffer);
                    pass(buffer);
                    buffer.get();
                    break;
                default:
                    if (!PLAIN.contains(name)) {
                        throw new Strange("rows that are to be read by the class " + name);
                    }
            }
            return name;
        }

        /** A list of numbers. */
        private static void pass(ByteBuffer buffer) {
            for (int left = DataUtils.readVarInt(buffer) - 1; left > 0; left--) {
                DataUtils.readVarInt(buffer);
            }
        }

        @Override
        public String[] createStorage(int size) {
            return new String[size];
        }
    }

    /** What a store of ours never holds. */
    public static final class Strange extends RuntimeException {
        private static final long serialVersionUID = 1;

        Strange(String message) {
            super(message);
        }
    }

    private abstract static class ReadOnly<T> extends BasicDataType<T> {
        @Override
        public int getMemory(T value) {
            return 0;
        }

        @Override
        public void write(WriteBuffer buffer, T value) {
            throw new IllegalStateException("this is only read");
        }
    }
}
