package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.file.json.Json;
import org.junit.jupiter.api.Test;

/** The documentation's table of what protocols cost: from what a benchmark of the algorithms alone printed on two cores. */
class MeasuredTableTest {
    private static final Map<String, String> COUNTED =
            Map.of("ten-fold", "pairs", "ijb-11", "pairs", "megaface", "distractors");
    private static final Map<String, String> EACH = Map.of(
            "ten-fold", "ten-fold, 1,000 pairs",
            "ijb-11", "ijb-11, a million pairs",
            "megaface", "megaface, 100,000 distractors");

    @Test
    void agreesWithTheFiguresOfTheBenchmark() throws IOException {
        List<BenchFigure> figures = figures();
        List<String> lines =
                new ArrayList<>(List.of("| protocol | size | time | cost of an equal part |", "|---|---|---|---|"));
        for (BenchFigure figure : figures) {
            String counted = COUNTED.get(figure.what());
            if (counted != null) {
                BenchFigure each = figures.stream()
                        .filter(one -> one.what().equals(EACH.get(figure.what())))
                        .filter(one -> one.settings().equals(figure.settings()))
                        .findFirst()
                        .orElseThrow();
                lines.add(String.format(
                        Locale.ROOT,
                        "| `%s` | %,d %s | %.2f %s | %.2f %s for %s |",
                        figure.what(),
                        Long.parseLong(figure.settings().get(counted)),
                        counted,
                        figure.median(),
                        figure.unit(),
                        each.median(),
                        each.unit(),
                        each.what().split(", ", 2)[1]));
            }
        }
        assertThat(Files.readString(Path.of("src/site/markdown/protocols.md")))
                .contains(String.join("\n", lines) + "\n");
    }

    private static List<BenchFigure> figures() throws IOException {
        try (InputStream in = MeasuredTableTest.class.getResourceAsStream("verify.json")) {
            return List.of(Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), BenchFigure[].class));
        }
    }
}
