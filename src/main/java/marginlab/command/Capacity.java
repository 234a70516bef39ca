package marginlab.command;

import java.util.Locale;

/**
 * How many trials a machine runs at a time, and with how many threads each.
 *
 * @param jobs trials at a time
 * @param threads of each trial's engine
 * @param line what was decided, for a person
 */
record Capacity(int jobs, int threads, String line) {

    /**
     * What the machine allows.
     *
     * @param wanted trials at a time; 0 to decide here
     * @param slots places on GPUs; 0 for none
     */
    static Capacity of(int wanted, int slots) {
        int cores = Runtime.getRuntime().availableProcessors();
        int jobs = wanted > 0 ? wanted : Math.max(1, slots);
        int threads = Math.max(1, cores / jobs);
        return new Capacity(
                jobs,
                threads,
                String.format(
                        Locale.ROOT,
                        "%d trial%s at a time, %d thread%s each, on %d cores",
                        jobs,
                        jobs == 1 ? "" : "s",
                        threads,
                        threads == 1 ? "" : "s",
                        cores));
    }
}
