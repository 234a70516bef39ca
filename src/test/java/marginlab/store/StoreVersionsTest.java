package marginlab.store;

import static marginlab.store.WholeRun.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.file.StoreLocation;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of older and newer versions, copies, and files that are damaged. */
class StoreVersionsTest {
    @TempDir
    Path folder;

    private String location() {
        return folder.resolve("runs/marginlab").toString();
    }

    @Test
    void refusesANewerVersionAndLeavesItUntouched() throws Exception {
        Store.open(location(), StoreMode.OWNER).close();
        StoreLocation file = StoreLocation.of(location());
        try (Connection connection = DatabaseAccess.connect(file.writing());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE \"flyway_schema_history\" SET \"version\" = '99'");
        }
        byte[] before = Files.readAllBytes(file.file());
        for (StoreMode role : StoreMode.values()) {
            assertThatThrownBy(() -> Store.open(location(), role).latest(1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("version 99")
                    .hasMessageContaining("version " + StoreSchema.NEWEST);
        }
        assertThat(Files.readAllBytes(file.file())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(StoreMode.class)
    void bringsAStoreOfAnOlderVersionToThisOneAfterACopy(StoreMode first) throws Exception {
        Trial trial = TestTrials.trial(1);
        writeVersionOne(trial);
        try (Store store = Store.open(location(), first)) {
            Run run = store.find(trial.id());
            assertThat(run.state()).isEqualTo(TrialState.DONE);
            assertThat(run.seconds()).isEqualTo(12.5);
            assertThat(run.outcomes())
                    .containsExactly(new ProtocolOutcome("pairs", "ten-fold", noMetrics(), List.of()));
        }
        StoreLocation file = StoreLocation.of(location());
        try (Connection connection = DatabaseAccess.connect(file.reading())) {
            assertThat(StoreSchema.version(connection)).isEqualTo(StoreSchema.NEWEST);
        }
        Path copy = Files.createDirectories(folder.resolve("copy")).resolve("marginlab.mv.db");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("runs/marginlab-v1.zip")))) {
            zip.getNextEntry();
            Files.copy(zip, copy);
        }
        try (Connection connection =
                DatabaseAccess.connect(StoreLocation.of(copy.toString()).reading())) {
            assertThat(StoreSchema.version(connection)).isEqualTo(1);
        }
    }

