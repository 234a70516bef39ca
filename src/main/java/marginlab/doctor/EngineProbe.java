package marginlab.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import marginlab.loss.Objective;
import marginlab.loss.TermKind;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import marginlab.train.LossArrays;
import marginlab.train.LossOnArrays;

/** The process that loads one engine, trains a few steps on the devices that it sees, and prints what it saw as JSON. */
public final class EngineProbe {
    /** Two embeddings on the axes of a plane, with the centres of their classes at 60 degrees. */
    private static final LossArrays FACES = new LossArrays(
            new float[][] {{2, 0}, {0, 3}, {1, 1}, {3, 1}},
            new float[][] {{1, (float) Math.sqrt(3)}, {(float) Math.sqrt(3), 1}},
            new float[] {0, 0},
            new int[] {0, 1, 0, 1});

    private EngineProbe() {}

    /** Arguments: the name of an engine, and anything more where its devices are to be compared with the processor. */
    public static void main(String[] arguments) {
        String name = arguments[0];
        long start = System.nanoTime();
        Engine engine = Engine.getEngine(name);
        JsonObject seen = new JsonObject();
        // Each angle is 60, 60, 15 and 30 - 18.43 degrees.
        float intra = value("Intra", Device.cpu(), name);
        seen.addProperty(
                "error",
                Math.abs(intra
                        - (60 + 60 + 15 + Math.toDegrees(Math.atan(1 / Math.sqrt(3)) - Math.atan(1 / 3.0))) / 4 / 180));
        seen.addProperty("seconds", (System.nanoTime() - start) / 1e9);
        seen.addProperty("version", engine.getVersion());
        seen.addProperty("djl", Engine.getDjlVersion());
        seen.addProperty("device", engine.defaultDevice().toString());
        seen.addProperty("gpus", engine.getGpuCount());
        TrainingCheck steps = new TrainingCheck(name);
        List<String> one = List.of(TermKind.ARCFACE.standard().label());
        seen.addProperty("repeated", steps.difference(one, engine.defaultDevice(), engine.defaultDevice()));
        if (arguments.length > 1) {
            List<String> all = Arrays.stream(TermKind.values())
                    .map(loss -> loss.standard().label())
                    .toList();
            JsonArray gpus = new JsonArray();
            for (Device device : engine.getDevices()) {
                JsonObject gpu = new JsonObject();
                gpu.addProperty("device", device.toString());
                // JSON has no infinity.
                gpu.addProperty("difference", Math.min(Float.MAX_VALUE, steps.difference(all, Device.cpu(), device)));
                gpus.add(gpu);
            }
            seen.add("compared", gpus);
        }
        System.out.println(seen);
        System.out.flush();
        System.exit(0);
    }

    private static float value(String label, Device device, String engine) {
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);
        return LossOnArrays.of(Objective.parse(label), factors, FACES, device, engine, 1)
                .value();
    }
}
