package marginlab.image.decode;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Reference;

/**
 * Plain JPEGs, and what the JDK does not read, to pixels by libjpeg-turbo, one a thread. It judges no damage: whatever it warns of, the JDK has to look at, and of
 * some damage it says nothing.
 */
final class TurboDecoder {
    /** The only warning of an image whose lower rows were left out. */
    private static final String REST = "extraneous bytes before marker 0xd9";
    /**
     * Nearer to the end of what it is given the library takes a slower way, and most of an aligned face is as near. Zeros, for it
     * reads on where an image is damaged.
     */
    private static final int PADDING = 4096;

    private final Pointer handle = TurboJpeg.decoder(this);
    private Memory encoded = new Memory(1 << 16);
    private Memory decoded = new Memory(1 << 18);

    /**
     * Decodes an image.
     *
     * @param header of the image, its size known to be harmless
     * @param rows that are wanted from the top; what is below may be left as it was
     * @param rgb receives {@code [height, width, 3]}
     * @return false where the image is not plain or anything is wrong with it
     */
    boolean decode(byte[] image, ImageHeader header, int rows, byte[] rgb) {
        BaselineJpeg plain = BaselineJpeg.of(image);
        if (plain == null) {
            return false;
        }
        int height = plain.heightFor(rows);
        encoded = room(encoded, image.length + PADDING);
        encoded.write(0, image, 0, image.length);
        encoded.setMemory(image.length, PADDING, (byte) 0);
        encoded.setByte(plain.heightAt(), (byte) (height >> 8));
        encoded.setByte(plain.heightAt() + 1, (byte) height);
        int bytes = 3 * header.width() * height;
        decoded = room(decoded, bytes);
        try {
            int failed = TurboJpeg.tjDecompress2(
                    handle,
                    encoded,
                    new NativeLong(image.length + PADDING),
                    decoded,
                    header.width(),
                    3 * header.width(),
                    height,
                    TurboJpeg.RGB,
                    0);
            if (failed != 0 && (height == header.height() || !isRest())) {
                return false;
            }
            decoded.read(0, rgb, 0, bytes);
            return true;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Decodes an image that is not plain, in its own size; anything that the library warns of counts as damage.
     *
     * @return {@code [height, width, 3]}
     */
    byte[] decodeAny(byte[] image, ImageHeader header) throws IOException {
        boolean isInk = header.jpeg().components().size() == 4;
        int channels = isInk ? 4 : 3;
        encoded = room(encoded, image.length);
        encoded.write(0, image, 0, image.length);
        int bytes = channels * header.width() * header.height();
        decoded = room(decoded, bytes);
        try {
            int failed = TurboJpeg.tjDecompress2(
                    handle,
                    encoded,
                    new NativeLong(image.length),
                    decoded,
                    header.width(),
                    channels * header.width(),
                    header.height(),
                    isInk ? TurboJpeg.CMYK : TurboJpeg.RGB,
                    0);
            if (failed != 0) {
                throw new IOException(TurboJpeg.tjGetErrorStr2(handle));
            }
            byte[] samples = decoded.getByteArray(0, bytes);
            return isInk ? JdkJpegDecoder.rgb(samples, JpegHeader.Colour.CMYK, channels) : samples;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private boolean isRest() {
        String first = TurboJpeg.tjGetErrorStr2(handle);
        return first != null && first.endsWith(REST);
    }

    /** Room outside the heap for so many bytes, the same where it is enough. */
    static Memory room(Memory room, long bytes) {
        if (room.size() >= bytes) {
            return room;
        }
        Memory larger = new Memory(bytes);
        room.close();
        return larger;
    }
}
