package marginlab.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;

/** The kernel's own terminal, with a test at the end where a person would sit. */
public final class PseudoTerminal implements AutoCloseable {
    private static final LibC C = Native.load("c", LibC.class);
    private static final NativeLong TIOCSWINSZ = new NativeLong(0x5414);
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;

    private final int master;
    private final File device;

    /** What of the C library is needed. */
    interface LibC extends Library {
        int posix_openpt(int flags);

        int grantpt(int descriptor);

        int unlockpt(int descriptor);

        String ptsname(int descriptor);

        int ioctl(int descriptor, NativeLong request, Object... arguments);

        NativeLong read(int descriptor, Memory buffer, NativeLong size);

        int close(int descriptor);
    }

    public PseudoTerminal(int columns, int rows) {
        master = C.posix_openpt(O_RDWR | O_NOCTTY);
        assertThat(master).isNotNegative();
        assertThat(C.grantpt(master)).isZero();
        assertThat(C.unlockpt(master)).isZero();
        device = new File(C.ptsname(master));
        resize(columns, rows);
    }

    /** What a process writes to. */
    public File device() {
        return device;
    }

    public void resize(int columns, int rows) {
        try (Memory window = new Memory(8)) {
            window.clear();
            window.setShort(0, (short) rows);
            window.setShort(2, (short) columns);
            assertThat(C.ioctl(master, TIOCSWINSZ, window)).isZero();
        }
    }

    /** All that comes until an end of that kind, or until nobody writes any more. */
    public String readUntil(String end) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (Memory buffer = new Memory(4096)) {
            while (!text.toString(StandardCharsets.UTF_8).endsWith(end)) {
                int count =
                        C.read(master, buffer, new NativeLong(buffer.size())).intValue();
                if (count <= 0) {
                    break;
                }
                text.writeBytes(buffer.getByteArray(0, count));
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        C.close(master);
    }
}
