package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckpointIntervalTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void waitsAHundredTimesAsLongAsTheLastOneTook() {
        CheckpointInterval pace = new CheckpointInterval(1000, 0);

        pace.saved(2, 50 * SECOND);

        assertThat(pace.isDue(249 * SECOND)).isFalse();
        assertThat(pace.isDue(251 * SECOND)).isTrue();
    }

    @Test
    void savesSmallOnesEveryHalfMinute() {
        CheckpointInterval pace = new CheckpointInterval(1000, 7 * SECOND);
        assertThat(pace.isDue(36 * SECOND)).isFalse();
        assertThat(pace.isDue(38 * SECOND)).isTrue();

        pace.saved(0.001, 40 * SECOND);

        assertThat(pace.isDue(69 * SECOND)).isFalse();
        assertThat(pace.isDue(71 * SECOND)).isTrue();
    }

    /** 150 MB at 50 MB/s would be 3 s. */
    @Test
    void takesTheFirstOfALargeNetworkForSlow() {
        CheckpointInterval pace = new CheckpointInterval(150_000_000, 0);

        assertThat(pace.isDue(299 * SECOND)).isFalse();
        assertThat(pace.isDue(301 * SECOND)).isTrue();
    }

    /** A thousand of them, each as slow as it likes, at the earliest moment. */
    @Test
    void costsAtMostAHundredthInTheLongRun() {
        CheckpointInterval pace = new CheckpointInterval(100_000_000, 0);
        Random random = new Random(5);
        double now = 0;
        double spent = 0;
        for (int i = 0; i < 1000; i++) {
            while (!pace.isDue((long) (now * SECOND))) {
                now += 1;
            }
            double took = 0.5 + random.nextDouble();
            now += took;
            spent += took;
            pace.saved(took, (long) (now * SECOND));
        }

        assertThat(spent / now).isLessThan(0.01);
    }
}
