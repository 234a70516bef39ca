package marginlab.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * What a machine has room for.
 *
 * @param jobs trials at a time
 * @param threads of the engine in each
 * @param heapMegabytes of Java in each
 * @param why in one line
 */
public record MachineCapacity(int jobs, int threads, int heapMegabytes, String why) {
    /** Java, the engine's libraries, and the arrays of a small network on a CPU. */
    private static final long TRIAL_MEGABYTES = 3072;

    private static final int MOST_HEAP = 4096;

    /** Of this machine; done trials count too, since the threads that a trial gets decide its bits. */
    public static MachineCapacity here(int trials, List<String> gpus, int perGpu) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return of(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                trials,
                gpus.size() * perGpu);
    }

    /** @param slots trials that the GPUs have room for; 0 without GPUs */
    static MachineCapacity of(int cores, long megabytes, int trials, int slots) {
        long byMemory = Math.max(1, megabytes / TRIAL_MEGABYTES);
        int room = slots > 0 ? slots : (int) Math.min(cores, byMemory);
        int jobs = Math.max(1, Math.min(room, trials));
        String memory = String.format(Locale.ROOT, "%.0f GB of memory", megabytes / 1024.0);
        String bound = slots > 0 ? slots + (slots == 1 ? " GPU slot" : " GPU slots") : cores + " cores and " + memory;
        return new MachineCapacity(
                jobs,
                Math.max(1, cores / jobs),
                heap(megabytes, jobs),
                jobs + (jobs == 1 ? " trial" : " trials") + " at a time: the experiment has " + trials
                        + ", the machine " + bound);
    }

    /** With another number of trials at a time, as the user wants it. */
    public MachineCapacity withJobs(int count) {
        int cores = jobs * threads;
        return new MachineCapacity(
                count,
                Math.max(1, cores / count),
                Math.max(256, heapMegabytes * jobs / count),
                count + " at a time, as asked for");
    }

    private static int heap(long megabytes, int jobs) {
        return (int) Math.max(256, Math.min(MOST_HEAP, megabytes / 4 / jobs));
    }
}
