package marginlab.run.launch;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.engine.NativesFolder;
import marginlab.file.PrivateFiles;
import marginlab.run.AttemptProcesses;
import marginlab.run.ProcessIdentity;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import marginlab.run.WorkerSession;
import marginlab.run.code.ClassPath;

/**
 * How worker processes are started.
 *
 * @param main the class whose {@code main} hands its arguments to {@link WorkerSession#run}
 * @param arguments what follows the run folder and the attempt
 * @param threads of the engine; without it both engines use one core
 * @param heapMegabytes of Java; the arrays of the engine come on top
 */
public record WorkerLauncher(Class<?> main, List<String> arguments, int threads, int heapMegabytes)
        implements Launcher, Serializable {
    /** Memory that is freed and taken again each iteration stays with the process: page faults cost up to 40 %. */
    private static final String NEVER_GIVEN_BACK = "17179869184";

    /**
     * glibc 2.36 takes an aligned block of n bytes out of a hole of n + 96, and what it cuts off goes to its caches of small
     * blocks: when the large one is freed, the hole fits it no more. Without these caches the pieces grow together again.
     */
    private static final String TUNABLES = "glibc.malloc.hugetlb=1:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0";

    private static final Map<String, String> ALLOCATOR = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_TRIM_THRESHOLD_", NEVER_GIVEN_BACK,
            "MALLOC_MMAP_THRESHOLD_", NEVER_GIVEN_BACK,
            "MALLOC_TOP_PAD_", "268435456",
            "GLIBC_TUNABLES", TUNABLES);

    /**
     * Of the engine's threads: how often one that waits for the others looks again before it gives up its core. The usual 300,000
     * are tens of milliseconds, which makes a small network three times as slow where something else wants a core.
     */
    private static final Map<String, String> PATIENCE = Map.of("GOMP_SPINCOUNT", "10000");

    /** Operators of a training that MXNet hands to its thread at once, in place of 15. */
    private static final Map<String, String> BULK = Map.of("MXNET_EXEC_BULK_EXEC_MAX_NODE_TRAIN", "500");

    /**
     * A worker lives for seconds or for days. At the usual thresholds its first half minute goes by a sixth to compiling what is called
     * some thousand times; at ten times as many calls the loops that matter are compiled all the same.
     */
    private static final List<String> COMPILE_LATER = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    public WorkerLauncher {
        arguments = List.copyOf(arguments);
    }

    @Override
    public WorkerProcess start(RunFolder folder, int attempt, String gpu) throws IOException {
        return new LocalWorker(process(folder, attempt, gpu));
    }

    /** The process of an attempt at a trial, on this machine. */
    Process process(RunFolder folder, int attempt, String gpu) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(folder.path().toAbsolutePath().toString(), String.valueOf(attempt)));
        prepare(builder);
        builder.environment()
                .put(AttemptProcesses.COORDINATOR, ProcessIdentity.here().text());
        if (gpu != null) {
            builder.environment().put("CUDA_VISIBLE_DEVICES", gpu);
        }
        builder.redirectErrorStream(true);
        PrivateFiles.open(folder.log(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                .close();
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        return builder.start();
    }

    /** What the user has set already stands, but for what belongs to this process alone. */
    public void prepare(ProcessBuilder builder) {
        environment().forEach(builder.environment()::putIfAbsent);
        NativesFolder.share(builder.environment());
        builder.environment().put("CLASSPATH", ClassPath.of(main));
        builder.command(PrivateFiles.command(builder.command()));
    }

    /** What a worker's process is given beside what the machine has set. */
    public SortedMap<String, String> environment() {
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("OMP_NUM_THREADS", String.valueOf(threads));
        environment.putAll(BULK);
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            environment.putAll(ALLOCATOR);
            environment.putAll(PATIENCE);
            // Names of files are read in the letters of the locale; machines of a cluster often have those of ASCII
            // alone.
            environment.put("LC_ALL", "C.UTF-8");
        }
        return environment;
    }

    /** The command of a worker, to be run with this class path in {@code CLASSPATH}. */
    public List<String> command(String folder, String attempt) {
        return command(crashFiles(folder), List.of(folder, attempt));
    }

    /** Flags of Java, so that what it writes when native code crashes lies in a folder and not where it was started. */
    static List<String> crashFiles(String folder) {
        return List.of(
                "-XX:ErrorFile=" + folder + "/native-crash-%p.txt",
                "-XX:ReplayDataFile=" + folder + "/native-replay-%p.txt");
    }

    /**
     * The command that starts the main class with its arguments.
     *
     * @param flags of Java, besides the usual ones
     * @param before arguments that come before the others
     */
    List<String> command(List<String> flags, List<String> before) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true"));
        command.addAll(COMPILE_LATER);
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(before);
        command.addAll(arguments);
        return command;
    }
}
