package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.file.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of speed and memory in the documentation: from what {@code bench --out} measured. */
class ShippedFiguresTest {
    private static final Path FOLDER = Path.of("reports/bench");

    @ParameterizedTest
    @ValueSource(strings = {"losses", "engines", "networks", "heads"})
    void showsThePictureOfItsFile(String name) throws IOException {
        assertThat(FOLDER.resolve(name + ".svg")).hasContent(BarTable.svg(figures(name)));
        assertThat(Files.readString(Path.of("src/site/markdown/speed.md")))
                .contains("](../../../reports/bench/" + name + ".svg)")
                .contains("--out reports/bench/" + name + "\n");
    }

    private static List<BenchFigure> figures(String name) throws IOException {
        return List.of(Json.read(Files.readString(FOLDER.resolve(name + ".json")), BenchFigure[].class));
    }
}
