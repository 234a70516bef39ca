package marginlab.store.record;

/**
 * One figure recorded while a trial was training; (attempt, key, step) is unique in a run.
 *
 * @param attempt counts from 1
 * @param key {@code loss}, {@code rate}, {@code images-per-second}, {@code target-angle}, {@code embedding-norm}, {@code
 *     peak-megabytes}, {@code accuracy/lfw}
 * @param step iterations done when it was taken
 * @param epoch epochs done when it was taken, counting from 1
 * @param value a finite number
 */
public record Metric(int attempt, String key, long step, int epoch, double value) {}
