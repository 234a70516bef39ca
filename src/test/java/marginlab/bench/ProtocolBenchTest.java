package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.ProcessMemory;
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
    @ValueSource(strings = {"rfw", "tinyface", "ytf", "iqiyi-vid"})
    void tellsTimeAndMemory(String label) throws IOException {
        assumeTrue(ProcessMemory.peakMegabytes().isPresent(), "a system that tells the memory of processes");

        List<BenchFigure> figures = ProtocolBench.measure(label, folder, LITTLE, "MXNet");

        assertThat(figures)
                .extracting(figure -> figure.what() + " " + figure.unit())
                .containsExactly(label + " s", label + " s", label + " s", label + " memory MB");
        assertThat(folder).isEmptyDirectory();
        MadeInput whole = new MadeInput(folder, LITTLE);
        Protocols.named(label).orElseThrow().load(whole);
        assertThat(figures.get(2).settings()).containsAllEntriesOf(whole.sizes());
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }
}
