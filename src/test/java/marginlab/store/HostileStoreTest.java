package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import marginlab.problem.ProblemException;
import marginlab.store.file.StoreLocation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that strangers hand out: whatever they hold, nothing of it runs. */
class HostileStoreTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void make() throws Exception {
        Path good = folder.resolve("good");
        try (Store store = Store.open(good.toString(), StoreMode.OWNER)) {
            store.ingest(TestTrials.trial(1), WholeRun.whole(0.875));
        }
        Process maker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileStores.class.getName(),
                        good.toString(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(maker.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(maker.exitValue()).isZero();
    }

    static Stream<String> hostile() {
        return Stream.concat(HostileStores.STATEMENTS.keySet().stream(), HostileStores.BELOW.stream());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void runsNothing(String name) throws Exception {
        Path store = folder.resolve(name);
        byte[] before = Files.readAllBytes(StoreLocation.of(store.toString()).file());
        for (StoreMode role : StoreMode.values()) {
            assertThatThrownBy(() -> {
                        try (Store open = Store.open(store.toString(), role)) {
                            open.experiments();
                        }
                    })
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("rebuild");
        }
        assertThat(Files.readAllBytes(StoreLocation.of(store.toString()).file()))
                .isEqualTo(before);
        assertThat(folder.resolve(HostileStores.MARK)).doesNotExist();
    }

    @Test
    void readsTheStoreThatTheyWereMadeFrom() {
        try (Store store = Store.open(folder.resolve("good").toString(), StoreMode.READER)) {
            assertThat(store.latest(2)).hasSize(1);
        }
    }

    /** Options are a part of the name, or refused; never options. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:h2:tcp://127.0.0.1:9/x",
                "jdbc:h2:zip:a.zip!/b",
                "jdbc:h2:file:a;INIT=RUNSCRIPT FROM 'b'",
                "jdbc:postgresql:a",
                "",
                "/"
            })
    void takesNoOtherAddress(String address) {
        assertThatThrownBy(() -> Store.open(address, StoreMode.READER))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--store " + address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b/marginlab",
                "a;INIT=CREATE ALIAS run AS 'x'/marginlab;ACCESS_MODE_DATA=r",
                "~/marginlab",
                "zip:x!/marginlab",
                "mem:marginlab",
                "a\\b/it's \"one\"",
                "ü 面/marginlab"
            })
    void keepsAStoreUnderAnyName(String name) {
        Path place = folder.resolve("names").resolve(name);
        for (String address : List.of(place.toString(), place + ".mv.db")) {
            try (Store store = Store.open(address, StoreMode.OWNER);
                    Store reader = Store.open(address, StoreMode.READER)) {
                store.ingest(TestTrials.trial(1), WholeRun.whole(0.875));
                assertThat(reader.latest(2)).hasSize(1);
            }
        }
        try (Store store = Store.open(place.toString(), StoreMode.READER)) {
            assertThat(store.latest(2)).hasSize(1);
        }
        assertThat(StoreLocation.of(place.toString()).file()).isRegularFile();
    }

    @Test
    void opensNoStoreThroughALink() throws Exception {
        Path link = folder.resolve("link.mv.db");
        Files.createSymbolicLink(link, folder.resolve("good.mv.db"));
        for (StoreMode role : StoreMode.values()) {
            assertThatThrownBy(() -> Store.open(link.toString(), role).latest(1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a link");
        }
    }
}
