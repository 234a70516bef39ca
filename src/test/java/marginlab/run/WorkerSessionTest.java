package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import marginlab.network.weights.TransferSettings;
import marginlab.plan.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSessionTest {
    @TempDir
    Path runs;

    /** A class whose initialiser failed has no message of its own; its cause has. */
    @Test
    void anErrorThatSaysNothingEndsWithTheWordsOfItsCause() throws IOException {
        Trial trial = Trial.of("NS", TransferSettings.of(), 1, Map.of("people", "-", "pairs", "-"));
        RunFolder folder = RunFolder.of(runs, trial);

        int code = WorkerSession.run(new String[] {folder.path().toString(), WorkerSession.NEXT}, Map.of(), child -> {
            throw new ExceptionInInitializerError(new IOException("the engine has no native library here"));
        });

        assertThat(code).isEqualTo(1);
        assertThat(Files.readString(folder.journal()))
                .contains("the engine has no native library here")
                .doesNotContain("ExceptionInInitializerError");
    }
}
