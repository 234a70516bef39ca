package marginlab.run.device;

import ai.djl.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/** The GPUs that an engine sees on this machine; where there is a driver, a process that loads the engine is asked. */
public final class VisibleGpus {
    private static final Duration LIMIT = Duration.ofMinutes(10); // the first time it may download natives
    private static final int HEAP_MEGABYTES = 256;

    private VisibleGpus() {}

    /** What {@code CUDA_VISIBLE_DEVICES} may hold for them, one by one; empty where there is none. */
    public static List<String> of(String engine) {
        if (!hasDriver()) {
            return List.of();
        }
        HelperProcess.ProcessOutput answer =
                new HelperProcess(new WorkerLauncher(VisibleGpus.class, List.of(engine), 1, HEAP_MEGABYTES)).run(LIMIT);
        String count = answer.output().strip();
        return count.matches("\\d{1,4}")
                ? names(Integer.parseInt(count), Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")))
                : List.of();
    }

    /** By the names that the user chose, where they are as many. */
    static List<String> names(int count, Optional<String> chosen) {
        List<String> names = Stream.of(chosen.orElse("").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return names.size() == count
                ? names
                : IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static boolean hasDriver() {
        String windows = System.getenv("SystemRoot");
        return Stream.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg")
                        .anyMatch(file -> Files.exists(Path.of(file)))
                || (windows != null && Files.exists(Path.of(windows, "System32", "nvidia-smi.exe")));
    }

    /** The process that is asked: it prints a count. */
    public static void main(String[] arguments) {
        System.out.println(Engine.getEngine(arguments[0]).getGpuCount());
        System.out.flush();
        System.exit(0);
    }
}
