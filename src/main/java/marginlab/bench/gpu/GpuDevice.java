package marginlab.bench.gpu;

/**
 * A GPU as its driver tells of it.
 *
 * @param index what {@code CUDA_VISIBLE_DEVICES} calls it
 * @param name of the model
 * @param megabytes of memory
 * @param driver its version
 */
public record GpuDevice(String index, String name, long megabytes, String driver) {}
