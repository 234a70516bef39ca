package marginlab.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.image.decode.TurboJpeg;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.WorkerLauncher;

/** Java, processor, memory, disk, and the settings that a worker gets. */
final class MachineCheck {
    private static final double ENOUGH_MEMORY = 4;
    private static final double ENOUGH_DISK = 5;
    private static final double LEAST_DISK = 0.5;

    private MachineCheck() {}

    static List<DoctorFinding> examine(Path runs) {
        List<DoctorFinding> findings = new ArrayList<>();
        findings.add(DoctorFinding.ok(
                "java",
                System.getProperty("java.vm.name") + " " + Runtime.version() + ", " + System.getProperty("java.home")));
        findings.add(DoctorFinding.ok(
                "processor",
                Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")));
        findings.add(memory());
        findings.add(disk(runs));
        findings.add(jpeg());
        findings.addAll(settings());
        return findings;
    }

    /** What reads and writes images; both libraries give the same pixels. */
    private static DoctorFinding jpeg() {
        String why = TurboJpeg.obstacle();
        return DoctorFinding.ok("jpeg", TurboJpeg.codec() + (why.isEmpty() ? "" : ": " + why));
    }

    private static DoctorFinding memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double total = gigabytes(system.getTotalMemorySize());
        String detail = String.format(Locale.ROOT, "%.1f GB", total);
        return total < ENOUGH_MEMORY
                ? DoctorFinding.warn("memory", detail, "A trial takes about 3 GB: run one at a time with --jobs 1")
                : DoctorFinding.ok("memory", detail);
    }

    private static DoctorFinding disk(Path runs) {
        Path there = runs.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            double free = gigabytes(Files.getFileStore(there).getUsableSpace());
            String detail = String.format(Locale.ROOT, "%.1f GB free for %s", free, runs);
            if (!Files.isWritable(there)) {
                return DoctorFinding.fail("disk", there + " cannot be written", "Choose another folder with --runs");
            }
            if (free < LEAST_DISK) {
                return DoctorFinding.fail("disk", detail, "Make room, or choose another folder with --runs");
            }
            return free < ENOUGH_DISK
                    ? DoctorFinding.warn("disk", detail, "A run takes 10 MB to 1 GB: 'gc' removes what is not needed")
                    : DoctorFinding.ok("disk", detail);
        } catch (IOException e) {
            return DoctorFinding.fail("disk", there + ": " + e.getMessage(), "Choose another folder with --runs");
        }
    }

    /** Without them an engine uses one core, and page faults cost up to 40 %. */
    private static List<DoctorFinding> settings() {
        MachineCapacity capacity = MachineCapacity.here(1, List.of(), 1);
        Map<String, String> environment = new WorkerLauncher(
                        MachineCheck.class, List.of(), capacity.threads(), capacity.heapMegabytes())
                .environment();
        environment.replaceAll((name, value) -> System.getenv().getOrDefault(name, value));
        String threads = environment.get("OMP_NUM_THREADS");
        DoctorFinding first = System.getenv("OMP_NUM_THREADS") == null
                ? DoctorFinding.ok("threads", "OMP_NUM_THREADS=" + threads + " for a worker that runs alone")
                : DoctorFinding.warn(
                        "threads",
                        "OMP_NUM_THREADS=" + threads + ", from your environment, for every worker",
                        "Unset it and each worker gets its share of the cores");
        String allocator = environment.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("MALLOC_")
                        || setting.getKey().equals("GLIBC_TUNABLES"))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        return List.of(
                first,
                DoctorFinding.ok(
                        "allocator", allocator.isEmpty() ? "the system's own, as nothing is known of it" : allocator));
    }

    private static double gigabytes(long bytes) {
        return bytes / (double) (1L << 30);
    }
}
