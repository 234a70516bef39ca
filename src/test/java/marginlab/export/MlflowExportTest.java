package marginlab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.problem.ProblemException;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class MlflowExportTest {
    @Test
    void sendsARunAsTheInterfaceWantsIt() throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            boolean sent = into(server).send(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS);

            assertThat(sent).isTrue();
            assertThat(server.offences).isEmpty();
            MlflowTestServer.LoggedRun run = server.runs.get("run1");
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
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            into(server).send(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS);
            List<String> before = List.copyOf(server.runs.get("run1").metrics);

            assertThat(into(server).send(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS))
                    .isFalse();
            assertThat(server.runs).hasSize(1);
            assertThat(server.runs.get("run1").metrics).isEqualTo(before);
        }
    }

    @Test
    void fillsARunThatWasSentBeforeItsEnd() throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            into(server)
                    .send(
                            ExportedRun.of(TrialState.RUNNING, 1),
                            ExportedRun.METRICS.subList(0, 1),
                            ExportedRun.MOMENTS);

            assertThat(into(server).send(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS))
                    .isTrue();
            assertThat(server.runs).hasSize(1);
            assertThat(server.runs.get("run1").status).isEqualTo("FINISHED");
        }
    }

    @Test
    void triesAgainWhileTheServerIsNotReady() throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(3)) {
            assertThat(into(server).send(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS))
                    .isTrue();
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
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            into(server).send(ExportedRun.done(), many, ExportedRun.MOMENTS);

            assertThat(server.offences).isEmpty();
            assertThat(server.runs.get("run1").metrics).hasSize(2502);
        }
    }

    @Test
    void sendsTheNewsOfARunAtWorkAndEachFigureOnce() throws IOException {
        List<Metric> all = new ArrayList<>();
        for (int step = 1; step <= 30; step++) {
            all.add(new Metric(1, "batch-loss", step, 1, 1.0 / step));
        }
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            Run atWork = ExportedRun.unscored(TrialState.RUNNING, 1);
            assertThat(into(server).send(atWork, all.subList(0, 10), ExportedRun.MOMENTS))
                    .isTrue();
            List<String> first = List.copyOf(server.runs.get("run1").metrics);
            assertThat(into(server).send(atWork, all.subList(0, 10), ExportedRun.MOMENTS))
                    .isFalse();
            assertThat(into(server).send(atWork, all.subList(0, 20), ExportedRun.MOMENTS))
                    .isTrue();
            assertThat(server.runs.get("run1").metrics).hasSize(20).startsWith(first.toArray(String[]::new));

            // Stopped at step 20, it goes on from a checkpoint at step 15 as a second attempt, on another day.
            assertThat(into(server)
                            .send(
                                    ExportedRun.unscored(TrialState.INTERRUPTED, 1),
                                    all.subList(0, 20),
                                    ExportedRun.MOMENTS))
                    .isTrue();
            assertThat(server.runs.get("run1").status).isEqualTo("KILLED");
            List<Metric> resumed = new ArrayList<>(all.subList(0, 20));
            all.subList(15, 30)
                    .forEach(metric -> resumed.add(new Metric(2, "batch-loss", metric.step(), 1, metric.value())));
            assertThat(into(server).send(ExportedRun.of(TrialState.DONE, 2), resumed, ExportedRun.MOMENTS))
                    .isTrue();

            MlflowTestServer.LoggedRun run = server.runs.get("run1");
            assertThat(run.metrics).hasSize(30 + 2).doesNotHaveDuplicates();
            assertThat(run.metrics.stream().map(MlflowExportTest::place)).doesNotHaveDuplicates();
            assertThat(run.status).isEqualTo("FINISHED");
            assertThat(server.runs).hasSize(1);
            assertThat(server.offences).isEmpty();
        }
    }

    /** Whatever is known of the run when it is sent. */
    @Test
    void tellsAFigureTheTimeOfItsStep() throws IOException {
        Set<Set<String>> sent = new HashSet<>();
        for (TrialState state : List.of(TrialState.RUNNING, TrialState.DONE)) {
            try (MlflowTestServer server = new MlflowTestServer(0)) {
                into(server).send(ExportedRun.unscored(state, 1), ExportedRun.METRICS, ExportedRun.MOMENTS);
                sent.add(Set.copyOf(server.runs.get("run1").metrics));
            }
        }
        assertThat(sent).hasSize(1);
        assertThat(sent.iterator().next())
                .contains("{\"key\":\"loss\",\"value\":3.5,\"timestamp\":1795348810000,\"step\":10}");
    }

    @Test
    void sendsWhatWasScoredLater() throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            into(server).send(ExportedRun.unscored(TrialState.DONE, 1), ExportedRun.METRICS, ExportedRun.MOMENTS);

            assertThat(into(server).send(ExportedRun.done(), ExportedRun.METRICS, ExportedRun.MOMENTS))
                    .isTrue();
            assertThat(server.runs.get("run1").metrics).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void goesOnAfterTheBatchThatArrived() throws IOException {
        List<Metric> many = new ArrayList<>();
        for (int step = 1; step <= 2000; step++) {
            many.add(new Metric(1, "batch-loss", step, 1, 1.0 / step));
        }
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            server.batchesLeft = 2;
            assertThatThrownBy(() -> into(server).send(ExportedRun.done(), many, ExportedRun.MOMENTS))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the answer 400 to runs/log-batch");
            int arrived = server.runs.get("run1").metrics.size();
            server.batchesLeft = Integer.MAX_VALUE;
            into(server).send(ExportedRun.done(), many, ExportedRun.MOMENTS);

            assertThat(arrived).isBetween(1, 1999);
            assertThat(server.runs.get("run1").metrics).hasSize(2002).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsItsAccountInPartsThatATagCanHold() throws IOException {
        List<Metric> many = new ArrayList<>();
        for (int key = 0; key < 1200; key++) {
            many.add(new Metric(1, "figure" + key, 7, 1, key));
        }
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            into(server).send(ExportedRun.done(), many, ExportedRun.MOMENTS);

            assertThat(into(server).send(ExportedRun.done(), many, ExportedRun.MOMENTS))
                    .isFalse();
            assertThat(server.offences).isEmpty();
            assertThat(server.runs.get("run1").tags).containsKey("marginlab.sent.3");
        }
    }

    @Test
    void saysHowToComeInWhereItIsNotLetIn() throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            server.letIn = "Basic somebody";
            assertThatThrownBy(() -> into(server))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a request without a user (401)")
                    .hasMessageContaining("MLFLOW_TRACKING_USERNAME");
            assertThatThrownBy(() -> MlflowExport.into(
                            new MlflowServer(
                                    MlflowAddress.of(
                                            server.address().toString().replace("//", "//ann:secret@"), Map.of()),
                                    Duration.ZERO),
                            "faces"))
                    .hasMessageContaining("a user or token that is not let in (401)")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void namesTheExperimentThatWasDeletedThere() throws IOException {
        try (MlflowTestServer server = new MlflowTestServer(0)) {
            into(server);
            server.deleted = true;
            assertThatThrownBy(() -> into(server))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the experiment 'faces & more', which was deleted there")
                    .hasMessageContaining("mlflow experiments restore --experiment-id 1");
        }
    }

    @Test
    void givesUpWithTheAddressWhereNobodyAnswers() {
        MlflowAddress nobody = MlflowAddress.of("http://ann:secret@localhost:9", Map.of());
        assertThatThrownBy(() -> MlflowExport.into(new MlflowServer(nobody, Duration.ZERO), "faces"))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer from http://localhost:9 in 5 tries: connection refused. Start the server"
                        + " ('mlflow server'), or name another with --mlflow");
    }

    /** Key and step of a figure. */
    private static String place(String metric) {
        JsonObject json = JsonParser.parseString(metric).getAsJsonObject();
        return json.get("key") + " " + json.get("step");
    }

    private static MlflowExport into(MlflowTestServer server) throws IOException {
        MlflowAddress address = MlflowAddress.of(server.address().toString(), Map.of());
        return MlflowExport.into(new MlflowServer(address, Duration.ZERO), "faces & more");
    }
}
