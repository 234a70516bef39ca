package marginlab.run.coordinate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.file.AtomicFile;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.WorkerSession;

/** A worker that trains nothing: its trial's objective says what befalls it. Its figures follow from the seed alone. */
public final class FakeWorker {
    public static final int STEPS = 8;
    /** More than a file may have where a test limits it. */
    private static final int LARGE = 4 << 20;

    private FakeWorker() {}

    public static void main(String[] arguments) throws IOException {
        String gpu = System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "none");
        System.exit(WorkerSession.run(arguments, Map.of("commit", "test", "gpu", gpu), FakeWorker::train));
    }

    public static double accuracy(long seed) {
        return 0.5 + (seed * 7919 % 1000) / 2000.0;
    }

    private static WorkerSession.Ending train(WorkerSession child) throws Exception {
        Path checkpoint = child.folder().checkpoint().resolve("step");
        Files.createDirectories(checkpoint.getParent());
        int first = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
        String objective = child.trial().objective();
        boolean isFirst = child.attempt() == 1;
        if (objective.startsWith("writes a l")) {
            misfortune(child, objective, isFirst);
        }
        if (objective.equals("needs its files")) {
            Files.readString(child.folder().plugins().resolve("mine.jar"));
            Files.readString(child.folder().network().resolve("arrays/face.bin"));
        }
        for (int step = first + 1; step <= STEPS; step++) {
            child.measured(step, step, Map.of("loss", 1.0 / step, "images-per-second", 300.0));
            AtomicFile.writePrivate(checkpoint, String.valueOf(step));
            if (child.stopAsked() && !objective.equals("never stops")) {
                return WorkerSession.Ending.interrupted();
            }
            if (objective.startsWith("slow")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
            }
            if (step == STEPS / 2 || objective.equals("dies") || objective.equals("waits for every stop")) {
                misfortune(child, objective, isFirst);
            }
        }
        double accuracy = accuracy(child.trial().seed());
        if (FakeData.isUsed(child.trial())) {
            accuracy += new FakeData(child.folder().path().getParent()).read(child.trial());
        }
        child.scored(new ProtocolOutcome(
                "pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)), List.of(accuracy)));
        return objective.equals("diverges")
                ? WorkerSession.Ending.diverged("loss is NaN at step 8")
                : WorkerSession.Ending.DONE;
    }

    private static void misfortune(WorkerSession child, String objective, boolean isFirst) throws Exception {
        switch (objective) {
            case "fails":
                throw new IllegalStateException("the term does not fit");
            case "dies":
                Runtime.getRuntime().halt(137);
                break;
            case "dies once":
                if (isFirst) {
                    ProcessKill.with("KILL", ProcessHandle.current());
                }
                break;
            case "aborts once":
                if (isFirst) {
                    ProcessKill.with("ABRT", ProcessHandle.current());
                    new CountDownLatch(1).await();
                }
                break;
            case "faults once":
                if (isFirst) {
                    new ProcessBuilder(
                                    "kill",
                                    "-SEGV",
                                    String.valueOf(ProcessHandle.current().pid()))
                            .start()
                            .waitFor();
                    new CountDownLatch(1).await();
                }
                break;
            case "loses its parent once":
                if (isFirst) {
                    ProcessHandle.current().parent().orElseThrow().destroyForcibly();
                    new CountDownLatch(1).await();
                }
                break;
            case "hangs once":
                if (isFirst) {
                    new CountDownLatch(1).await();
                }
                break;
            case "waits for stop":
            case "waits for every stop":
                while (!child.stopAsked()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
                break;
            case "never stops":
                new CountDownLatch(1).await();
                break;
            case "writes garbage":
                write(child, "\u0000\u0001 not an event\n{\"event\":\"metrics\"}\n[1,2\n");
                break;
            case "writes half a line once":
                if (isFirst) {
                    write(child, "{\"event\":\"metrics\",\"attempt\":1,\"st");
                    Runtime.getRuntime().halt(137);
                }
                break;
            case "writes as long as it can":
                while (isFirst) {
                    AtomicFile.writePrivate(child.folder().checkpoint().resolve("more"), "more");
                }
                break;
            case "writes a large checkpoint":
                Files.write(child.folder().checkpoint().resolve("large"), new byte[LARGE]);
                break;
            case "writes a long journal":
                for (int step = STEPS + 1; step < LARGE >> 14; step++) {
                    child.measured(step, STEPS, Map.of("x".repeat(1 << 14), 1.0 / step));
                }
                break;
            case "fills the heap":
                List<long[]> heap = new java.util.ArrayList<>();
                while (heap.size() < Integer.MAX_VALUE) {
                    heap.add(new long[1 << 20]);
                }
                break;
            case "has no room":
                // Writing to this device fails as on a full disk.
                Files.write(Path.of("/dev/full"), new byte[] {1}, StandardOpenOption.WRITE);
                break;
            default:
        }
    }

    private static void write(WorkerSession child, String text) throws IOException {
        Files.write(child.folder().journal(), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }
}
