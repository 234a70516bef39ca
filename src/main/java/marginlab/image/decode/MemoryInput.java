package marginlab.image.decode;

import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStreamImpl;

/** An encoded image as ImageIO wants it: the JDK's own stream copies every byte into a cache first. */
public final class MemoryInput extends ImageInputStreamImpl {
    private byte[] bytes = new byte[0];

    /** The same stream, at the start of other bytes. */
    public MemoryInput of(byte[] encoded) {
        bytes = encoded;
        streamPos = 0;
        flushedPos = 0;
        bitOffset = 0;
        setByteOrder(ByteOrder.BIG_ENDIAN);
        return this;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return -1;
        }
        int n = Math.min(count, bytes.length - (int) streamPos);
        System.arraycopy(bytes, (int) streamPos, into, from, n);
        streamPos += n;
        return n;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
