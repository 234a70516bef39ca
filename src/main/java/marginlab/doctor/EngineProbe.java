package marginlab.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Arrays;
import java.util.List;
import marginlab.file.json.Json;
import marginlab.loss.Objective;
import marginlab.loss.TermKind;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import marginlab.train.LossArrays;
import marginlab.train.LossOnArrays;

/** The process that loads one engine, trains a few steps on the devices that it sees, and prints what it saw as JSON. */
public final class EngineProbe {
    /** Of a step's loss, relative to the loss, between a GPU that computes right and the processor. */
    public static final double LARGEST_DIFFERENCE = 1e-2;

    /** Two embeddings on the axes of a plane, with the centres of their classes at 60 degrees. */
    private static final LossArrays FACES = new LossArrays(
            new float[][] {{2, 0}, {0, 3}, {1, 1}, {3, 1}},
            new float[][] {{1, (float) Math.sqrt(3)}, {(float) Math.sqrt(3), 1}},
            new float[] {0, 0},
            new int[] {0, 1, 0, 1});

    /**
     * What it prints.
     *
     * @param error of a loss that is known
     * @param seconds until the natives were loaded and it was computed
     * @param repeated largest difference between two trainings of the same, relative to the loss
     * @param compared with the processor, a device each
     */
    record EngineAnswer(
            double error,
            double seconds,
            String version,
            String djl,
            String device,
            int gpus,
            double repeated,
            List<Compared> compared) {}

    /** @param difference the largest of a step of any loss, relative to the loss */
    record Compared(String device, double difference) {}

    private EngineProbe() {}

    /** Arguments: the name of an engine, and anything more where its devices are to be compared with the processor. */
    public static void main(String[] arguments) {
        String name = arguments[0];
        long start = System.nanoTime();
        Engine engine = Engine.getEngine(name);
        // Each angle is 60, 60, 15 and 30 - 18.43 degrees.
        float intra = value("Intra", Device.cpu(), name);
        double error = Math.abs(intra
                - (60 + 60 + 15 + Math.toDegrees(Math.atan(1 / Math.sqrt(3)) - Math.atan(1 / 3.0))) / 4 / 180);
        double seconds = (System.nanoTime() - start) / 1e9;
        TrainingCheck steps = new TrainingCheck(name);
        List<String> one = List.of(TermKind.ARCFACE.standard().label());
        EngineAnswer seen = new EngineAnswer(
                error,
                seconds,
                engine.getVersion(),
                Engine.getDjlVersion(),
                engine.defaultDevice().toString(),
                engine.getGpuCount(),
                steps.difference(one, engine.defaultDevice(), engine.defaultDevice()),
                arguments.length > 1 ? compared(engine, steps) : List.of());
        System.out.println(Json.line(seen));
        System.out.flush();
        System.exit(0);
    }

    private static List<Compared> compared(Engine engine, TrainingCheck steps) {
        List<String> all = Arrays.stream(TermKind.values())
                .map(loss -> loss.standard().label())
                .toList();
        return Arrays.stream(engine.getDevices())
                // JSON has no infinity.
                .map(device -> new Compared(
                        device.toString(), Math.min(Float.MAX_VALUE, steps.difference(all, Device.cpu(), device))))
                .toList();
    }

    private static float value(String label, Device device, String engine) {
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);
        return LossOnArrays.of(Objective.parse(label), factors, FACES, device, engine, 1)
                .value();
    }
}
