package marginlab.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.generate.SyntheticGenerator;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.file.hash.Fingerprints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First runs at once, which all find that the same faces are to be drawn. */
class DrawnAsideTest {
    private static final SyntheticSpec SPEC = new SyntheticSpec(5, 4, 3, 16, 40);

    @TempDir
    Path folder;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void together(Callable<Void> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Void>> both = List.of(threads.submit(work), threads.submit(work));
        threads.shutdown();
        for (Future<Void> one : both) {
            one.get();
        }
    }

    /** Where no lock keeps them apart, both are in the middle of it at one moment. */
    @Test
    void bothDrawAndTheFirstToFinishWins() throws Exception {
        Path faces = folder.resolve("faces");
        CyclicBarrier middle = new CyclicBarrier(2);
        AtomicInteger finders = new AtomicInteger();

        together(() -> {
            DrawnAside.make(
                    faces,
                    () -> {
                        boolean isMissing = Files.notExists(faces.resolve("train.rec"));
                        finders.addAndGet(isMissing ? 0 : 1);
                        return isMissing;
                    },
                    aside -> {
                        await(middle);
                        new SyntheticGenerator(SPEC, done -> {}).generate(aside);
                    });
            return null;
        });

        new SyntheticGenerator(SPEC, done -> {}).generate(folder.resolve("alone"));
        List<String> expected = names(folder.resolve("alone"));
        assertThat(names(faces)).isEqualTo(expected);
        for (String name : expected) {
            assertThat(faces.resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("alone").resolve(name));
        }
        assertThat(names(folder)).containsExactly("alone", "faces");
        assertThat(finders.get()).isLessThan(2);
    }

    private static void await(CyclicBarrier middle) {
        try {
            middle.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneDrawsForTwoWhoAskTheCatalog() throws Exception {
        Path faces = folder.resolve("faces");
        Path file = Files.writeString(folder.resolve("datasets.yaml"), """
                drawn: {role: train, format: recordio, path: '%1$s/train.rec', generate: drawn, terms: free, get: Drawn.}
                """.formatted(faces));
        AtomicInteger drawn = new AtomicInteger();
        Fingerprints kept = new Fingerprints(folder.resolve("fingerprints"));
        List<String> fingerprints = new ArrayList<>();

        together(() -> {
            Catalog catalog = Catalog.read(file, Map.of(), kept).with("drawn", (aside, from) -> {
                drawn.incrementAndGet();
                new SyntheticGenerator(SPEC, done -> {}).generate(aside);
            });
            String fingerprint = catalog.fingerprint("drawn");
            synchronized (fingerprints) {
                fingerprints.add(fingerprint);
            }
            return null;
        });

        assertThat(drawn).hasValue(1);
        assertThat(fingerprints).hasSize(2);
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(1));
    }

    @Test
    void removesWhatAKilledOneLeftAndNothingOfOneThatLives() throws Exception {
        Path faces = folder.resolve("faces");
        Path dead = Files.createDirectories(folder.resolve(".faces.part-1/faces"));
        Files.writeString(dead.resolve("train.rec"), "half");
        Files.writeString(dead.resolveSibling("lock"), "");
        Path begun = Files.createDirectories(folder.resolve(".faces.part-2"));

        DrawnAside.make(faces, () -> true, aside -> write(aside, "train.rec"));

        assertThat(folder.resolve(".faces.part-1")).doesNotExist();
        assertThat(begun).exists();
        assertThat(faces.resolve("train.rec")).hasContent("whole");
    }

    @Test
    void leavesNothingWhereTheMakerFails() throws Exception {
        assertThatThrownBy(() -> DrawnAside.make(folder.resolve("faces"), () -> true, aside -> {
                    write(aside, "train.rec");
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped");
        assertThat(names(folder)).isEmpty();
    }

    private static void write(Path aside, String name) {
        try {
            Files.writeString(Files.createDirectories(aside).resolve(name), "whole");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
