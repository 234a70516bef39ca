package marginlab.train;

import java.util.concurrent.TimeUnit;

/**
 * When the next checkpoint is due, so that checkpoints cost at most 1 % of the time: a hundred times what the last one took
 * after it. Of the first nothing is known but its size, and a slow disk is assumed.
 */
final class CheckpointInterval {
    private static final double SHARE = 0.01;

    /** A checkpoint counts as much at least: more than two a minute save nobody's work. */
    private static final double LEAST_SECONDS = 0.3;

    private static final double SLOW_BYTES_PER_SECOND = 50e6;

    private double seconds;
    private long lastNanos;

    /**
     * The pace of a training that begins.
     *
     * @param bytes of a checkpoint
     */
    CheckpointInterval(long bytes, long nowNanos) {
        saved(bytes / SLOW_BYTES_PER_SECOND, nowNanos);
    }

    boolean isDue(long nowNanos) {
        return nowNanos - lastNanos > seconds / SHARE * TimeUnit.SECONDS.toNanos(1);
    }

    /** A checkpoint was saved, whether it was due or not. */
    void saved(double tookSeconds, long nowNanos) {
        seconds = Math.max(LEAST_SECONDS, tookSeconds);
        lastNanos = nowNanos;
    }
}
