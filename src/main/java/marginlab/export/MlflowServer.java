package marginlab.export;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import marginlab.file.json.Json;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** An MLflow server, spoken to through its REST interface, version 2.0; what fails for the moment is tried again. */
public final class MlflowServer {
    private static final String INTERFACE = "/api/2.0/mlflow/";
    private static final int TRIES = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int FINE = 200;
    private static final int REFUSED = 400;
    private static final int UNKNOWN_USER = 401;
    private static final int FORBIDDEN = 403;

    private final MlflowAddress address;
    private final Duration pause;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * A server.
     *
     * @param pause before the second try; it doubles with each
     */
    public MlflowServer(MlflowAddress address, Duration pause) {
        this.address = address;
        this.pause = pause;
    }

    /** Where it is, without the user. */
    String place() {
        return address.toString();
    }

    /** What the server says to a request; its error code is part of the message where it refuses. */
    <T> T post(String path, Object body, Class<T> answer) throws IOException {
        return answer(path, Json.line(body), answer).orElseThrow(() -> new IOException("MLflow knows no " + path));
    }

    /** What the server has there, or nothing where the thing asked for does not exist. */
    <T> Optional<T> find(String path, Class<T> answer) throws IOException {
        return answer(path, null, answer);
    }

    private <T> Optional<T> answer(String path, String body, Class<T> answer) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + INTERFACE + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        request = body == null
                ? request.GET()
                : request.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        HttpResponse<String> response = patiently(request.build());
        if (response.statusCode() != FINE) {
            String text = response.body();
            if (text.contains("RESOURCE_DOES_NOT_EXIST")) {
                return Optional.empty();
            }
            if (response.statusCode() == UNKNOWN_USER || response.statusCode() == FORBIDDEN) {
                throw refused(response.statusCode());
            }
            String told = "the answer " + response.statusCode() + " to " + path + ": "
                    + text.substring(0, Math.min(300, text.length())).strip();
            if (response.statusCode() >= REFUSED
                    && response.statusCode() < BROKEN
                    && response.statusCode() != TOO_MANY) {
                throw new ProblemException(new Problem(address.toString(), told, "the request to be accepted"));
            }
            throw new IOException(address + ": " + told);
        }
        try {
            T read = Json.read(response.body(), answer);
            if (read != null) {
                return Optional.of(read);
            }
        } catch (JsonParseException e) {
            throw noServer(path, e);
        }
        throw noServer(path, null);
    }

    private IOException noServer(String path, JsonParseException cause) {
        return new IOException(
                address + " answers " + path
                        + " with something that is not JSON: is that the address of an MLflow server?",
                cause);
    }

    private ProblemException refused(int status) {
        boolean isNobody = address.authorization().isEmpty();
        String asked = isNobody ? "a request without a user" : "a user or token that is not let in";
        return new ProblemException(new Problem(
                address.toString(),
                asked + " (" + status + ")",
                "one who may write there",
                "Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN"));
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
                throw new IOException(
                        "no answer from " + address + " in " + TRIES + " tries: " + reason(e)
                                + ". Start the server ('mlflow server'), or name another with --mlflow",
                        e);
            }
            return Optional.empty();
        }
    }

    /** The client's own exceptions have no text where nobody listens or the name is nobody's. */
    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "no machine of that name";
            }
            if (cause instanceof HttpTimeoutException) {
                return "it takes too long";
            }
        }
        if (e instanceof ConnectException
                && (e.getMessage() == null || e.getMessage().isBlank())) {
            return "connection refused";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
