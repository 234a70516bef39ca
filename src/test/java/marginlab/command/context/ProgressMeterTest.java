package marginlab.command.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Without a terminal, on a clock of its own. */
class ProgressMeterTest {
    private final List<String> lines = new ArrayList<>();
    private long nanos;
    private final ProgressMeter meter = new ProgressMeter(lines::add, Optional.empty(), () -> nanos);

    private void at(double seconds, String what, long done, long total) {
        nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        meter.at(what, done, total);
    }

    @Test
    void saysALineATenth() {
        for (int done = 1; done <= 200; done++) {
            at(done, "others, images", done, 200);
        }

        assertThat(lines)
                .hasSize(10)
                .startsWith("others, images: 10 % of 200", "others, images: 20 % of 200")
                .endsWith("others, images: 100 % of 200");
    }

    @Test
    void saysThatItLivesOnceAMinute() {
        for (int done = 0; done <= 100; done++) {
            at(done * 2, "images", done, 100_000);
        }

        assertThat(lines).containsExactly("images: 0 % of 100000", "images: 0 % of 100000", "images: 0 % of 100000");
    }

    @Test
    void isSilentOfWhatIsDoneAtOnceAndBeginsAnewWithEachTask() {
        for (int done = 1; done <= 10; done++) {
            at(done / 10.0, "short", done, 10);
        }
        at(5, "long", 0, 10);
        at(6, "long", 1, 10);
        at(9, "long", 2, 10);
        at(10, "next", 0, 4);
        at(13, "next", 3, 4);

        assertThat(lines).containsExactly("long: 20 % of 10", "next: 75 % of 4");
    }
}
