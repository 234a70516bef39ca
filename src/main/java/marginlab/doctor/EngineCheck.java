package marginlab.doctor;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import marginlab.engine.InstalledEngines;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/** Which engines there are, whether each loads and computes, and which devices it sees. */
final class EngineCheck {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int HEAP_MEGABYTES = 512;
    private static final double LARGEST_DIFFERENCE = 1e-2;

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
            HelperProcess.Answer answer = ask(engine);
            try {
                JsonObject seen = JsonParser.parseString(answer.output()).getAsJsonObject();
                devices += seen.get("gpus").getAsInt();
                findings.add(DoctorFinding.ok("engine " + engine, detail(seen)));
                findings.add(repetition(engine, seen));
                if (seen.has("compared")) {
                    seen.getAsJsonArray("compared")
                            .forEach(device -> findings.add(comparison(engine, device.getAsJsonObject())));
                }
            } catch (JsonParseException | IllegalStateException e) {
                findings.add(DoctorFinding.fail(
                        "engine " + engine,
                        "does not load: " + (answer.lastWord().isEmpty() ? "code " + answer.code() : answer.lastWord()),
                        "The natives are for another platform or could not be unpacked into the home folder"));
            }
        }
        findings.add(devices(devices));
        return findings;
    }

    private HelperProcess.Answer ask(String engine) {
        int threads = MachineCapacity.here(1, List.of(), 1).threads();
        List<String> arguments = gpu ? List.of(engine, "compare") : List.of(engine);
        return new HelperProcess(new WorkerLauncher(EngineProbe.class, arguments, threads, HEAP_MEGABYTES)).run(LIMIT);
    }

    private static String detail(JsonObject seen) {
        return String.format(
                Locale.ROOT,
                "%s with DJL %s, natives loaded in %.1f s, %s, right to %.0e",
                seen.get("version").getAsString(),
                seen.get("djl").getAsString(),
                seen.get("seconds").getAsDouble(),
                seen.get("device").getAsString(),
                seen.get("error").getAsDouble());
    }

    /** Whether a trial gives the same bits twice here. */
    private static DoctorFinding repetition(String engine, JsonObject seen) {
        double difference = seen.get("repeated").getAsDouble();
        return difference == 0
                ? DoctorFinding.ok("repeatable " + engine, "two trainings of 20 steps have the same bits")
                : DoctorFinding.warn(
                        "repeatable " + engine,
                        String.format(Locale.ROOT, "two trainings of 20 steps differ by %.0e of the loss", difference),
                        "Compare rows over several seeds only: this device adds in an order of its own");
    }

    private static DoctorFinding comparison(String engine, JsonObject device) {
        double difference = device.get("difference").getAsDouble();
        String check = "losses " + engine + " " + device.get("device").getAsString();
        String detail = String.format(Locale.ROOT, "20 steps of every loss within %.0e of the processor", difference);
        return difference < LARGEST_DIFFERENCE
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
