package marginlab.run.coordinate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Places for running trials; each belongs to a GPU, or to none in particular. */
final class DeviceSlots {
    private final Deque<String> free = new ArrayDeque<>();
    private int count;

    DeviceSlots(SweepPolicy policy) {
        if (policy.gpus().isEmpty()) {
            for (int i = 0; i < policy.jobs(); i++) {
                free.add("");
            }
        } else {
            // Round and round, so that each device has one trial before any has two.
            for (int i = 0; i < policy.perGpu(); i++) {
                free.addAll(policy.gpus());
            }
        }
        count = free.size();
    }

    int count() {
        return count;
    }

    /** The device of a free place, which is then taken: empty text for none in particular. */
    Optional<String> take() {
        return Optional.ofNullable(free.poll());
    }

    /** Gives up a place that was taken; false where it is the last one. */
    boolean drop() {
        if (count == 1) {
            return false;
        }
        count--;
        return true;
    }

    void release(String gpu) {
        free.addLast(gpu);
    }
}
