package marginlab.bench.gpu;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.bench.BenchFigure;
import marginlab.doctor.EngineProbe;
import marginlab.file.json.Json;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/** The processes of the proof, which are told where libtorch is. */
final class ProofProcesses {
    private final Libtorch libtorch;

    ProofProcesses(Libtorch libtorch) {
        this.libtorch = libtorch;
    }

    /** The figures that a process prints. */
    List<BenchFigure> figures(Class<?> main, List<String> arguments, Map<String, String> more, double seconds) {
        String output = output(main, arguments, more, seconds);
        return List.of(Json.read(output, BenchFigure[].class));
    }

    /** What the doctor's process says of the engine: whether it repeats its bits, and how far each GPU is from the processor. */
    List<BenchFigure> comparison(double seconds) {
        String output = output(EngineProbe.class, List.of(ProofParts.ENGINE, "compare"), Map.of(), seconds);
        JsonObject answer = JsonParser.parseString(output).getAsJsonObject();
        Map<String, String> engine = Map.of("engine", answer.get("version").getAsString());
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(one(
                "difference of two trainings", engine, answer.get("repeated").getAsDouble()));
        for (JsonElement element : answer.getAsJsonArray("compared")) {
            JsonObject device = element.getAsJsonObject();
            double apart = device.get("difference").getAsDouble();
            String name = device.get("device").getAsString();
            figures.add(one("difference of every loss from the processor", Map.of("device", name), apart));
            if (!(apart < EngineProbe.LARGEST_DIFFERENCE)) {
                throw new IllegalStateException("20 steps of every loss on " + name + " are up to " + apart
                        + " of the loss away from the processor, expected below " + EngineProbe.LARGEST_DIFFERENCE);
            }
        }
        return figures;
    }

    private static BenchFigure one(String what, Map<String, String> settings, double value) {
        return BenchFigure.of(what, settings, List.of(value), "of the loss");
    }

    private String output(Class<?> main, List<String> arguments, Map<String, String> more, double seconds) {
        if (!libtorch.loads()) {
            throw new IllegalStateException(libtorch.problem());
        }
        MachineCapacity capacity = MachineCapacity.here(1, List.of(), 1);
        Map<String, String> environment = new TreeMap<>(libtorch.environment());
        environment.putAll(more);
        HelperProcess.ProcessOutput answer = new HelperProcess(
                        new WorkerLauncher(main, arguments, capacity.threads(), capacity.heapMegabytes()), environment)
                .run(Duration.ofMillis(Math.round(1e3 * Math.max(60, 2 * seconds))));
        String output = answer.output().strip();
        String last = output.lines().reduce("", (before, line) -> line);
        try {
            JsonElement parsed = JsonParser.parseString(last);
            if (answer.code() == 0 && !parsed.isJsonNull()) {
                return last;
            }
        } catch (JsonParseException e) {
            // It ended before it had an answer, which the next line tells.
        }
        throw new IllegalStateException("the process ended with code " + answer.code()
                + (answer.code() == HelperProcess.TOOK_TOO_LONG ? ", which means that it took too long" : "")
                + (answer.lastWord().isEmpty() ? "" : ": " + answer.lastWord()));
    }
}
