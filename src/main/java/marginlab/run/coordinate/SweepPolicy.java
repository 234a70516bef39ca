package marginlab.run.coordinate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a sweep is run.
 *
 * @param jobs trials at a time
 * @param gpus devices by number; empty leaves the choice to the engine
 * @param perGpu trials that share a device
 * @param retries how often a trial is tried again after a crash or a time-out, from its last checkpoint
 * @param breaker the same failure in so many trials in a row stops the sweep; 0 for never
 * @param silence the shortest time without a line in its journal after which a trial counts as hung
 * @param silenceFactor it counts as hung only after so many times its own longest silence
 * @param retryFailed whether trials that failed before are tried again
 */
public record SweepPolicy(
        int jobs,
        List<String> gpus,
        int perGpu,
        int retries,
        int breaker,
        Duration silence,
        double silenceFactor,
        boolean retryFailed) {

    public SweepPolicy {
        gpus = List.copyOf(gpus);
        Objects.requireNonNull(silence);
        if (jobs < 1 || perGpu < 1 || retries < 0 || breaker < 0) {
            throw new IllegalArgumentException("jobs and trials a GPU are at least 1, retries and breaker at least 0");
        }
    }

    /** One trial at a time, two retries, a stop after three equal failures, hung after 15 minutes. */
    public static SweepPolicy standard() {
        return new SweepPolicy(1, List.of(), 1, 2, 3, Duration.ofMinutes(15), 10, false);
    }

    public SweepPolicy withJobs(int count) {
        return new SweepPolicy(count, gpus, perGpu, retries, breaker, silence, silenceFactor, retryFailed);
    }

    public SweepPolicy withGpus(List<String> devices, int trialsEach) {
        return new SweepPolicy(jobs, devices, trialsEach, retries, breaker, silence, silenceFactor, retryFailed);
    }

    public SweepPolicy withRetryFailed(boolean again) {
        return new SweepPolicy(jobs, gpus, perGpu, retries, breaker, silence, silenceFactor, again);
    }

    public SweepPolicy withSilence(Duration shortest, double factor) {
        return new SweepPolicy(jobs, gpus, perGpu, retries, breaker, shortest, factor, retryFailed);
    }
}
