package marginlab.export;

import java.time.Instant;

/** When a step of an attempt was measured; the same whenever it is asked, for other tools take a figure of another time for another figure. */
@FunctionalInterface
public interface StepMoments {
    Instant of(int attempt, long step);
}
