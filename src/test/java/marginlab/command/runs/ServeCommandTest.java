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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.Main;
import marginlab.command.context.CommandShell;
import marginlab.run.coordinate.SweepJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return serveFrom(SweepJar.sharedClassPath(), flags);
    }

    private Process serveFrom(String classPath, String... flags) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
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
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
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
            assertThat(get(address.resolve("/")).body()).contains("<h1>Experiments</h1>");
            assertThat(get(address.resolve("/api/runs")).body())
                    .contains("two-losses", FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id());

            process.destroy();

            assertThat(process.waitFor()).isEqualTo(143);
            assertThatThrownBy(() -> get(address)).isInstanceOf(ConnectException.class);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A build writes another jar over that which the page is served from, and then removes it. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void outlastsABuildAndEndsAtASignal(String signal) throws Exception {
        IgnoredSignals.assumeHeard(signal);
        SweepJar jar = new SweepJar(folder, true);
        Process process = serveFrom(jar.classPath());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            URI address = URI.create(lines.readLine());
            jar.rebuild();
            Files.write(jar.path(), new byte[100]);
            Files.delete(jar.path());

            for (String path : List.of(
                    "/",
                    "/runs",
                    "/live/runs.js",
                    "/live.css",
                    "/page.css",
                    "/echarts.js",
                    "/api/runs",
                    "/api/run?id=" + FinishedRuns.FIRST.id(),
                    "/api/experiment?name=two-losses",
                    "/api/compare?ids=" + FinishedRuns.FIRST.id() + "," + FinishedRuns.SECOND.id())) {
                HttpResponse<String> answer = get(address.resolve(path));
                assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
            }
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor()).isEqualTo(signal.equals("TERM") ? 143 : 130);
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("errors.txt")).isEmptyFile();
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
