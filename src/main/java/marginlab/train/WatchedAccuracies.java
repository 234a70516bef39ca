package marginlab.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.experiment.setting.Watch;

/**
 * The accuracies of the watched set after each epoch so far.
 *
 * <p>Text form: {@code 120=0.91 240=0.935}, the steps done and the accuracy then.
 */
final class WatchedAccuracies {
    private final List<Epoch> epochs = new ArrayList<>();

    /** An epoch that has been scored: the steps done at its end, and the accuracy, a fraction. */
    record Epoch(long step, double accuracy) {}

    static WatchedAccuracies parse(String text) {
        WatchedAccuracies watched = new WatchedAccuracies();
        for (String part : text.split(" ")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                watched.add(Long.parseLong(part.substring(0, equals)), Double.parseDouble(part.substring(equals + 1)));
            }
        }
        return watched;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        epochs.forEach(epoch -> text.append(text.isEmpty() ? "" : " ")
                .append(epoch.step())
                .append('=')
                .append(epoch.accuracy()));
        return text.toString();
    }

    void add(long step, double accuracy) {
        epochs.add(new Epoch(step, accuracy));
    }

    /** The number of epochs that were scored. */
    int count() {
        return epochs.size();
    }

    /** The number of the best epoch, counting from 1, the first of equals; 0 where none was scored. */
    int best() {
        int best = 0;
        for (int i = 0; i < epochs.size(); i++) {
            if (best == 0 || epochs.get(i).accuracy() > epochs.get(best - 1).accuracy()) {
                best = i + 1;
            }
        }
        return best;
    }

    /** The steps done at the end of the best epoch. */
    Optional<Long> bestStep() {
        return best() == 0
                ? Optional.empty()
                : Optional.of(epochs.get(best() - 1).step());
    }

    /** Whether training ends here, for want of a better epoch. */
    boolean isOver(Watch watch) {
        return watch.patience() > 0 && count() >= watch.after() && count() - best() >= watch.patience();
    }
}
