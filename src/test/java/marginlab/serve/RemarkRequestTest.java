package marginlab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.store.Store;
import marginlab.store.TestTrials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one address that takes something in, and who is refused there. */
class RemarkRequestTest {
    @TempDir
    Path runs;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Trial trial = TestTrials.trial(1);
    private Store store;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        store = Store.inMemory();
        store.ingest(trial, TestTrials.failed("broken"));
        store.annotate(trial.id(), List.of("old"), "before");
        server = Server.start(store, runs::resolve, "127.0.0.1", 0, Optional.of(store::annotate), false);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void setsTagsAndLeavesTheNoteThatWasNotSent() throws Exception {
        HttpResponse<String> answer =
                post(Map.of(), "{\"id\": \"" + trial.id() + "\", \"tags\": [\"b\", \" a \", \"b\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"" + trial.id() + "\",\"tags\":[\"a\",\"b\"],\"note\":\"before\"}");
        assertThat(store.tags()).containsEntry(trial.id(), List.of("a", "b"));
        assertThat(get("api/run?id=" + trial.id()).get("note").getAsString()).isEqualTo("before");

        post(Map.of(), "{\"id\": \"" + trial.id() + "\", \"note\": \"two\\nlines\"}");
        assertThat(store.notes()).containsEntry(trial.id(), "two\nlines");
        assertThat(store.tags()).containsEntry(trial.id(), List.of("a", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Origin, '', 403",
        "Origin, http://127.0.0.1, 403",
        "Origin, https://127.0.0.1:PORT, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "X-Marginlab-Token, 00112233445566778899aabbccddeeff, 403",
        "X-Marginlab-Token, '', 403",
        "Content-Type, text/plain, 415",
        "Content-Type, application/x-www-form-urlencoded, 415",
    })
    void refusesWhatAPageOfElsewhereCouldSend(String header, String value, int status) throws Exception {
        String port = String.valueOf(URI.create(server.url()).getPort());
        HttpResponse<String> answer = post(
                Map.of(header, value.replace("PORT", port)), "{\"id\": \"" + trial.id() + "\", \"note\": \"theirs\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(store.notes()).containsEntry(trial.id(), "before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void takesPostsAlone(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "api/remarks"))
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void takesPostsNowhereElse() throws Exception {
        for (String path :
                List.of("", "runs", "api/run?id=" + trial.id(), "api/remarks/", "api/editing", "live/dom.js")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    @Test
    void refusesWhatIsNoRemark() throws Exception {
        Map<String, Integer> statuses = new TreeMap<>();
        statuses.put("", 400);
        statuses.put("[]", 400);
        statuses.put("null", 400);
        statuses.put("{\"id\": ", 400);
        statuses.put("{\"id\": \"ID\", \"tags\": \"x\"}", 400);
        statuses.put("{\"id\": \"ID\", \"tags\": [\"\"]}", 400);
        statuses.put("{\"id\": \"ID\", \"tags\": [null]}", 400);
        statuses.put("{\"id\": \"ID\", \"tags\": [\"a,b\"]}", 400);
        statuses.put("{\"id\": \"ID\", \"tags\": [\"\\u0007\"]}", 400);
        statuses.put("{\"id\": \"ID\", \"tags\": [\"" + "t".repeat(65) + "\"]}", 400);
        statuses.put("{\"id\": \"ID\", \"note\": \"\\u0000\"}", 400);
        statuses.put("{\"id\": \"ID\", \"note\": \"" + "n".repeat(10_001) + "\"}", 400);
        statuses.put("{\"id\": \"ID\", \"note\": \"" + "n".repeat(70_000) + "\"}", 413);
        statuses.put("{}", 404);
        statuses.put("{\"id\": \"none\"}", 404);
        statuses.put("{\"id\": \"../../etc\", \"note\": \"x\"}", 404);
        for (Map.Entry<String, Integer> body : statuses.entrySet()) {
            HttpResponse<String> answer = post(Map.of(), body.getKey().replace("ID", trial.id()));
            assertThat(answer.statusCode()).as(body.getKey()).isEqualTo(body.getValue());
        }
        assertThat(store.notes()).containsEntry(trial.id(), "before");
        assertThat(store.tags()).containsEntry(trial.id(), List.of("old"));
    }

    /** A reader of the page is not yet somebody who may write. */
    @Test
    void onlyReadsBeyondLoopbackUnlessItIsAllowed() throws Exception {
        for (boolean allowed : List.of(false, true)) {
            try (Server open =
                    Server.start(store, runs::resolve, "0.0.0.0", 0, Optional.of(store::annotate), allowed)) {
                URI link = URI.create(open.url().replace("0.0.0.0", "127.0.0.1"));
                String cookie = client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow()
                        .split(";")[0];
                HttpRequest rights = HttpRequest.newBuilder(link.resolve("/api/editing"))
                        .header("Cookie", cookie)
                        .build();
                JsonObject editing = JsonParser.parseString(
                                client.send(rights, BodyHandlers.ofString()).body())
                        .getAsJsonObject();
                assertThat(editing.get("allowed").getAsBoolean()).isEqualTo(allowed);
                HttpRequest.Builder request = HttpRequest.newBuilder(link.resolve("/api/remarks"))
                        .header("Origin", "http://127.0.0.1:" + link.getPort())
                        .header("Content-Type", "application/json")
                        .header("X-Marginlab-Token", editing.get("token").getAsString())
                        .POST(BodyPublishers.ofString("{\"id\": \"" + trial.id() + "\", \"note\": \"far\"}"));
                assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                        .isEqualTo(401);
                assertThat(client.send(request.header("Cookie", cookie).build(), BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(allowed ? 200 : 403);
                assertThat(store.notes()).containsEntry(trial.id(), allowed ? "far" : "before");
            }
        }
    }

    /** A link that was sent on leads to what it shows, and to no other server. */
    @Test
    void keepsTheAddressOfALinkWithTheToken() throws Exception {
        try (Server open = Server.start(store, runs::resolve, "0.0.0.0", 0)) {
            String token = open.url().substring(open.url().indexOf('?'));
            int port = URI.create(open.url()).getPort();
            assertThat(location(port, "/runs" + token + "&where=loss%3DNS&sort=-lfw"))
                    .isEqualTo("/runs?where=loss%3DNS&sort=-lfw");
            assertThat(location(port, "//evil.example/" + token)).isEqualTo("/");
            assertThat(location(port, "/run" + token + "&id=%0D%0ASet-Cookie:x"))
                    .isEqualTo("/run?id=%0D%0ASet-Cookie%3Ax");
        }
    }

    private static String location(int port, String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> line.startsWith("Location: "))
                    .map(line -> line.substring("Location: ".length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** @param changed headers that are other than those of a page of the server; empty ones are left out */
    private HttpResponse<String> post(Map<String, String> changed, String body) throws Exception {
        URI address = URI.create(server.url());
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Origin",
                "http://127.0.0.1:" + address.getPort(),
                "Sec-Fetch-Site",
                "same-origin",
                "Content-Type",
                "application/json",
                "X-Marginlab-Token",
                get("api/editing").get("token").getAsString()));
        headers.putAll(changed);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve("/api/remarks")).POST(BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonObject get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return JsonParser.parseString(
                        client.send(request, BodyHandlers.ofString()).body())
                .getAsJsonObject();
    }
}
