package marginlab.command;

import java.util.Locale;
import marginlab.data.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a verb is: a bar on a terminal, otherwise a line every tenth of what takes longer; nothing with {@code --quiet}. */
final class Gauge implements Progress, AutoCloseable {
    private static final int TENTHS = 10;
    /** What is done sooner needs no line. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final Context context;
    private final boolean terminal;
    private String what = "";
    private long from;
    private long tenth;
    private ProgressBar bar;

    Gauge(Context context) {
        this.context = context;
        terminal = context.onTerminal();
    }

    @Override
    public void at(String what, long done, long total) {
        if (!this.what.equals(what)) {
            close();
            this.what = what;
            tenth = 0;
            from = System.nanoTime();
        }
        if (terminal) {
            show(done, total);
        } else if (total > 0 && done * TENTHS / total > tenth) {
            tenth = done * TENTHS / total;
            if (System.nanoTime() - from < PATIENCE_NANOS) {
                return;
            }
            context.say(String.format(Locale.ROOT, "%s: %d %% of %d", what, TENTHS * tenth, total));
        }
    }

    private void show(long done, long total) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
