package marginlab.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.run.StopSignal;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.coordinate.Coordinator;
import marginlab.run.coordinate.FakeWorker;
import marginlab.run.coordinate.HeardSweep;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Spark's own cluster: a master, a worker with two GPUs that are not there, two executors, each a process. */
class SparkLauncherTest {
    private static final WorkerLauncher WORKERS = new WorkerLauncher(FakeWorker.class, List.of(), 1, 64);
    private static final String NO_MACHINE = "no machine";

    @TempDir
    static Path machine;

    private static JavaSparkContext spark;

    @TempDir
    Path runs;

    private Store store;
    private final HeardSweep heard = new HeardSweep();

    @BeforeAll
    static void startCluster() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        Path gpus = machine.resolve("gpus.sh");
        Files.writeString(gpus, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
        assertThat(gpus.toFile().setExecutable(true)).isTrue();
        SparkConf conf = SparkCluster.conf(new Cluster.ClusterRequest("local-cluster[1,2,1024]", 1, 1))
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.worker.resource.gpu.amount", "2")
                .set("spark.worker.resource.gpu.discoveryScript", gpus.toString())
                .set("spark.executor.resource.gpu.amount", "1")
                .set("spark.executor.cores", "1")
                .set("spark.executor.memory", "512m")
                .set("spark.local.dir", machine.toString())
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        spark = new JavaSparkContext(conf);
    }

    @AfterAll
    static void stopCluster() {
        spark.close();
    }

    @BeforeEach
    void open() {
        store = Store.open(runs.resolve("marginlab").toString(), StoreMode.OWNER);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Coordinator coordinator(int jobs, Path token, SweepListener progress) {
        SparkLauncher launcher = new SparkLauncher(spark, WORKERS, runs, token);
        SweepPolicy policy = SweepPolicy.standard().withJobs(jobs);
        return new Coordinator(runs, store, launcher, policy, Clock.systemUTC(), progress);
    }

    private SweepOutcome run(Trial... trials) {
        return coordinator(trials.length, SparkLauncher.token(runs), heard).run(List.of(trials));
    }

    private Run only(Trial trial) {
        return store.find(trial.id());
    }

    private void isWhole(Trial trial) {
        assertThat(only(trial).state()).isEqualTo(TrialState.DONE);
        assertThat(only(trial).outcomes().get(0).metrics())
                .containsEntry("accuracy", FakeWorker.accuracy(trial.seed()));
        assertThat(store.metrics(trial.id()).stream()
                        .filter(metric -> metric.key().equals("loss"))
                        .map(Metric::step))
                .contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void givesEachTrialAProcessAndAGpuOfItsOwn() {
        Trial[] trials = new Trial[6];
        for (int i = 0; i < trials.length; i++) {
            trials[i] = TestTrials.trial("slow", i);
        }
        assertThat(run(trials).done()).isEqualTo(trials.length);
        for (Trial trial : trials) {
            isWhole(trial);
        }
        assertThat(List.of(trials))
                .extracting(trial -> only(trial).provenance().get("gpu"))
                .contains("0", "1")
                .containsOnly("0", "1");
    }

    @Test
    void oneBadTrialDoesNotEndTheOthers() {
        Trial fine = TestTrials.trial("fine", 1);
        SweepOutcome sweep = run(
                TestTrials.trial("dies", 1), TestTrials.trial("fails", 2), TestTrials.trial("aborts once", 3), fine);
        assertThat(sweep.done()).isEqualTo(2);
        assertThat(sweep.failed()).isEqualTo(2);
        isWhole(fine);
        assertThat(heard.endings)
                .contains(
                        "fails failed: the term does not fit",
                        "aborts once crashed, again: signal 6 (abort)",
                        "dies crashed: signal 9 (killed, often for lack of memory)");
    }

    @Test
    void runsTheTrialOfAKilledExecutorAgainFromItsCheckpoint() {
        Trial trial = TestTrials.trial("loses its parent once", 1);
        Trial other = TestTrials.trial("slow", 2);
        assertThat(run(trial, other).done()).isEqualTo(2);
        isWhole(trial);
        isWhole(other);
        assertThat(only(trial).attempt()).isEqualTo(2);
        assertThat(heard.endings)
                .anyMatch(ending -> ending.startsWith("loses its parent once crashed, again: lost with its executor"));
        assertThat(store.metrics(trial.id()).stream()
                        .filter(metric -> metric.key().equals("loss")))
                .hasSize(FakeWorker.STEPS);
    }

    @Test
    void bringsTheRunFolderHomeFromAMachineThatDoesNotShareIt() throws IOException {
        Trial fine = TestTrials.trial("fine", 1);
        Trial dies = TestTrials.trial("dies once", 2);
        SweepOutcome sweep = coordinator(2, runs.resolve(NO_MACHINE), heard).run(List.of(fine, dies));
        assertThat(sweep.done()).as(String.valueOf(heard.endings)).isEqualTo(2);
        isWhole(fine);
        assertThat(only(dies).attempt()).isEqualTo(2);
        assertThat(Files.readAllLines(runs.resolve(dies.id()).resolve("journal.jsonl")))
                .anyMatch(line -> line.contains("\"attempt\":1"))
                .anyMatch(line -> line.contains("\"attempt\":2"));
        assertThat(runs.resolve(fine.id()).resolve("checkpoint")).doesNotExist();
    }

    @Test
    void givesAMachineThatSharesNoFolderTheJarsAndTheNetworkOfATrial() throws IOException {
        Trial trial = TestTrials.trial("needs its files", 1);
        RunFolder folder = RunFolder.of(runs, trial);
        Path jar = Files.createDirectories(folder.plugins()).resolve("mine.jar");
        Path arrays =
                Files.createDirectories(folder.network().resolve("arrays")).resolve("face.bin");
        Files.writeString(jar, "code");
        Files.writeString(arrays, "numbers");

        assertThat(coordinator(1, runs.resolve(NO_MACHINE), heard)
                        .run(List.of(trial))
                        .done())
                .as(String.valueOf(heard.endings))
                .isEqualTo(1);
        isWhole(trial);
    }

    @Test
    void stopsAfterACheckpoint() {
        AtomicReference<Coordinator> coordinator = new AtomicReference<>();
        HeardSweep stopping = new HeardSweep(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2) {
                coordinator.get().stop(StopSignal.TERMINATE);
            }
        });
        coordinator.set(coordinator(1, SparkLauncher.token(runs), stopping));
        SweepOutcome sweep = coordinator.get().run(List.of(TestTrials.trial("waits for stop", 1)));
        assertThat(sweep.interrupted()).isTrue();
        assertThat(stopping.endings).containsExactly("waits for stop interrupted: stopped after a checkpoint");
    }
}
