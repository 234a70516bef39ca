package marginlab.image.decode;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;

/** Pixels to JPEG by libjpeg-turbo, one a thread: chroma of half width and height and the JDK's header. */
final class TurboEncoder {
    /** The JDK says that it follows JFIF 1.02, the library 1.01. */
    private static final int MINOR_VERSION_AT = 12;

    private static final byte MINOR_VERSION = 2;

    private final Pointer handle = TurboJpeg.encoder(this);
    private final PointerByReference address = new PointerByReference();
    private final NativeLongByReference size = new NativeLongByReference();
    private Memory pixels = new Memory(1 << 16);
    private Memory encoded = new Memory(1 << 16);

    /**
     * Encodes pixels.
     *
     * @param rgb {@code [height, width, 3]}
     * @param percent quality from 1 to 100
     * @return null where the library cannot
     */
    byte[] encode(byte[] rgb, int width, int height, int percent) {
        pixels = TurboDecoder.room(pixels, rgb.length);
        pixels.write(0, rgb, 0, rgb.length);
        NativeLong most = TurboJpeg.tjBufSize(width, height, TurboJpeg.HALVED);
        encoded = TurboDecoder.room(encoded, most.longValue());
        address.setValue(encoded);
        size.setValue(most);
        try {
            int failed = TurboJpeg.tjCompress2(
                    handle,
                    pixels,
                    width,
                    3 * width,
                    height,
                    TurboJpeg.RGB,
                    address.getPointer(),
                    size.getPointer(),
                    TurboJpeg.HALVED,
                    percent,
                    TurboJpeg.EXACT | TurboJpeg.KEEP_ROOM);
            if (failed != 0) {
                return null;
            }
            byte[] jpeg = encoded.getByteArray(0, size.getValue().intValue());
            jpeg[MINOR_VERSION_AT] = MINOR_VERSION;
            return jpeg;
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
