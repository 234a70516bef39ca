package marginlab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import marginlab.experiment.ProblemException;
import marginlab.store.Metric;
import marginlab.store.State;
import org.junit.jupiter.api.Test;

class MlflowExportTest {
    @Test
    void sendsARunAsTheInterfaceWantsIt() throws IOException {
        try (MlflowDouble server = new MlflowDouble(0)) {
            boolean sent = into(server).send(Runs.done(), Runs.METRICS);

            assertThat(sent).isTrue();
            assertThat(server.offences).isEmpty();
            MlflowDouble.Kept run = server.runs.get("run1");
            assertThat(run.status).isEqualTo("FINISHED");
            assertThat(run.parameters)
                    .containsEntry("objective", "ArcFace(0.5) + Intra")
                    .containsEntry("seed", "3")
                    .containsEntry("data.plain", "01d6be0c");
            assertThat(run.tags).containsEntry("marginlab.commit", "2d96bf0");
            assertThat(run.metrics)
                    .hasSize(5)
                    .anyMatch(metric -> metric.contains("\"plain/ten-fold/tar_far_1e-3\"") && metric.contains("0.5"))
                    .anyMatch(metric -> metric.contains("\"loss\"") && metric.contains("\"step\":10"));
        }
    }

    @Test
    void sendsNothingTwice() throws IOException {
        try (MlflowDouble server = new MlflowDouble(0)) {
            into(server).send(Runs.done(), Runs.METRICS);
            Set<String> before = Set.copyOf(server.runs.get("run1").metrics);

            assertThat(into(server).send(Runs.done(), Runs.METRICS)).isFalse();
            assertThat(server.runs).hasSize(1);
            assertThat(server.runs.get("run1").metrics).isEqualTo(before);
        }
    }

    @Test
    void fillsARunThatWasSentBeforeItsEnd() throws IOException {
        try (MlflowDouble server = new MlflowDouble(0)) {
            into(server).send(Runs.of(State.RUNNING, 1), Runs.METRICS.subList(0, 1));

            assertThat(into(server).send(Runs.done(), Runs.METRICS)).isTrue();
            assertThat(server.runs).hasSize(1);
            assertThat(server.runs.get("run1").status).isEqualTo("FINISHED");
        }
    }

    @Test
    void triesAgainWhileTheServerIsNotReady() throws IOException {
        try (MlflowDouble server = new MlflowDouble(3)) {
            assertThat(into(server).send(Runs.done(), Runs.METRICS)).isTrue();
            assertThat(server.calls.subList(0, 4)).containsOnly("experiments/get-by-name");
            assertThat(server.offences).isEmpty();
        }
    }

    @Test
    void splitsManyMetricsIntoBatches() throws IOException {
        List<Metric> many = new ArrayList<>();
        for (int step = 1; step <= 2500; step++) {
            many.add(new Metric(1, "batch-loss", step, 1, 1.0 / step));
        }
        try (MlflowDouble server = new MlflowDouble(0)) {
            into(server).send(Runs.done(), many);

            assertThat(server.offences).isEmpty();
            assertThat(server.runs.get("run1").metrics).hasSize(2502);
        }
    }

    @Test
    void givesUpWithTheAddressWhereNobodyAnswers() {
        URI nobody = URI.create("http://localhost:9");
        assertThatThrownBy(() -> MlflowExport.into(new MlflowServer(nobody, "", Duration.ZERO), "faces"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer from http://localhost:9 in 5 tries");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new MlflowServer(URI.create("localhost"), "", Duration.ZERO))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("http://localhost:5000");
    }

    private static MlflowExport into(MlflowDouble server) throws IOException {
        return MlflowExport.into(new MlflowServer(server.address(), "", Duration.ZERO), "faces & more");
    }
}
