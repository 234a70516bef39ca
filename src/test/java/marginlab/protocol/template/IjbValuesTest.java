package marginlab.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.file.npy.MatrixRows;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * IJB 1:1 on templates in the plane. Template 100 is at 0 degrees, pooled from two frames at 20 and -20 degrees and a still at
 * 0; the others are single images at known angles from it.
 */
class IjbValuesTest {
    private static final int[] GENUINE = {5, 15, 25, 35};
    private static final int[] IMPOSTOR = {10, 30, 40, 50, 60, 70, 80, 90, 100, 110};

    @TempDir
    private Path folder;

    private static float[] at(double degrees, double length) {
        return new float[] {
            (float) (length * Math.cos(Math.toRadians(degrees))), (float) (length * Math.sin(Math.toRadians(degrees)))
        };
    }

    @Test
    void acceptsWhatTheAnglesSay() throws IOException {
        int count = 3 + GENUINE.length + IMPOSTOR.length;
        float[][] rows = new float[count][];
        int[] template = new int[count];
        int[] media = new int[count];
        rows[0] = at(20, 2);
        rows[1] = at(-20, 2);
        rows[2] = at(0, 5);
        java.util.Arrays.fill(template, 100);
        media[2] = 1;
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < GENUINE.length + IMPOSTOR.length; i++) {
            boolean same = i < GENUINE.length;
            rows[3 + i] = at(same ? GENUINE[i] : IMPOSTOR[i - GENUINE.length], 1 + i);
            template[3 + i] = 200 + i;
            pairs.append("100 " + (200 + i) + (same ? " 1\n" : " 0\n"));
        }
        Templates.Factors factors = new Templates.Factors(true, false, false);
        Templates templates =
                Templates.pool(MatrixRows.of(rows), null, new TemplateImages(template, media), null, factors);

        ProtocolOutcome outcome =
                IjbVerification.score("ijb", templates, Files.writeString(folder.resolve("pairs.txt"), pairs), factors);

        // From the most alike: 5 G, 10 I, 15 G, 25 G, 30 I, 35 G, then impostors alone. At an FPR of 1/10 three of
        // four.
        assertThat(outcome.metrics().get("tar@far=1e-1")).isEqualTo(3 / 4.0);
        // Impostors that each genuine pair beats: 10, 9, 9, 8 of 10.
        assertThat(outcome.metrics().get("auc")).isCloseTo(36 / 40.0, within(1e-12));
        assertThat(outcome.metrics()).doesNotContainKey("tar@far=1e-2");
        assertThat(outcome.notes()).contains("no tar@far=1e-2: 10 impostor and 4 genuine pairs are too few to tell");
    }
}
