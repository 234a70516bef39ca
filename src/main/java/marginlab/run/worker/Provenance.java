package marginlab.run.worker;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import marginlab.network.external.NetworkFile;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.run.RunFolder;
import marginlab.run.code.OwnCode;
import marginlab.run.code.TrainingCode;
import marginlab.run.device.TrainingDevices;
import marginlab.run.network.NetworkCopy;
import marginlab.run.plugin.PluginCopy;

/** Where a result comes from: code, versions, hardware, threads. */
public final class Provenance {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Provenance() {}

    /** Facts by name for the process of a trial; without those of the engine where it does not load. */
    static SortedMap<String, String> ofRun(RunFolder folder) throws IOException {
        Trial trial = folder.trial();
        Optional<NetworkFile> network = trial.settings().isTraining() ? Optional.empty() : network(folder, trial);
        SortedMap<String, String> facts = of(
                trial,
                network.map(file -> file.format().engine())
                        .orElse(trial.settings().engine()));
        PluginCopy.facts(folder, trial).forEach((loss, jar) -> facts.put("jar of " + loss, jar));
        network.ifPresent(file -> {
            facts.put(
                    "network", file.main().getFileName() + ", " + file.format().label());
            facts.put("network-sha256", file.hash());
        });
        return facts;
    }

    private static Optional<NetworkFile> network(RunFolder folder, Trial trial) throws IOException {
        try {
            return Optional.of(NetworkCopy.of(folder, trial));
        } catch (ProblemException e) {
            // The trial itself fails with it in a moment, and says why.
            return Optional.empty();
        }
    }

    private static SortedMap<String, String> of(Trial trial, String name) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("marginlab", version());
        facts.put("commit", commit());
        facts.put(TrainingCode.FACT, TrainingCode.here().text());
        facts.put("djl", Engine.getDjlVersion());
        try {
            Engine engine = Engine.getEngine(name);
            facts.put("engine", name + " " + engine.getVersion());
            int devices = trial.settings().variants().devices();
            facts.put("device", TrainingDevices.label(List.of(engine.getDevices(devices))));
        } catch (EngineException | LinkageError e) {
            // The trial itself fails with it in a moment, and says why.
            facts.put("engine", name + " does not load");
        }
        facts.put("processor", processor());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put(
                "threads", Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse("not set"));
        facts.put("allocator", allocator());
        return facts;
    }

    /** The version of the packaged jar; {@code development} when classes run from a folder. */
    public static String version() {
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static String allocator() {
        Map<String, String> environment = System.getenv();
        return Stream.of("MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES")
                .filter(environment::containsKey)
                .map(name -> name + "=" + environment.get(name))
                .reduce((a, b) -> a + " " + b)
                .orElse("default");
    }

    /** The name of the processor, or of its kind. */
    static String processor() {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** The commit of the checkout that the code was built in, with {@code +changes} where files differ from it. */
    public static String commit() {
        try {
            Optional<String> copied = OwnCode.commit(Provenance.class);
            if (copied.isPresent()) {
                return copied.get();
            }
            CodeSource source = Provenance.class.getProtectionDomain().getCodeSource();
            Path code = Path.of(source.getLocation().toURI());
            Path folder = code.getParent();
            String head = git(folder, "rev-parse", "--short=12", "HEAD");
            if (head.isEmpty()) {
                return "unknown";
            }
            String built = git(folder, "rev-parse", "--short=12", "HEAD@{" + built(code) + "}");
            boolean older = !built.isEmpty()
                    && !built.equals(head)
                    && !git(folder, "diff", "--name-only", built, head, "--", ":/src/main", ":/pom.xml")
                            .isEmpty();
            if (older) {
                return built + ", or changes on it: built before " + head + " was checked out";
            }
            boolean changed = !git(folder, "status", "--porcelain", "--untracked-files=no")
                    .isEmpty();
            return head + (changed ? "+changes" : "");
        } catch (IOException | URISyntaxException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /** When the jar was made, or the newest class compiled. */
    private static Instant built(Path code) throws IOException {
        try (Stream<Path> tree = Files.walk(code)) {
            Instant newest = Instant.EPOCH;
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                newest = time.isAfter(newest) ? time : newest;
            }
            return newest.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "";
    }
}
