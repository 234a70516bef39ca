package marginlab.run.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.run.ProcessMemory;
import marginlab.run.WorkerSession;
import marginlab.train.TrainingListener;

/** Tells the journal of a training: every epoch, and between epochs about once a second for whoever watches. */
final class JournalListener implements TrainingListener {
    private static final double SECONDS_BETWEEN_FIGURES = 1;

    private final WorkerSession session;
    private long toldNanos = System.nanoTime();

    JournalListener(WorkerSession session) {
        this.session = session;
    }

    @Override
    public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
        if ((System.nanoTime() - toldNanos) / 1e9 < SECONDS_BETWEEN_FIGURES) {
            return;
        }
        toldNanos = System.nanoTime();
        tell(
                step,
                epoch,
                new TreeMap<>(Map.of(
                        "progress", (double) step / steps,
                        "batch-loss", loss,
                        "speed", imagesPerSecond)));
    }

    @Override
    public void epoch(long step, int epoch, SortedMap<String, Double> values) {
        SortedMap<String, Double> all = new TreeMap<>(values);
        ProcessMemory.peakMegabytes().ifPresent(megabytes -> all.put("peak-megabytes", megabytes));
        tell(step, epoch, all);
    }

    @Override
    public boolean stopRequested() {
        return session.stopAsked();
    }

    private void tell(long step, int epoch, SortedMap<String, Double> values) {
        try {
            session.measured(step, epoch, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
