package marginlab.command.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import marginlab.progress.DurationText;
import marginlab.progress.Progress;
import marginlab.progress.StatusLine;
import marginlab.progress.StatusLines;
import marginlab.progress.Terminal;

/** How far a verb is: a bar on a terminal, otherwise a line every tenth of what takes longer; nothing with {@code --quiet}. */
public final class ProgressMeter implements Progress, AutoCloseable {
    private static final int TENTHS = 10;
    /** What is done sooner needs no line. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final long SILENCE_NANOS = 60_000_000_000L;
    private static final long BLINK_NANOS = 100_000_000L;

    private final Consumer<String> lines;
    private final Optional<Terminal> terminal;
    private final LongSupplier nanos;
    private String what = "";
    private long from;
    private long told;
    private long tenth;
    private Optional<StatusLines> screen = Optional.empty();

    public ProgressMeter(CommandContext context) {
        this(context::say, context.terminal(), System::nanoTime);
    }

    /**
     * @param lines takes what is said where there is no terminal
     * @param nanos a clock
     */
    ProgressMeter(Consumer<String> lines, Optional<Terminal> terminal, LongSupplier nanos) {
        this.lines = lines;
        this.terminal = terminal;
        this.nanos = nanos;
        close();
    }

    @Override
    public void at(String what, long done, long total) {
        long now = nanos.getAsLong();
        if (!this.what.equals(what)) {
            close();
            this.what = what;
            tenth = 0;
            from = now;
            told = terminal.isPresent() ? now - BLINK_NANOS : now;
        }
        if (screen.isPresent()) {
            show(screen.get(), done, total, now);
        } else if (total > 0) {
            tell(done, total, now);
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

    /** Ten times a second is enough for the eye. */
    private void show(StatusLines bar, long done, long total, long now) {
        if (now - told < BLINK_NANOS && done < total) {
            return;
        }
        told = now;
        List<String> details = new ArrayList<>(List.of(total > 0 ? done + " of " + total : String.valueOf(done)));
        if (done > 0 && done < total && now - from >= PATIENCE_NANOS) {
            details.add(DurationText.text((now - from) / 1e9 * (total - done) / done) + " left");
        }
        bar.show(List.of(new StatusLine(total > 0 ? (double) done / total : 0, what, details)));
    }

    /** What was drawn last stays where it is. */
    @Override
    public void close() {
        screen = terminal.map(size -> new StatusLines(System.err, size));
    }
}
