package marginlab.run.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.Main;
import marginlab.file.npy.Npy;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.files.MegaFaceFiles;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.launch.HelperProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScoringTest {
    private static final List<String> ARGUMENTS = List.of("score", "megaface");

    @TempDir
    private Path folder;

    @Test
    void searchesALargeGalleryInAProcessThatHasItsThreads() {
        ProtocolFiles large = files(200_000, 300_000);

        Optional<HelperProcess> process = FileScoring.elsewhere(large, Main.class, ARGUMENTS, Map.of());

        assertThat(process).isPresent();
        assertThat(process.get().workers().arguments()).isEqualTo(ARGUMENTS);
        assertThat(process.get().workers().environment()).containsKey("OMP_NUM_THREADS");
        assertThat(process.get().workers().heapMegabytes()).isBetween(512, 1024);
    }

    @Test
    void staysInAProcessThatHasThem() {
        ProtocolFiles large = files(200_000, 300_000);

        assertThat(FileScoring.elsewhere(large, Main.class, ARGUMENTS, Map.of("OMP_NUM_THREADS", "2")))
                .isEmpty();
    }

    @Test
    void searchesASmallGalleryWithoutAnEngine() {
        ProtocolFiles small = files(4, 30);

        assertThat(FileScoring.elsewhere(small, Main.class, ARGUMENTS, Map.of()))
                .isEmpty();
        ProtocolOutcome outcome = FileScoring.here(small, "set");
        assertThat(outcome.metrics()).containsKey("rank-1@distractors=30");
        assertThat(outcome.notes()).noneMatch(note -> note.contains("single precision"));
    }

    /** Probes of two identities, rows of one number. */
    private ProtocolFiles files(int probes, int distractors) {
        long[] identities = new long[probes];
        for (int i = 0; i < probes; i++) {
            identities[i] = i % 2;
        }
        Path identityFile = folder.resolve("y.npy");
        Npy.write(identityFile, identities);
        return new MegaFaceFiles(rows("e", probes), identityFile, rows("g", distractors), null, null);
    }

    private Path rows(String name, int count) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new float[] {i % 2 == 0 ? 1 : -1};
        }
        Path file = folder.resolve(name + ".npy");
        Npy.write(file, rows);
        return file;
    }
}
