package marginlab.train;

import java.util.SortedMap;

/** What wants to hear of a training while it goes on, and may ask it to stop. Called on the training thread. */
public interface TrainingListener {

    /**
     * After each step.
     *
     * @param step steps done
     * @param steps steps in all
     * @param epoch counting from 1
     * @param loss of this batch
     * @param imagesPerSecond over the last steps
     */
    void step(long step, long steps, int epoch, double loss, double imagesPerSecond);

    /** Figures at the end of an epoch, all finite; keys as {@code store.Metric} has them. */
    void epoch(long step, int epoch, SortedMap<String, Double> values);

    /** Whether the training is to end after a checkpoint. */
    boolean stopRequested();
}
