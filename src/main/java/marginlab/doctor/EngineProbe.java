package marginlab.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import com.google.gson.JsonObject;
import java.util.List;
import marginlab.loss.BeyondPi;
import marginlab.loss.Catalogue;
import marginlab.loss.Factors;
import marginlab.loss.Gradient;
import marginlab.loss.Objective;
import marginlab.pipeline.LossArrays;
import marginlab.pipeline.LossOnArrays;

/** The process that loads one engine, computes losses on each device that it sees, and prints what it saw as JSON. */
public final class EngineProbe {
    /** Two embeddings on the axes of a plane, with the centres of their classes at 60 degrees. */
    private static final LossArrays FACES = new LossArrays(
            new float[][] {{2, 0}, {0, 3}, {1, 1}, {3, 1}},
            new float[][] {{1, (float) Math.sqrt(3)}, {(float) Math.sqrt(3), 1}},
            new float[] {0, 0},
            new int[] {0, 1, 0, 1});

    private EngineProbe() {}

    /** Argument: the name of an engine. */
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
        seen.addProperty("gpuDifference", difference(engine));
        System.out.println(seen);
        System.out.flush();
        System.exit(0);
    }

    /** The largest difference of a loss between the CPU and any GPU, relative to its size. */
    private static double difference(Engine engine) {
        double largest = 0;
        for (Device device : List.of(engine.getDevices())) {
            for (Catalogue loss : Catalogue.values()) {
                String label = loss.standard().label();
                double cpu = value(label, Device.cpu(), engine.getEngineName());
                double other = value(label, device, engine.getEngineName());
                largest = Math.max(largest, Math.abs(cpu - other) / Math.max(1, Math.abs(cpu)));
            }
        }
        return largest;
    }

    private static float value(String label, Device device, String engine) {
        Factors factors = new Factors(64, Gradient.EXACT, BeyondPi.RAW);
        return LossOnArrays.of(Objective.parse(label), factors, FACES, device, engine, 1)
                .value();
    }
}
