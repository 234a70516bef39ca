package marginlab.bench;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.util.List;
import marginlab.file.json.Json;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/** A process that measures under a worker's settings and prints figures. */
final class BenchProcess {
    private static final Duration LIMIT = Duration.ofHours(6);

    private BenchProcess() {}

    /** Runs it to its end, with the heap of a worker. */
    static List<BenchFigure> run(Class<?> main, List<String> arguments) {
        return run(main, arguments, MachineCapacity.here(1, List.of(), 1).heapMegabytes());
    }

    /** Runs it to its end. */
    static List<BenchFigure> run(Class<?> main, List<String> arguments, int heapMegabytes) {
        int threads = MachineCapacity.here(1, List.of(), 1).threads();
        WorkerLauncher workers = new WorkerLauncher(main, arguments, threads, heapMegabytes);
        HelperProcess.ProcessOutput answer = new HelperProcess(workers).run(LIMIT);
        try {
            return List.of(Json.read(answer.output(), BenchFigure[].class));
        } catch (JsonParseException | NullPointerException e) {
            throw new IllegalStateException(
                    "the measuring process ended with code " + answer.code() + ": " + answer.lastWord(), e);
        }
    }
}
