package marginlab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowAddressTest {
    @ParameterizedTest
    @MethodSource
    void comesInAsOtherClientsDo(String user, Map<String, String> environment) throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            server.letIn = environment.containsKey("expected")
                    ? environment.get("expected")
                    : "Basic " + Base64.getEncoder().encodeToString("ann:s@c+ret".getBytes(StandardCharsets.UTF_8));
            MlflowAddress address =
                    MlflowAddress.of(server.address().toString().replace("//", "//" + user), environment);

            assertThat(address.toString()).doesNotContain("ann").doesNotContain("ret");
            MlflowExport.into(new MlflowServer(address, Duration.ZERO), "faces");
            assertThat(server.offences).isEmpty();
        }
    }

    static Stream<Arguments> comesInAsOtherClientsDo() {
        Map<String, String> named = Map.of("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", "s@c+ret");
        return Stream.of(
                Arguments.of("", named),
                Arguments.of("ann:s%40c+ret@", Map.of()),
                Arguments.of("ann:s@c+ret@", Map.of("MLFLOW_TRACKING_TOKEN", "t")),
                Arguments.of("", Map.of("MLFLOW_TRACKING_TOKEN", "t0ken", "expected", "Bearer t0ken")),
                Arguments.of("", Map.of("MLFLOW_TRACKING_TOKEN", "t0ken\r\n", "expected", "Bearer t0ken")));
    }

    /** What no header can carry would else be told with the token in it. */
    @ParameterizedTest
    @ValueSource(strings = {"t0\nken", "t0 ken", "t0k\u00e9n", "t0\u007fken"})
    void showsNothingOfATokenThatIsNone(String token) {
        assertThatThrownBy(() -> MlflowAddress.of("http://127.0.0.1:5000", Map.of("MLFLOW_TRACKING_TOKEN", token)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("MLFLOW_TRACKING_TOKEN: found a text with blanks or signs beyond ASCII")
                .hasMessageNotContaining("t0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "ftp://ann:secret@host",
                "http://",
                "http://ann:secret@ho st",
                "http://ann:%zz@host",
                "http://host?experiment=secret"
            })
    void refusesAnAddressThatIsNoneAndShowsNoUser(String text) {
        assertThatThrownBy(() -> MlflowAddress.of(text, Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--mlflow")
                .hasMessageNotContaining("ann:");
    }
}
