package marginlab.export;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** An MLflow server, spoken to through its REST interface, version 2.0; what fails for the moment is tried again. */
public final class MlflowServer {
    private static final String INTERFACE = "/api/2.0/mlflow/";
    private static final int TRIES = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int FINE = 200;

    private final URI address;
    private final String token;
    private final Duration pause;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * A server.
     *
     * @param address such as {@code http://localhost:5000}
     * @param token of an account, empty for none
     * @param pause before the second try; it doubles with each
     */
    public MlflowServer(URI address, String token, Duration pause) {
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new ProblemException(
                    new Problem("--mlflow", address.toString(), "an address such as http://localhost:5000"));
        }
        this.address = address;
        this.token = token;
        this.pause = pause;
    }

    /** What the server says to a request; its error code is part of the message where it refuses. */
    JsonObject post(String path, JsonObject body) throws IOException {
        return answer(path, body).orElseThrow(() -> new IOException("MLflow knows no " + path));
    }

    /** The same, or nothing where the thing asked for does not exist. */
    Optional<JsonObject> answer(String path, JsonObject body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceFirst("/+$", "") + INTERFACE + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request = body == null
                ? request.GET()
                : request.POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        HttpResponse<String> response = patiently(request.build());
        if (response.statusCode() != FINE) {
            String text = response.body();
            if (text.contains("RESOURCE_DOES_NOT_EXIST")) {
                return Optional.empty();
            }
            throw new IOException("MLflow answers " + path + " with " + response.statusCode() + ": "
                    + text.substring(0, Math.min(300, text.length())).strip());
        }
        try {
            return Optional.of(JsonParser.parseString(response.body()).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("MLflow answers " + path + " with what is no JSON", e);
        }
    }

    private HttpResponse<String> patiently(HttpRequest request) throws IOException {
        try {
            for (int tried = 1; ; tried++) {
                Optional<HttpResponse<String>> response = once(request, tried == TRIES);
                if (response.isPresent()) {
                    return response.get();
                }
                Thread.sleep(pause.toMillis() << tried - 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while MLflow was asked", e);
        }
    }

    /** The answer; nothing where another try may do better. */
    private Optional<HttpResponse<String>> once(HttpRequest request, boolean last)
            throws IOException, InterruptedException {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            boolean passing = response.statusCode() == TOO_MANY || response.statusCode() >= BROKEN;
            return passing && !last ? Optional.empty() : Optional.of(response);
        } catch (IOException e) {
            if (last) {
                throw new IOException("no answer from " + address + " in " + TRIES + " tries: " + e.getMessage(), e);
            }
            return Optional.empty();
        }
    }
}
