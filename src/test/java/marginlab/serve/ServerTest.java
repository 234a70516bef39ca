package marginlab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.MadeUpSweep;
import marginlab.store.Store;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    Path runs;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Trial done = trial("ArcFace(0.5)", 1);
    private final Trial failed = trial(HOSTILE, 1);
    private Store store;
    private Server server;

    @BeforeEach
    void start() throws IOException {
        store = Store.inMemory();
        ProtocolOutcome outcome =
                new ProtocolOutcome("plain", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.889)), List.of());
        store.ingest(
                done,
                List.of(
                        new TrialEvent.Started(1, NOON, Map.of("commit", "abc")),
                        new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5)),
                        new TrialEvent.Measured(1, 20, 2, Map.of("loss", 2.5)),
                        new TrialEvent.Scored(1, outcome),
                        new TrialEvent.Ended(1, TrialState.DONE, "", 12.5, NOON.plusSeconds(13))));
        store.ingest(
                failed,
                List.of(
                        new TrialEvent.Started(1, NOON, Map.of()),
                        new TrialEvent.Ended(1, TrialState.FAILED, HOSTILE, 1, NOON.plusSeconds(1))));
        store.keep("two", "name: two", List.of(done.id(), failed.id(), "0123456789ab"));
        Files.createDirectories(runs.resolve(failed.id()));
        Files.writeString(runs.resolve(failed.id()).resolve("log.txt"), "it broke\n");
        server = Server.start(store, runs::resolve, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void listsRunsWithTheirAccuracies() throws Exception {
        JsonObject answer =
                json("api/runs?columns=loss,plain,experiment&sort=-plain").getAsJsonObject();
        assertThat(answer.get("all").getAsInt()).isEqualTo(2);
        assertThat(answer.getAsJsonArray("columns").get(1).toString())
                .isEqualTo(
                        "{\"name\":\"plain\",\"kind\":\"share\",\"set\":\"plain\",\"figure\":\"accuracy\",\"better\":\"higher\"}");
        JsonArray rows = answer.getAsJsonArray("rows");
        assertThat(rows.get(0).getAsJsonObject().get("cells").toString()).isEqualTo("[\"ArcFace(0.5)\",0.889,\"two\"]");
        assertThat(rows.get(1).getAsJsonObject().get("reason").getAsString()).isEqualTo(HOSTILE);
    }

    @Test
    void showsTheTableOfAnExperimentAsFarAsItIsFilled() throws Exception {
        JsonObject table = json("api/experiment?name=two").getAsJsonObject();
        assertThat(table.get("planned").getAsInt()).isEqualTo(3);
        assertThat(table.get("started").getAsInt()).isEqualTo(2);
        assertThat(table.getAsJsonArray("rows")
                        .get(0)
                        .getAsJsonObject()
                        .get("objective")
                        .getAsString())
                .isEqualTo("ArcFace(0.5)");
    }

    @Test
    void showsARunWithItsCurvesAndAFailureWithItsLog() throws Exception {
        JsonObject run = json("api/run?id=" + done.id().substring(0, 6)).getAsJsonObject();
        assertThat(run.get("id").getAsString()).isEqualTo(done.id());
        assertThat(run.getAsJsonArray("experiments").toString()).isEqualTo("[\"two\"]");
        assertThat(run.getAsJsonObject("differs").get("backbone").getAsString()).isEqualTo("IR-50");
        assertThat(run.getAsJsonObject("differs").has("flip")).isFalse();
        assertThat(run.get("command").getAsString()).isEqualTo("run experiments/two.yaml --only 'ArcFace(0.5)'");

        JsonObject curves = json("api/curves?ids=" + done.id()).getAsJsonObject();
        assertThat(curves.get("figure").getAsString()).isEqualTo("loss");
        assertThat(curves.getAsJsonArray("lines")
                        .get(0)
                        .getAsJsonObject()
                        .get("points")
                        .toString())
                .isEqualTo("[[10,1.0,null,3.5],[20,2.0,null,2.5]]");
        assertThat(json("api/log?id=" + failed.id())
                        .getAsJsonObject()
                        .get("text")
                        .getAsString())
                .isEqualTo("it broke\n");
    }

    @Test
    void comparesOnlyWhatDiffers() throws Exception {
        JsonArray lines =
                json("api/compare?ids=" + done.id() + "," + failed.id()).getAsJsonArray();
        assertThat(lines.toString()).contains("\"objective\"").doesNotContain("backbone");
    }

    @Test
    void answersNothingElse() throws Exception {
        for (String path : List.of(
                "x",
                "../pom.xml",
                "%2e%2e/pom.xml",
                "live/../../pom.xml",
                "live/none.js",
                "api/run?id=none",
                "api/run?id=..%2F..",
                "api/run",
                "api/log?id=none",
                "api/curves?ids=none",
                "api/charts?ids=%3Cimg%3E",
                "api/compare?ids=none",
                "live/dom.js/..")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws Exception {
        Map<String, Integer> statuses = new TreeMap<>();
        statuses.put("api/runs?where=los%3DNS", 400);
        statuses.put("api/runs?where=plain%3E88", 400);
        statuses.put("api/runs?where=" + "x".repeat(3000), 400);
        statuses.put("api/runs?where=" + "x".repeat(9000), 414);
        statuses.put("api/runs?sort=none", 400);
        statuses.put("api/runs?columns=%3Cimg%3E", 400);
        statuses.put("api/runs?group=none", 400);
        statuses.put("api/runs?from=-1", 400);
        statuses.put("api/runs?from=99999999999999999999", 400);
        statuses.put("api/runs?from=7", 200);
        statuses.put("api/runs?count=501", 400);
        statuses.put("api/runs?count=ten", 400);
        statuses.put("api/runs.csv?where=none", 400);
        statuses.put("api/log?id=" + done.id() + "&after=-1", 400);
        statuses.put("api/curves?ids=" + "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", 400);
        statuses.put("api/charts?ids=" + done.id() + ",none", 404);
        statuses.put("api/curves", 200);
        statuses.put("api/charts", 200);
        statuses.put("api/compare", 200);
        for (Map.Entry<String, Integer> question : statuses.entrySet()) {
            assertThat(get(question.getKey()).statusCode())
                    .as(question.getKey())
                    .isEqualTo(question.getValue());
        }
        assertThat(get("api/runs?where=los%3DNS").body()).contains("'los'", "Did you mean 'loss'?");
    }

    @Test
    void savesTheListAsItIsShown() throws Exception {
        HttpResponse<String> saved = get("api/runs.csv?columns=loss,state,plain&sort=plain");

        assertThat(saved.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"runs.csv\"");
        assertThat(saved.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(saved.body())
                .isEqualTo("loss,state,plain\r\nArcFace(0.5),done,0.889\r\n" + HOSTILE + ",failed,\r\n");
        store.annotate(failed.id(), List.of(), "=HYPERLINK(\"http://evil.example\")");
        assertThat(get("api/runs.csv?columns=note&where=state%3Dfailed").body())
                .isEqualTo("note\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\"\r\n");
    }

    /** One epoch's loss is a dot and no curve. */
    @Test
    void showsTheLossOfBatchesUntilTheSecondEpochEnds() throws Exception {
        Trial late = trial("NS", 1);
        store.ingest(
                late,
                List.of(
                        new TrialEvent.Started(1, NOON, Map.of()),
                        new TrialEvent.Measured(1, 5, 1, Map.of("batch-loss", 9.0)),
                        new TrialEvent.Measured(1, 10, 1, Map.of("loss", 8.5)),
                        new TrialEvent.Measured(1, 15, 2, Map.of("batch-loss", 8.0))));
        assertThat(firstFigure(late)).isEqualTo("batch-loss");

        store.ingest(late, List.of(new TrialEvent.Measured(1, 20, 2, Map.of("loss", 7.5))));
        assertThat(firstFigure(late)).isEqualTo("loss");
    }

    private String firstFigure(Trial trial) throws Exception {
        return json("api/curves?ids=" + trial.id())
                .getAsJsonObject()
                .get("figure")
                .getAsString();
    }

    @Test
    void groupsRunsOverTheirSeeds() throws Exception {
        store.ingest(
                trial("ArcFace(0.5)", 2),
                List.of(
                        new TrialEvent.Started(1, NOON, Map.of()),
                        new TrialEvent.Scored(
                                1,
                                new ProtocolOutcome(
                                        "plain", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.509)), List.of())),
                        new TrialEvent.Ended(1, TrialState.DONE, "", 10, NOON.plusSeconds(10))));
        JsonObject answer =
                json("api/runs?group=row&columns=loss,plain&where=state%3Ddone").getAsJsonObject();
        assertThat(answer.get("all").getAsInt()).isEqualTo(1);
        assertThat(answer.get("runs").getAsInt()).isEqualTo(2);
        JsonObject row = answer.getAsJsonArray("rows").get(0).getAsJsonObject();
        JsonArray cell = row.getAsJsonArray("cells").get(1).getAsJsonArray();
        assertThat(cell.get(0).getAsDouble()).isCloseTo(0.699, Offset.offset(1e-12));
        assertThat(cell.get(2).getAsInt()).isEqualTo(2);
        assertThat(row.getAsJsonArray("ids")).hasSize(2);
        assertThat(row.getAsJsonArray("chance").toString())
                .as("0.509 is a guess")
                .isEqualTo("[\"plain\"]");

        JsonObject with = json("api/runs?group=row&columns=loss,plain&with=" + failed.id())
                .getAsJsonObject();
        assertThat(with.get("all").getAsInt()).isEqualTo(1);
        assertThat(with.getAsJsonArray("rows").get(0).getAsJsonObject().getAsJsonArray("ids"))
                .contains(new JsonPrimitive(failed.id()));
        assertThat(json("api/runs?with=none").getAsJsonObject().get("all").getAsInt())
                .isZero();
    }

    @Test
    void tellsTheStateOfEachExperiment() throws Exception {
        store.keep("ready", "", List.of(done.id()));
        store.keep("to-come", "", List.of("0123456789ab"));
        store.keep("begun", "", List.of(done.id(), "0123456789ab"));
        List<String> states = new ArrayList<>();
        json("api/experiments")
                .getAsJsonArray()
                .forEach(one -> states.add(one.getAsJsonObject().get("name").getAsString() + " "
                        + one.getAsJsonObject().get("state").getAsString() + " "
                        + one.getAsJsonObject().get("planned").getAsInt()));
        assertThat(states).containsExactly("begun unfinished 2", "to-come planned 1", "ready done 1", "two failed 3");

        store.ingest(done, List.of(new TrialEvent.Started(2, NOON.plusSeconds(60), Map.of())));
        assertThat(json("api/experiments")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("state")
                        .getAsString())
                .isEqualTo("running");
    }

    /** What was shipped is sent once, and small; what changes is never kept. */
    @Test
    void sendsScriptsOnceAndPacked() throws Exception {
        HttpResponse<String> first = get("echarts.js");
        HttpRequest again = HttpRequest.newBuilder(URI.create(server.url() + "echarts.js"))
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow())
                .build();
        HttpResponse<byte[]> same = client.send(again, BodyHandlers.ofByteArray());
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        HttpRequest unpacks = HttpRequest.newBuilder(URI.create(server.url() + "echarts.js"))
                .header("Accept-Encoding", "gzip, br")
                .build();
        HttpResponse<byte[]> packed = client.send(unpacks, BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(first.body().getBytes(StandardCharsets.UTF_8));
        assertThat(get("api/runs").headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void followsALogFromWhereItEnded() throws Exception {
        Path log = runs.resolve(failed.id()).resolve("log.txt");
        Files.write(log, new byte[] {'a', (byte) 0xce});
        JsonObject piece = json("api/log?id=" + failed.id()).getAsJsonObject();
        assertThat(piece.get("text").getAsString())
                .as("half a letter waits for its other half")
                .isEqualTo("a");
        assertThat(piece.get("to").getAsLong()).isEqualTo(1);

        Files.write(log, new byte[] {'a', (byte) 0xce, (byte) 0x93, '\n'});
        piece = json("api/log?id=" + failed.id() + "&after=1").getAsJsonObject();
        assertThat(piece.get("text").getAsString()).isEqualTo("Γ\n");
        assertThat(piece.get("to").getAsLong()).isEqualTo(4);
        assertThat(json("api/log?id=" + failed.id() + "&after=99")
                        .getAsJsonObject()
                        .get("from")
                        .getAsLong())
                .as("of a log that was begun anew, all")
                .isZero();

        Files.writeString(log, "é".repeat(50_000));
        piece = json("api/log?id=" + failed.id()).getAsJsonObject();
        assertThat(piece.get("text").getAsString()).matches("é{32000,32768}");
        assertThat(piece.get("to").getAsLong()).isEqualTo(100_000);
    }

    @Test
    void sendsStrictHeadersAndNoTextOfTheStoreInItsPage() throws Exception {
        HttpResponse<String> page = get("");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body())
                .contains("Experiments")
                .doesNotContain("onerror")
                .doesNotContain("<script>");
        for (String file :
                List.of("runs", "run", "compare", "live/runs.js", "live.css", "page.css", "echarts.js", "charts.js")) {
            assertThat(get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void onlyReads() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "api/runs"))
                .DELETE()
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void answersHeadWithTheHeadAlone() throws Exception {
        List<LogRecord> said = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("com.sun.net.httpserver");
        logger.addHandler(listener);
        try {
            for (String path : List.of("", "echarts.js", "api/runs", "events", "none")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build();
                HttpResponse<byte[]> head = client.send(request, BodyHandlers.ofByteArray());
                assertThat(head.statusCode()).as(path).isEqualTo(path.equals("none") ? 404 : 200);
                assertThat(head.body()).as(path).isEmpty();
                if (path.equals("echarts.js")) {
                    assertThat(head.headers().firstValueAsLong("Content-Length"))
                            .hasValue(get(path).body().getBytes(StandardCharsets.UTF_8).length);
                }
            }
        } finally {
            logger.removeHandler(listener);
        }
        assertThat(said).isEmpty();
    }

    @Test
    void writesALargeAnswerInPieces() throws Exception {
        byte[] body = new byte[1_000_000];
        new Random(1).nextBytes(body);
        List<Integer> pieces = new ArrayList<>();
        ByteArrayOutputStream written = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                super.write(bytes, offset, length);
            }
        };
        new HttpAnswer(200, "text/javascript", body).writeTo(written);
        assertThat(written.toByteArray()).isEqualTo(body);
        assertThat(pieces).allMatch(length -> length <= HttpAnswer.PIECE_BYTES);
    }

    /** A folder that came from elsewhere must not show what lies elsewhere here. */
    @Test
    void showsNoLogThroughALink() throws Exception {
        Path secret = Files.writeString(runs.resolve("secret"), "not yours");
        Path log = runs.resolve(failed.id()).resolve("log.txt");
        Files.delete(log);
        Files.createSymbolicLink(log, secret);
        HttpResponse<String> answer = get("api/log?id=" + failed.id());
        assertThat(answer.body()).contains("a link").doesNotContain("not yours");
        Files.delete(log);
        Path elsewhere = Files.createDirectories(runs.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("log.txt"), "not yours");
        Files.delete(runs.resolve(failed.id()));
        Files.createSymbolicLink(runs.resolve(failed.id()), elsewhere);
        assertThat(get("api/log?id=" + failed.id()).body()).doesNotContain("not yours");
    }

    @Test
    void refusesAnotherHostsName() throws IOException {
        assertThat(statusLine("Host: evil.example")).contains("421");
        assertThat(statusLine("Host: localhost:1")).contains("200");
    }

    @Test
    void answersWhileOthersHoldHalfARequest() throws Exception {
        int port = URI.create(server.url()).getPort();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket("127.0.0.1", port);
                socket.getOutputStream()
                        .write("GET /api/runs HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(get("api/runs").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(get("api/runs").statusCode()).isEqualTo(200);
    }

    @Test
    void answersAfterThousandsOfConnectionsThatSayNothing() throws Exception {
        int port = URI.create(server.url()).getPort();
        for (int round = 0; round < 4; round++) {
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                idle.add(new Socket("127.0.0.1", port));
            }
            for (Socket socket : idle) {
                socket.close();
            }
        }
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsAnOpenPageThatARunWasAdded() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + "events")).build();
        try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
            var line = lines.iterator();
            assertThat(line.next()).isEqualTo("retry: 2000");
            store.ingest(trial("NS", 2), List.of(new TrialEvent.Started(1, NOON, Map.of())));
            assertThat(line.next()).isEmpty();
            assertThat(line.next()).isEqualTo("data: changed");
        }
    }

    @Test
    void asksForATokenBeyondLoopback() throws Exception {
        try (Server open = Server.start(store, runs::resolve, "0.0.0.0", 0)) {
            URI link = URI.create(open.url().replace("0.0.0.0", "127.0.0.1"));
            URI bare = link.resolve("/api/runs");
            assertThat(client.send(HttpRequest.newBuilder(bare).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            HttpResponse<String> welcome =
                    client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(welcome.headers().firstValue("Location")).contains("/");
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
            HttpRequest known = HttpRequest.newBuilder(bare)
                    .header("Cookie", cookie.split(";")[0])
                    .build();
            assertThat(client.send(known, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private String statusLine(String host) throws IOException {
        int port = URI.create(server.url()).getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private JsonElement json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private static Trial trial(String objective, long seed) {
        return Trial.of(objective, MadeUpSweep.settings(30, List.of("plain")), seed, Map.of("plain", "01d6"));
    }
}
