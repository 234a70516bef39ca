package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.file.FolderTree;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.ProcessMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolBenchTest {
    private static final double LITTLE = 0.0004;

    @TempDir
    private Path folder;

    static Stream<Protocol> all() {
        return Protocols.all().stream();
    }

    /** What is made up for a protocol is input that it scores, of the sizes that are told. */
    @ParameterizedTest
    @MethodSource("all")
    void makesInputThatEachProtocolScores(Protocol protocol) {
        MadeInput made = new MadeInput(folder, LITTLE);

        ProtocolFiles files = protocol.load(made);

        assertThat(files.score("made", new JavaMatrixProduct()).set()).isEqualTo("made");
        assertThat(made.sizes().values())
                .allSatisfy(size -> assertThat(Integer.parseInt(size)).isPositive());
        assertThat(files.lists())
                .isNotEmpty()
                .allSatisfy(list -> assertThat(list).exists());
    }

    /** Of each the times at several sizes, of which the last is the whole one, and the memory; what was made is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"rfw", "ytf", "ten-fold", "ijb-11", "tinyface", "megaface"})
    void tellsTimeAndMemory(String label) throws IOException {
        assumeTrue(ProcessMemory.peakMegabytes().isPresent(), "a system that tells the memory of processes");
        Path made = Files.createDirectory(folder.resolve("whole"));
        MadeInput whole = new MadeInput(made, LITTLE);
        boolean searches =
                Protocols.named(label).orElseThrow().load(whole).extent().operations() > 0;
        FolderTree.delete(made);

        List<BenchFigure> figures = ProtocolBench.measure(label, folder, LITTLE, "MXNet");

        List<String> each = new ArrayList<>(List.of(label));
        whole.parts().keySet().forEach(part -> each.add(label + ", " + part));
        List<String> expected = new ArrayList<>(searches ? List.of("sgemm") : List.of());
        long sizes = figures.stream()
                .filter(figure -> figure.what().equals(label))
                .map(BenchFigure::settings)
                .distinct()
                .count();
        assertThat(sizes).isBetween(1L, 3L);
        for (int share = 0; share < sizes; share++) {
            expected.addAll(each);
        }
        for (int share = 0; share < sizes && searches; share++) {
            expected.addAll(List.of(label + " arithmetic", label + " share of sgemm"));
        }
        expected.add(label + " memory");
        assertThat(figures).extracting(BenchFigure::what).containsExactlyElementsOf(expected);
        assertThat(folder).isEmptyDirectory();
        assertThat(figures.get(figures.size() - 1).settings()).containsAllEntriesOf(whole.sizes());
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }

    /** Four parts in two seconds, half a second each; and so many operations that the machine does at its best in one. */
    @Test
    void tellsTheTimeOfAPartAndTheShareOfTheBest() {
        TimedLoad load = new TimedLoad(Map.of(), Map.of("a dozen", 4.0), 8e9, List.of(2.0, 2.0, 2.0));

        assertThat(load.figures("some", false))
                .extracting(BenchFigure::what, BenchFigure::median, BenchFigure::unit)
                .containsExactly(tuple("some", 2.0, "s"), tuple("some, a dozen", 0.5, "s"));
        assertThat(load.figures("some", true))
                .extracting(BenchFigure::median, BenchFigure::unit)
                .containsExactly(tuple(2000.0, "ms"), tuple(500.0, "ms"));
        assertThat(load.arithmetic("some", 8))
                .extracting(BenchFigure::median, BenchFigure::unit)
                .containsExactly(tuple(4.0, "GFLOP/s"), tuple(50.0, "%"));
    }
}
