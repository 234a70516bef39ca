package marginlab.run.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import marginlab.experiment.setting.Settings;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a trial trains on: the GPUs that its engine sees, as many as its settings ask for, or the processor. */
public final class TrainingDevices {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingDevices.class);

    private TrainingDevices() {}

    /** Those of a trial; one that was given a GPU does not train on the processor unnoticed. */
    public static List<Device> of(Settings settings, boolean needsGpu) {
        Engine engine = Engine.getEngine(settings.engine());
        int wanted = settings.variants().devices();
        int gpus = engine.getGpuCount();
        if (needsGpu && gpus == 0) {
            throw new ProblemException(new Problem(
                    "--gpus",
                    settings.engine() + ", which sees no GPU",
                    "a GPU that this build of the engine can use",
                    "'doctor --gpu' says what is missing; without --gpus it trains on the processor"));
        }
        if (gpus > 0 && gpus < wanted) {
            throw new ProblemException(new Problem(
                    "devices: " + wanted,
                    settings.engine() + ", which sees " + gpus,
                    "as many GPUs as the trial shares its batches among",
                    "'run --gpus' says which there are; 'devices: auto' takes one"));
        }
        List<Device> devices =
                gpus > 0 ? Arrays.asList(engine.getDevices(wanted)) : Collections.nCopies(wanted, Device.cpu());
        LOG.info(said(settings.engine(), devices));
        return devices;
    }

    private static String said(String engine, List<Device> devices) {
        if (devices.get(0).isGpu()) {
            return engine + " trains on " + label(devices);
        }
        return engine + " sees no GPU: "
                + (devices.size() == 1
                        ? "it trains on the processor"
                        : "the processor does the work of " + devices.size() + " devices");
    }

    /** {@code gpu(0), gpu(1)}. */
    public static String label(List<Device> devices) {
        return devices.stream().map(Device::toString).collect(Collectors.joining(", "));
    }
}
