package marginlab.image.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * What the segments of a JPEG before its first scan say.
 *
 * @param process the marker of its frame, SOF0 to SOF15
 * @param precision bits a sample
 * @param width in pixels
 * @param height in pixels
 * @param components as the frame lists them
 * @param isJfif whether it has JFIF's marker
 * @param adobe the transform in Adobe's marker, or {@link #NO_ADOBE}
 * @param orientation how the camera was held, 1 to 8
 * @param body where the coded pixels begin
 * @param isLayered whether a decoder has to go over the pixels once a scan
 */
record JpegHeader(
        int process,
        int precision,
        int width,
        int height,
        List<Component> components,
        boolean isJfif,
        int adobe,
        int orientation,
        int body,
        boolean isLayered) {
    static final int NO_ADOBE = -1;

    private static final int SCAN = 0xFFDA;
    private static final int FILL = 0xFFFF;
    private static final int APP0 = 0xFFE0;
    private static final int APP1 = 0xFFE1;
    private static final int APP14 = 0xFFEE;
    private static final int APP15 = 0xFFEF;
    private static final int COMMENT = 0xFFFE;
    private static final int LAST_SEQUENTIAL = 0xFFC1;
    private static final int FIRST_ARITHMETIC = 0xFFC9;

    /** A component: its name, a number, and how many samples it has across and down where the others have theirs. */
    record Component(int id, int across, int down) {}

    /** What the components of the pixels are. */
    enum Colour {
        GREY,
        YCBCR,
        RGB,
        CMYK,
        YCCK
    }

    JpegHeader {
        components = List.copyOf(components);
    }

    /**
     * Walks the segments to the start of the scan; null where they lead to no size. A marker without a segment has no place there:
     * decoders would walk on after it in another way and might find another size.
     */
    static JpegHeader of(byte[] b) {
        int frame = 0;
        boolean jfif = false;
        int adobe = NO_ADOBE;
        int orientation = 0;
        for (int at = 2; at + 4 <= b.length; ) {
            int marker = ImageHeader.u16(b, at);
            if (marker == FILL) {
                at++;
                continue;
            }
            int length = ImageHeader.u16(b, at + 2);
            int end = at + 2 + length;
            if (!hasSegment(marker) || length < 2) {
                return null;
            }
            if (marker == SCAN) {
                return frame == 0
                        ? null
                        : framed(b, frame, jfif, adobe, Math.max(ExifOrientation.UPRIGHT, orientation), at, end);
            }
            if (isFrame(marker) && at + 10 <= b.length) {
                frame = at;
            }
            if (end <= b.length) {
                jfif |= marker == APP0 && length >= 16 && says(b, at + 4, "JFIF\0");
                adobe = marker == APP14 && length >= 14 && says(b, at + 4, "Adobe") ? b[at + 15] & 0xFF : adobe;
                // A second one would be that of a smaller picture.
                orientation = marker == APP1 && orientation == 0 && ExifOrientation.isNamed(b, at + 4, end)
                        ? ExifOrientation.orientation(b, at + 4, end)
                        : orientation;
            }
            at = end;
        }
        return null;
    }

    private static JpegHeader framed(
            byte[] b, int frame, boolean jfif, int adobe, int orientation, int scan, int body) {
        int width = ImageHeader.u16(b, frame + 7);
        int count = b[frame + 9] & 0xFF;
        if (width == 0) {
            return null;
        }
        List<Component> components = new ArrayList<>();
        for (int c = 0; c < count && frame + 12 + 3 * c < b.length; c++) {
            int sampling = b[frame + 11 + 3 * c] & 0xFF;
            components.add(new Component(b[frame + 10 + 3 * c] & 0xFF, sampling >> 4, sampling & 0xF));
        }
        int process = ImageHeader.u16(b, frame);
        boolean isOneScan = process <= LAST_SEQUENTIAL && scan + 4 < b.length && (b[scan + 4] & 0xFF) == count;
        return new JpegHeader(
                process,
                b[frame + 4] & 0xFF,
                width,
                ImageHeader.u16(b, frame + 5),
                components,
                jfif,
                adobe,
                orientation,
                body,
                !isOneScan);
    }

    /** All that stand before a scan but for TEM, the restarts, and the start and end of an image. */
    static boolean hasSegment(int marker) {
        return marker > 0xFF01 && (marker < 0xFFD0 || marker > 0xFFD9);
    }

    /** SOF0 to SOF15 but for the tables DHT, JPG and DAC among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }

    private static boolean says(byte[] b, int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (b[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What makes it one that no usual program reads, in words; empty where nothing does. */
    String oddity() {
        if (precision != 8) {
            return "a JPEG of " + precision + " bits a sample";
        }
        int kind = process & 3;
        if (kind == 3) {
            return "a lossless JPEG";
        }
        if (process >= 0xFFC5 && process <= 0xFFC7 || process > 0xFFCA) {
            return "a hierarchical JPEG";
        }
        int count = components.size();
        return count == 1 || count == 3 || count == 4 ? "" : "a JPEG of " + count + " components";
    }

    boolean isArithmetic() {
        return process >= FIRST_ARITHMETIC;
    }

    /**
     * What its components are, by libjpeg's rule: with JFIF's marker YCbCr, else as Adobe's says, else by their names, else YCbCr;
     * four are CMYK unless Adobe's marker says more.
     */
    Colour colour() {
        switch (components.size()) {
            case 1:
                return Colour.GREY;
            case 3:
                boolean isRgb = adobe == NO_ADOBE ? isNamedRgb() : adobe == 0;
                return isRgb && !isJfif ? Colour.RGB : Colour.YCBCR;
            default:
                return adobe == NO_ADOBE || adobe == 0 ? Colour.CMYK : Colour.YCCK;
        }
    }

    private boolean isNamedRgb() {
        return components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
    }

    /** Whether a component has half as many rows as the picture and as many columns: libjpeg 6b repeats these rows. */
    boolean hasHalfRows(int component) {
        Component one = components.get(component);
        int across = components.stream().mapToInt(Component::across).max().getAsInt();
        int down = components.stream().mapToInt(Component::down).max().getAsInt();
        return one.across() == across && 2 * one.down() == down;
    }

    /** Whether {@link #hasHalfRows} holds of any. */
    boolean hasHalfRows() {
        for (int c = 0; c < components.size(); c++) {
            if (hasHalfRows(c)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same image with one marker alone, which says beyond doubt what its components are. Colour profiles, which the JDK would
     * apply and OpenCV does not, go with the others, and so do small pictures.
     */
    byte[] plainly(byte[] jpeg) {
        byte[] marker = switch (colour()) {
            case GREY, YCBCR ->
                new byte[] {(byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
            case RGB, CMYK -> adobeMarker(0);
            case YCCK -> adobeMarker(2);
        };
        int start = 2 + marker.length;
        int rest = Math.max(0, jpeg.length - body);
        int kept = keep(jpeg, null, 0);
        byte[] plain = new byte[start + kept + rest];
        System.arraycopy(jpeg, 0, plain, 0, 2);
        System.arraycopy(marker, 0, plain, 2, marker.length);
        keep(jpeg, plain, start);
        System.arraycopy(jpeg, jpeg.length - rest, plain, start + kept, rest);
        return plain;
    }

    /** Copies the segments that are no markers of a program, if there is where to; how many bytes they are. */
    private int keep(byte[] jpeg, byte[] to, int from) {
        int kept = 0;
        for (int at = 2; at < body; ) {
            int marker = ImageHeader.u16(jpeg, at);
            int bytes = marker == FILL ? 1 : Math.min(2 + ImageHeader.u16(jpeg, at + 2), jpeg.length - at);
            if (marker != FILL && marker != COMMENT && (marker < APP0 || marker > APP15)) {
                if (to != null) {
                    System.arraycopy(jpeg, at, to, from + kept, bytes);
                }
                kept += bytes;
            }
            at += bytes;
        }
        return kept;
    }

    private static byte[] adobeMarker(int transform) {
        return new byte[] {
            (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
    }
}
