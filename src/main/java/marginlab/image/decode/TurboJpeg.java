package marginlab.image.decode;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.Map;

/**
 * The TurboJPEG interface of libjpeg-turbo, where the machine has that library: it makes the pixels of a sound image, and the
 * bytes of an encoded one, to the bit as the JDK does, and sooner. Of damage it finds less. No copy of it comes with marginlab.
 */
public final class TurboJpeg {
    /** Samples in the order red, green, blue. */
    static final int RGB = 0;
    /** Cyan, magenta, yellow, black. */
    static final int CMYK = 11;
    /** Chroma of half width and height. */
    static final int HALVED = 2;
    /** Write into the room that is given. */
    static final int KEEP_ROOM = 1024;
    /** The exact transform; the other would make other pixels. */
    static final int EXACT = 4096;

    /** An environment variable: {@code jdk} leaves the library alone. */
    private static final String SWITCH = "MARGINLAB_JPEG";
    /** Symbols are looked up when they are called, and shown to no other library; the same number on Linux and macOS. */
    private static final int LAZY_LOCAL = 1;

    private static final String REMEDY =
            "'apt-get install libturbojpeg0' (on Ubuntu libturbojpeg) or 'brew install jpeg-turbo' brings a faster one";

    private static final Cleaner CLEANER = Cleaner.create();
    private static final String OBSTACLE = load();

    private TurboJpeg() {}

    private static String load() {
        if ("jdk".equals(System.getenv(SWITCH))) {
            return SWITCH + " says so";
        }
        try {
            if (Platform.isMac()) {
                NativeLibrary.addSearchPath("turbojpeg", "/opt/homebrew/lib");
            }
            Map<String, Object> options =
                    Platform.isWindows() ? Map.of() : Map.of(Library.OPTION_OPEN_FLAGS, LAZY_LOCAL);
            return bind(NativeLibrary.getInstance("turbojpeg", options));
        } catch (LinkageError e) {
            return REMEDY;
        } catch (Error e) {
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            // JNA throws a plain error where the system has another version of it.
            return e.getMessage() + "; " + REMEDY;
        }
    }

    /** Binds all functions; an older library, or another one of this name, lacks some and is left alone. */
    private static String bind(NativeLibrary library) {
        try {
            Native.register(TurboJpeg.class, library);
            return "";
        } catch (UnsatisfiedLinkError e) {
            return library.getFile() + " is not used ("
                    + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ") + "); " + REMEDY;
        }
    }

    /** Whether the library is there with all its functions, and wanted. */
    static boolean isUsed() {
        return OBSTACLE.isEmpty();
    }

    /** Which library decodes and encodes JPEG files, in a word or two. */
    public static String codec() {
        return isUsed() ? "libjpeg-turbo" : "JDK";
    }

    /** Why it is not libjpeg-turbo; empty where it is. */
    public static String obstacle() {
        return OBSTACLE;
    }

    static Pointer decoder(Object owner) {
        return owned(tjInitDecompress(), owner);
    }

    static Pointer encoder(Object owner) {
        return owned(tjInitCompress(), owner);
    }

    /** A handle that is given back when nothing holds its owner any more. */
    private static Pointer owned(Pointer handle, Object owner) {
        if (handle == null) {
            throw new IllegalStateException("libjpeg-turbo has no memory left");
        }
        CLEANER.register(owner, () -> tjDestroy(handle));
        return handle;
    }

    private static native Pointer tjInitDecompress();

    private static native Pointer tjInitCompress();

    private static native int tjDestroy(Pointer handle);

    static native String tjGetErrorStr2(Pointer handle);

    static native int tjDecompress2(
            Pointer handle,
            Pointer jpeg,
            NativeLong bytes,
            Pointer pixels,
            int width,
            int pitch,
            int height,
            int format,
            int flags);

    static native NativeLong tjBufSize(int width, int height, int chroma);

    /** {@code jpeg} and {@code bytes} point to the address and the size of the room, and then to those of the image. */
    static native int tjCompress2(
            Pointer handle,
            Pointer pixels,
            int width,
            int pitch,
            int height,
            int format,
            Pointer jpeg,
            Pointer bytes,
            int chroma,
            int quality,
            int flags);
}