    @Test
    void keepsEveryFigureOfVersionTwo() throws Exception {
        Trial trial = TestTrials.trial(1);
        writeVersionOne(trial);
        OldStores.upTo(2, StoreLocation.of(location()));
        execute(
                "INSERT INTO metric_name (name) VALUES ('rate'), ('loss')",
                "INSERT INTO metric VALUES (1, 1, 1, 10, 1, 0.5), (1, 1, 2, 10, 1, 3.5), (1, 1, 2, 20, 2, 2.5)",
                "INSERT INTO provenance VALUES (1, 1, 'threads', '2'), (1, 1, 'commit', 'abc')",
                "INSERT INTO outcome_metric VALUES (1, 'std', 0.01), (1, 'accuracy', 0.875)",
                "INSERT INTO fold VALUES (1, 1, 0.8), (1, 0, 0.9)",
                "INSERT INTO outcome_note VALUES (1, 1, 'b'), (1, 0, 'a')",
                "INSERT INTO attempt VALUES (1, 2, 'crashed', 'signal 9', TIMESTAMP WITH TIME ZONE"
                        + " '2026-01-02 00:00:00+00', 1)",
                "UPDATE trial SET attempt = 1");
        ProtocolOutcome outcome = new ProtocolOutcome(
                "pairs",
                "ten-fold",
                new TreeMap<>(Map.of("accuracy", 0.875, "std", 0.01)),
                List.of(0.9, 0.8),
                List.of("a", "b"));
        List<Metric> metrics = List.of(
                new Metric(1, "loss", 10, 1, 3.5),
                new Metric(1, "loss", 20, 2, 2.5),
                new Metric(1, "rate", 10, 1, 0.5));
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            assertThat(store.find(trial.id()).outcomes()).containsExactly(outcome);
            assertThat(store.find(trial.id()).provenance()).isEqualTo(Map.of("commit", "abc", "threads", "2"));
            assertThat(store.metrics(trial.id())).isEqualTo(metrics);
            store.ingest(
                    trial,
                    List.of(
                            new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5)),
                            new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5, "rate", 0.5))));
            assertThat(store.metrics(trial.id())).isEqualTo(metrics);
        }
    }

    /** More figures of one step than fit into a row. */
    @Test
    void leavesAStoreAsItWasWhereItsMigrationBreaksOff() throws Exception {
        Trial trial = TestTrials.trial(1);
        writeVersionOne(trial);
        execute(
                "INSERT INTO metric_name (name) SELECT x FROM SYSTEM_RANGE(1, 70000)",
                "INSERT INTO metric SELECT 1, 1, number, 10, 1, 0.5 FROM metric_name");
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> Store.open(location(), StoreMode.OWNER)).hasMessageContaining("ARRAY");
        }
        StoreLocation file = StoreLocation.of(location());
        assertThat(file.aside().file()).doesNotExist();
        assertThat(folder.resolve("runs")).isDirectoryNotContaining("glob:**.zip");
        try (Connection connection = DatabaseAccess.connect(file.reading())) {
            assertThat(StoreSchema.version(connection)).isEqualTo(1);
        }
        execute("DELETE FROM metric WHERE name > 5");
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            assertThat(store.find(trial.id()).seconds()).isEqualTo(12.5);
        }
    }

    private static SortedMap<String, Double> noMetrics() {
        return new TreeMap<>();
    }

    /** A file as the first version left it, with one finished run. */
    private void writeVersionOne(Trial trial) throws Exception {
        Files.createDirectories(StoreLocation.of(location()).path().getParent());
        OldStores.upTo(1, StoreLocation.of(location()));
        execute(
                "INSERT INTO trial (id, objective, seed, likeness, definition, state, attempt, touched)" + " VALUES ('"
                        + trial.id() + "', 'NS', 1, '', '" + trial.toJson() + "', 'done', 1, 1)",
                "INSERT INTO attempt VALUES (1, 1, 'done', '', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 12.5)",
                "INSERT INTO outcome (trial, attempt, dataset, variant) VALUES (1, 1, 'pairs', 'ten-fold')");
    }

    private void execute(String... lines) throws Exception {
        try (Connection connection =
                        DatabaseAccess.connect(StoreLocation.of(location()).writing());
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    @Test
    void saysHowToReplaceADamagedFile() throws Exception {
        Files.createDirectories(folder.resolve("runs"));
        Files.writeString(StoreLocation.of(location()).file(), "not a database ".repeat(1000));
        for (StoreMode role : StoreMode.values()) {
            assertThatThrownBy(() -> Store.open(location(), role).latest(1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("rebuild");
        }
    }

    @Test
    void copiesTheDatabaseBesideItBeforeAMigration() throws Exception {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(trial, whole(0.875));
        }
        StoreLocation file = StoreLocation.of(location());
        Path first = StoreSchema.backUp(file, 1);
        assertThat(StoreSchema.backUp(file, 1)).isNotEqualTo(first).exists();
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(first))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("marginlab.mv.db");
            Files.copy(zip, copy.resolve("marginlab.mv.db"));
        }
        try (Store store = Store.open(copy.resolve("marginlab").toString(), StoreMode.READER)) {
            assertThat(store.find(trial.id()).seconds()).isEqualTo(12.5);
        }
    }

    /** Cut after its two headers, and within the first of its data. */
    @ParameterizedTest
    @ValueSource(ints = {8192, 8200, 12288})
    void saysWhereACutFileIsAndHowToReplaceIt(int bytes) throws Exception {
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(TestTrials.trial(1), whole(0.875));
        }
        byte[] all = Files.readAllBytes(StoreLocation.of(location()).file());
        for (StoreMode role : StoreMode.values()) {
            StoreLocation cut = StoreLocation.of(folder.resolve("cut-" + role).toString());
            Files.write(cut.file(), Arrays.copyOf(all, bytes));
            assertThatThrownBy(() -> Store.open(cut.path().toString(), role).latest(1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(cut.file().toString())
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("rebuild");
        }
    }

    @Test
    void beginsAnewWhereAnOwnerWasKilledAsItMadeTheFile() throws Exception {
        StoreLocation bare = StoreLocation.of(location());
        Files.createDirectories(bare.path().getParent());
        Files.createFile(bare.file());
        try (Store reader = Store.open(location(), StoreMode.READER)) {
            assertThat(reader.latest(1)).isEmpty();
        }
        try (Store owner = Store.open(location(), StoreMode.OWNER)) {
            owner.ingest(TestTrials.trial(1), whole(0.875));
            assertThat(owner.latest(2)).hasSize(1);
        }
    }
}
