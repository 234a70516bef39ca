package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.files.ProtocolFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
