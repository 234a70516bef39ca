package marginlab.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The colour profile in a JPEG: the JDK would change colours by it, where OpenCV and MXNet take them as they are. */
final class ColourProfile {
    private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private ColourProfile() {}

    /**
     * The same image with another name on its profile, so that nothing applies it.
     *
     * @param body where the coded pixels begin
     */
    static byte[] hidden(byte[] jpeg, int body) {
        byte[] hidden = jpeg;
        int end = Math.min(body, jpeg.length);
        for (int at = 2; at + 4 + NAME.length <= end; ) {
            boolean filler = (jpeg[at + 1] & 0xFF) == 0xFF;
            int name = at + 4;
            if ((jpeg[at + 1] & 0xFF) == 0xE2 && Arrays.equals(jpeg, name, name + NAME.length, NAME, 0, NAME.length)) {
                hidden = hidden == jpeg ? jpeg.clone() : hidden;
                hidden[name] = 'i';
            }
            at += filler ? 1 : 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return hidden;
    }
}
