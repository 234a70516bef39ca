package marginlab.export;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Where an MLflow server is, and as whom it is spoken to.
 *
 * @param place its address without a user, to be shown
 * @param authorization the header of that name; empty for nobody
 */
public record MlflowAddress(URI place, String authorization) {
    private static final String EXPECTED = "an address such as http://localhost:5000";
    private static final int DELETE = 0x7F;

    /**
     * As MLflow's own clients have it: a user in the address, else {@code MLFLOW_TRACKING_USERNAME} and {@code _PASSWORD}, else
     * {@code MLFLOW_TRACKING_TOKEN}.
     *
     * @param text such as {@code http://localhost:5000} or {@code https://ann:secret@example.org/mlflow}
     */
    public static MlflowAddress of(String text, Map<String, String> environment) {
        String shown = text.replaceFirst("//.*@", "//");
        URI place;
        try {
            place = new URI(shown.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw broken(shown);
        }
        boolean isWeb = "http".equalsIgnoreCase(place.getScheme()) || "https".equalsIgnoreCase(place.getScheme());
        if (!isWeb || place.getHost() == null || place.getRawQuery() != null || place.getRawFragment() != null) {
            throw broken(shown);
        }
        if (!shown.equals(text)) {
            return new MlflowAddress(place, basic(user(text, shown)));
        }
        String name = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        if (!name.isEmpty()) {
            return new MlflowAddress(
                    place, basic(name + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "")));
        }
        // Read from a file, it often has the end of a line; what else is no token is not shown, for it is secret.
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "").strip();
        if (!token.chars().allMatch(c -> c > ' ' && c < DELETE)) {
            throw new ProblemException(new Problem(
                    "MLFLOW_TRACKING_TOKEN",
                    "a text with blanks or signs beyond ASCII",
                    "a token, as the server gave it"));
        }
        return new MlflowAddress(place, token.isEmpty() ? "" : "Bearer " + token);
    }

    /** What stands between the slashes and the last {@code @}, with what is written as {@code %40}. */
    private static String user(String text, String shown) {
        int from = text.indexOf("//") + 2;
        String user = text.substring(from, text.lastIndexOf('@'));
        try {
            // A plus is a plus here, other than in a form.
            String decoded = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.contains(":") ? decoded : decoded + ":";
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(
                    "--mlflow " + shown, "a user that is not written as in an address", "a % as %25, an @ as %40"));
        }
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException broken(String shown) {
        return new ProblemException(new Problem("--mlflow", shown, EXPECTED));
    }

    /** The place alone: who speaks is nobody's business. */
    @Override
    public String toString() {
        return place.toString();
    }
}
