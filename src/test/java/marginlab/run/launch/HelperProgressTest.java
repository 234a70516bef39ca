package marginlab.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import marginlab.progress.Progress;
import org.junit.jupiter.api.Test;

/** What a process tells of its work on the way reaches who asked, and is no part of its errors. */
class HelperProgressTest {
    /** Works through five images and has something to complain of. */
    static final class FiveImages {
        private FiveImages() {}

        public static void main(String[] arguments) {
            Progress told = new HelperProgress();
            for (int i = 1; i <= 5; i++) {
                told.at("images of a\tset", i, 5);
            }
            System.err.println("a complaint");
            System.out.println("the answer");
        }
    }

    @Test
    void reachesWhoAsked() {
        List<String> heard = new ArrayList<>();
        Progress progress = (what, done, total) -> heard.add(what + " " + done + " of " + total);

        HelperProcess.ProcessOutput answer = new HelperProcess(new WorkerLauncher(FiveImages.class, List.of(), 1, 64))
                .run(Duration.ofMinutes(5), line -> HelperProgress.hear(line, progress));

        assertThat(answer.code()).isZero();
        assertThat(answer.output().strip()).isEqualTo("the answer");
        assertThat(answer.errors().strip()).isEqualTo("a complaint");
        assertThat(heard).startsWith("images of a set 1 of 5").endsWith("images of a set 5 of 5");
    }

    @Test
    void takesNoOtherLineForProgress() {
        for (String line :
                List.of("", "progress\timages\t1\t2", "\u0001progress\timages\tx\t2", "\u0001progress\t1\t2")) {
            assertThat(HelperProgress.hear(line, Progress.none())).as(line).isFalse();
        }
    }
}
