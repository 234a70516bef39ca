package marginlab.command.context;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import marginlab.progress.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a verb is: a bar on a terminal, otherwise a line every tenth of what takes longer; nothing with {@code --quiet}. */
public final class ProgressMeter implements Progress, AutoCloseable {
    private static final int TENTHS = 10;
    /** What is done sooner needs no line. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final long SILENCE_NANOS = 60_000_000_000L;

    private final Consumer<String> lines;
    private final boolean terminal;
    private final LongSupplier nanos;
    private String what = "";
    private long from;
    private long told;
    private long tenth;
    private ProgressBar bar;

    public ProgressMeter(CommandContext context) {
        this(context::say, context.onTerminal(), System::nanoTime);
    }

    /**
     * @param lines takes what is said where there is no terminal
     * @param nanos a clock
     */
    ProgressMeter(Consumer<String> lines, boolean terminal, LongSupplier nanos) {
        this.lines = lines;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public void at(String what, long done, long total) {
        if (!this.what.equals(what)) {
            close();
            this.what = what;
            tenth = 0;
            from = nanos.getAsLong();
            told = from;
        }
        if (terminal) {
            show(done, total);
        } else if (total > 0) {
            tell(done, total, nanos.getAsLong());
        }
    }

    /** A line a tenth, and a sign of life a minute. */
    private void tell(long done, long total, long now) {
        boolean isFurther = done * TENTHS / total > tenth;
        if (isFurther || now - told > SILENCE_NANOS) {
            tenth = done * TENTHS / total;
            told = now;
            if (now - from >= PATIENCE_NANOS) {
                lines.accept(String.format(Locale.ROOT, "%s: %d %% of %d", what, 100 * done / total, total));
            }
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
