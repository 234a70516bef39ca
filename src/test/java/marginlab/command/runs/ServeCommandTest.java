package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import marginlab.Main;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, which a signal ends. */
class ServeCommandTest {
    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void writeRuns() {
        FinishedRuns.write(folder);
    }

    private Process serve(String... flags) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--store",
                folder.resolve("store").toString(),
                "--runs",
                folder.resolve("runs").toString());
        builder.command().addAll(List.of(flags));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectError(folder.resolve("errors.txt").toFile()).start();
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void showsTheStoreUntilASignal() throws Exception {
        Process process = serve();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            URI address = URI.create(lines.readLine());
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThat(get(address.resolve("/")).body()).contains("Latest runs");
            assertThat(get(address.resolve("/api/runs")).body())
                    .contains("two-losses", FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id());

            process.destroy();

            assertThat(process.waitFor()).isEqualTo(143);
            assertThatThrownBy(() -> get(address)).isInstanceOf(ConnectException.class);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void printsTheTokenBeyondLoopback() throws Exception {
        Process process = serve("--host", "0.0.0.0");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).matches("http://0\\.0\\.0\\.0:\\d+/\\?token=[0-9a-f]{32}");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandShell.Answer answer =
                    new CommandShell(folder).run("serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.err().lines()).hasSize(1);
            assertThat(answer.err())
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .contains("--port");
        }
    }

    @Test
    void refusesAPortThatCannotBe() {
        CommandShell.Answer answer = new CommandShell(folder).run("serve", "--port", "70000");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("70000").contains("65535");
    }
}
