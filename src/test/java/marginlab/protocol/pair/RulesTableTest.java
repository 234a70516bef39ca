package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;

/** The documentation's table of rules: what each makes of one and the same embeddings. */
class RulesTableTest {
    private static final List<String> LABELS = List.of(
            "ten-fold",
            "ten-fold(no-flip)",
            "ten-fold(concatenation)",
            "ten-fold(cosine)",
            "ten-fold(pca=12)",
            "ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)",
            "ten-fold(opensphere, cosine)",
            "ten-fold(concatenation, Face_Pytorch, cosine)");

    @Test
    void saysWhatTheRulesMakeOfOneSetOfEmbeddings() throws IOException {
        PairEmbeddings embeddings = MadeUpEmbeddings.pairs(7, 16, 1.5, MadeUpEmbeddings.same(600, 60, 30));
        List<String> lines = new ArrayList<>(List.of("| rules | accuracy | deviation |", "|---|---|---|"));
        for (String label : LABELS) {
            ProtocolOutcome outcome = PairVerification.score("made", embeddings, PairVariant.parse(label));
            lines.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %s |",
                    outcome.variant(),
                    100 * outcome.metrics().get("accuracy"),
                    deviation(outcome.metrics())));
        }
        String table = String.join("\n", lines) + "\n";

        assertThat(table).isEqualTo(file());
        assertThat(Files.readString(Path.of("src/site/markdown/protocols.md"))).contains(table);
    }

    private static String deviation(Map<String, Double> metrics) {
        for (String key : List.of("std", "sample-std", "standard-error")) {
            if (metrics.containsKey(key)) {
                return String.format(Locale.ROOT, "%.2f (%s)", 100 * metrics.get(key), key);
            }
        }
        return "-";
    }

    private static String file() throws IOException {
        try (var in = RulesTableTest.class.getResourceAsStream("rules.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
