package marginlab.file;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Calls of the C library on Linux that Java has no way to: to become another program, and to lock a folder. */
public final class SystemCalls {
    /** Of JNA: where it unpacks its own native code, which it removes when that is loaded. */
    private static final String UNPACKED = "jna.tmpdir";

    private static final int TO_READ = 0;
    private static final int FOLDER_ONLY = 0x10000;
    private static final int NOT_TO_CHILDREN = 0x80000;
    private static final int ALONE_WITHOUT_WAITING = 2 | 4;
    private static final int WOULD_WAIT = 11;

    private static final boolean LOADED = load();

    private SystemCalls() {}

    private static boolean load() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        Optional<Path> own = Optional.empty();
        try {
            own = unpacked();
            Native.register(SystemCalls.class, "c");
            return true;
        } catch (IOException | LinkageError e) {
            // No native code may be unpacked or run here: all goes on without it.
            return false;
        } finally {
            own.ifPresent(SystemCalls::forget);
        }
    }

    /** A folder of this user's alone where the home cannot be written or its name cannot be said. */
    private static Optional<Path> unpacked() throws IOException {
        String home = System.getProperty("user.home");
        boolean isUsual = FileNames.problem("home", home).isEmpty() && Files.isWritable(Path.of(home));
        if (isUsual || System.getProperty(UNPACKED) != null) {
            return Optional.empty();
        }
        Path own = Files.createTempDirectory("marginlab-jna-");
        System.setProperty(UNPACKED, own.toString());
        return Optional.of(own);
    }

    private static void forget(Path own) {
        System.clearProperty(UNPACKED);
        try {
            FolderTree.delete(own);
        } catch (IOException e) {
            // The system empties its temporary folder.
        }
    }

    /** Sets a variable of the environment that {@link #become} hands on. */
    public static void set(String name, String value) {
        if (LOADED) {
            setenv(bytes(name), bytes(value), 1);
        }
    }

    /**
     * Goes on as another program: the same process, with its terminal, its files and whoever waits for it. Comes back only where
     * that cannot be.
     *
     * @param arguments as the system has them, the program's name first
     */
    public static void become(String program, List<byte[]> arguments) {
        if (!LOADED) {
            return;
        }
        Memory texts = new Memory((long) Native.POINTER_SIZE * (arguments.size() + 1));
        Memory[] kept = new Memory[arguments.size()];
        for (int i = 0; i < kept.length; i++) {
            byte[] argument = arguments.get(i);
            kept[i] = new Memory(argument.length + 1L);
            kept[i].write(0, argument, 0, argument.length);
            kept[i].setByte(argument.length, (byte) 0);
            texts.setPointer((long) Native.POINTER_SIZE * i, kept[i]);
        }
        texts.setPointer((long) Native.POINTER_SIZE * kept.length, Pointer.NULL);
        execv(bytes(program), texts);
    }

    /**
     * Locks a folder itself, whatever becomes of the files in it, until this process ends or {@link #unlock} is called.
     *
     * @return what to unlock; nothing where the file system or this machine has no such locks
     * @throws FolderLockedException where another process has it
     */
    public static Optional<Integer> lock(Path folder) throws FolderLockedException {
        if (!LOADED || FileNames.problem("a folder", folder.toString()).isPresent()) {
            return Optional.empty();
        }
        int file = open(bytes(folder.toString()), TO_READ | FOLDER_ONLY | NOT_TO_CHILDREN);
        if (file < 0) {
            return Optional.empty();
        }
        if (flock(file, ALONE_WITHOUT_WAITING) == 0) {
            return Optional.of(file);
        }
        boolean isTaken = Native.getLastError() == WOULD_WAIT;
        close(file);
        if (isTaken) {
            throw new FolderLockedException(folder);
        }
        return Optional.empty();
    }

    public static void unlock(int lock) {
        close(lock);
    }

    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding")));
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static native int setenv(byte[] name, byte[] value, int over);

    private static native int execv(byte[] program, Pointer arguments);

    private static native int open(byte[] path, int flags);

    private static native int flock(int file, int operation);

    private static native int close(int file);
}
