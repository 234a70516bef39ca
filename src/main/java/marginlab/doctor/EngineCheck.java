package marginlab.doctor;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import marginlab.engine.InstalledEngines;
import marginlab.file.json.Json;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/** Which engines there are, whether each loads and computes, and which devices it sees. */
final class EngineCheck {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int HEAP_MEGABYTES = 512;

    private final boolean gpu;

    EngineCheck(boolean gpu) {
        this.gpu = gpu;
    }

    List<DoctorFinding> examine() {
        Set<String> engines = InstalledEngines.present();
        if (engines.isEmpty()) {
            return List.of(DoctorFinding.fail(
                    "engine",
                    "none on the class path",
                    "Build for this platform, or with the Maven profile -Ppytorch"));
        }
        List<DoctorFinding> findings = new ArrayList<>();
        int devices = 0;
        for (String engine : engines) {
            HelperProcess.ProcessOutput answer = ask(engine);
            try {
                EngineProbe.EngineAnswer seen = seen(answer.output());
                devices += seen.gpus();
                findings.add(DoctorFinding.ok("engine " + engine, detail(seen)));
                findings.add(repetition(engine, seen));
                seen.compared().forEach(device -> findings.add(comparison(engine, device)));
            } catch (JsonParseException e) {
                findings.add(DoctorFinding.fail(
                        "engine " + engine,
                        "does not load: " + (answer.lastWord().isEmpty() ? "code " + answer.code() : answer.lastWord()),
                        "The natives are for another platform or could not be unpacked into the home folder"));
            }
        }
        findings.add(devices(devices));
        return findings;
    }

    private HelperProcess.ProcessOutput ask(String engine) {
        int threads = MachineCapacity.here(1, List.of(), 1).threads();
        List<String> arguments = gpu ? List.of(engine, "compare") : List.of(engine);
        return new HelperProcess(new WorkerLauncher(EngineProbe.class, arguments, threads, HEAP_MEGABYTES)).run(LIMIT);
    }

    /** What the process printed; a process that ended early has printed nothing. */
    private static EngineProbe.EngineAnswer seen(String output) {
        EngineProbe.EngineAnswer seen = Json.read(output, EngineProbe.EngineAnswer.class);
        if (seen == null) {
            throw new JsonParseException("no answer");
        }
        return seen;
    }

    private static String detail(EngineProbe.EngineAnswer seen) {
        return String.format(
                Locale.ROOT,
                "%s with DJL %s, natives loaded in %.1f s, %s, right to %.0e",
                seen.version(),
                seen.djl(),
                seen.seconds(),
                seen.device(),
                seen.error());
    }

    /** Whether a trial gives the same bits twice here. */
    private static DoctorFinding repetition(String engine, EngineProbe.EngineAnswer seen) {
        double difference = seen.repeated();
        return difference == 0
                ? DoctorFinding.ok("repeatable " + engine, "two trainings of 20 steps have the same bits")
                : DoctorFinding.warn(
                        "repeatable " + engine,
                        String.format(Locale.ROOT, "two trainings of 20 steps differ by %.0e of the loss", difference),
                        "Compare rows over several seeds only: this device adds in an order of its own");
    }

    private static DoctorFinding comparison(String engine, EngineProbe.Compared device) {
        double difference = device.difference();
        String check = "losses " + engine + " " + device.device();
        String detail = String.format(Locale.ROOT, "20 steps of every loss within %.0e of the processor", difference);
        return difference < EngineProbe.LARGEST_DIFFERENCE
                ? DoctorFinding.ok(check, detail)
                : DoctorFinding.fail(check, detail, "Do not train on this GPU: driver and natives may not fit");
    }

    private DoctorFinding devices(int count) {
        if (count > 0) {
            return DoctorFinding.ok("gpu", count + " visible");
        }
        String none = "none that an engine here can use: trials run on the CPU";
        return gpu
                ? DoctorFinding.fail("gpu", none, "Build with a GPU's natives: -Ppytorch-cuda or -Pmxnet-cuda")
                : DoctorFinding.ok("gpu", none);
    }
}
