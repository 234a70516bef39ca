package marginlab.progress;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A terminal that this process writes to. It is asked for its size whenever that is wanted, for windows are resized; what a shell
 * keeps in {@code COLUMNS} is not exported.
 */
public final class Terminal implements Supplier<Terminal.TerminalSize> {
    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;
    /** What is taken where a terminal does not know its own size, as over a serial line. */
    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    private final int descriptor;

    /** Characters in a line, and lines. */
    public record TerminalSize(int columns, int rows) {}

    /** What of the C library is needed. */
    interface LibC extends Library {
        int isatty(int descriptor);

        int ioctl(int descriptor, NativeLong request, Object... arguments);
    }

    private Terminal(int descriptor) {
        this.descriptor = descriptor;
    }

    /** The one that standard output goes to; empty for files, pipes and {@code TERM=dumb}. */
    public static Optional<Terminal> ofOutput() {
        return of(OUTPUT);
    }

    /** The one that standard error goes to; empty for files, pipes and {@code TERM=dumb}. */
    public static Optional<Terminal> ofErrors() {
        return of(ERRORS);
    }

    /** How wide the terminal is that standard output goes to, whether it can do more than write lines or not; empty for files and pipes. */
    public static Optional<Integer> outputColumns() {
        return of(OUTPUT, true).map(terminal -> terminal.get().columns());
    }

    /** The same of standard error. */
    public static Optional<Integer> errorColumns() {
        return of(ERRORS, true).map(terminal -> terminal.get().columns());
    }

    private static Optional<Terminal> of(int descriptor) {
        String kind = System.getenv("TERM");
        return of(descriptor, kind != null && !kind.isEmpty() && !kind.equals("dumb"));
    }

    private static Optional<Terminal> of(int descriptor, boolean canMove) {
        boolean isKnown = Platform.isLinux() || Platform.isMac();
        try {
            return canMove && isKnown && C.LIBRARY.isatty(descriptor) == 1
                    ? Optional.of(new Terminal(descriptor))
                    : Optional.empty();
        } catch (LinkageError e) {
            // Lines are written, as to a file.
            return Optional.empty();
        }
    }

    @Override
    public TerminalSize get() {
        try (Memory window = new Memory(8)) {
            window.clear();
            // TIOCGWINSZ of asm-generic/ioctls.h, and of macOS's sys/ttycom.h.
            NativeLong request = new NativeLong(Platform.isMac() ? 0x40087468L : 0x5413L);
            int failed = C.LIBRARY.ioctl(descriptor, request, window);
            int rows = window.getShort(0);
            int columns = window.getShort(2);
            return failed != 0 || columns <= 0 ? USUAL : new TerminalSize(columns, rows > 0 ? rows : USUAL.rows());
        }
    }

    /** Loaded when something is first asked. */
    private static final class C {
        static final LibC LIBRARY = Native.load("c", LibC.class);

        private C() {}
    }
}
