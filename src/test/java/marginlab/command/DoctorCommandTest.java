package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void openShell() throws IOException {
        shell = new CommandShell(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                broken:
                  role: verify
                  format: bin
                  path: %s
                """.formatted(folder.resolve("broken.bin")));
    }

    private static Map<String, JsonObject> findings(CommandShell.Answer answer) {
        return answer.json().getAsJsonArray().asList().stream()
                .map(element -> element.getAsJsonObject())
                .collect(Collectors.toMap(finding -> finding.get("check").getAsString(), finding -> finding));
    }

    @Test
    void findsTheEngineThatComputesRight() {
        CommandShell.Answer answer = shell.run("doctor", "--json");

        assertThat(answer.code()).isZero();
        Map<String, JsonObject> findings = findings(answer);
        assertThat(findings)
                .containsKeys("java", "memory", "disk", "jpeg", "threads", "allocator", "store", "datasets", "gpu");
        assertThat(findings.keySet()).anyMatch(check -> check.startsWith("engine "));
        findings.forEach((check, finding) -> {
            if (check.startsWith("engine ")) {
                assertThat(finding.get("state").getAsString()).isEqualTo("ok");
            }
        });
    }

    @Test
    void failsOnADamagedDataset() throws IOException {
        Files.writeString(folder.resolve("broken.bin"), "no pickle");

        CommandShell.Answer answer = shell.run("doctor", "--json");

        assertThat(answer.code()).isEqualTo(1);
        JsonObject finding = findings(answer).get("dataset broken");
        assertThat(finding.get("state").getAsString()).isEqualTo("fail");
        assertThat(finding.get("remedy").getAsString()).contains("data check broken");
    }
}
