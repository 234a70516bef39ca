package marginlab.bench.gpu;

import java.util.List;

/** Who knows the GPUs of a machine. */
public interface GpuList {
    /**
     * What it said.
     *
     * @param devices that it knows
     * @param problem why there are none, or empty
     * @param remedy what to do about it
     */
    record GpuAnswer(List<GpuDevice> devices, String problem, String remedy) {
        public GpuAnswer {
            devices = List.copyOf(devices);
        }
    }

    /** Asks. */
    GpuAnswer ask();
}
