package marginlab.image.decode;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import marginlab.image.decode.ImageHeader.Format;

/** A reader a format of the libraries that plug into the JDK's ImageIO, one set a thread, and what they warned of last. */
final class ImageReaders {
    private final Map<Format, ImageReader> readers = new EnumMap<>(Format.class);
    private final MemoryInput input = new MemoryInput();
    private String warning;

    /** The reader of a format at the start of an image. */
    ImageReader of(Format format, byte[] encoded) {
        ImageReader reader = readers.computeIfAbsent(format, this::make);
        ImageInputStream bytes = input.of(encoded);
        reader.setInput(bytes, true, true);
        return reader;
    }

    private ImageReader make(Format format) {
        Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format.label());
        if (!all.hasNext()) {
            throw new IllegalStateException("no library that reads " + format + " is on the class path");
        }
        ImageReader reader = all.next();
        reader.addIIOReadWarningListener((source, text) -> warning = text);
        return reader;
    }

    /** Another reader next time, for one that may have kept something of the image before. */
    void renew(Format format) {
        ImageReader before = readers.remove(format);
        if (before != null) {
            before.dispose();
        }
    }

    /** Forgets what was warned of. */
    void start() {
        warning = null;
    }

    /** What was wrong with the image though it could be decoded; null where nothing was. */
    String warning() {
        return warning;
    }
}
