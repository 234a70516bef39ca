package marginlab.file.recordio;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import marginlab.file.RegularFile;
import marginlab.problem.FileProblem;

/**
 * The file {@code property} beside a {@code train.rec}: one line {@code classes,height,width}.
 *
 * @param classes identities
 * @param height of the images in pixels
 * @param width of the images in pixels
 */
public record RecordProperty(int classes, int height, int width) {
    private static final String EXPECTED = "'classes,height,width', as 85742,112,112";
    private static final int LONGEST = 256;

    public static RecordProperty read(Path file) {
        byte[] bytes = RegularFile.read(file, LONGEST, EXPECTED + ", in no more bytes than");
        String text =
                new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        String[] parts = text.split("\\s*,\\s*", -1);
        try {
            if (parts.length == 3) {
                RecordProperty property = new RecordProperty(
                        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
                if (property.classes > 0 && property.height > 0 && property.width > 0) {
                    return property;
                }
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a wrong count.
        }
        throw FileProblem.atLine(file, 1, "'" + text + "'", EXPECTED);
    }

    public String line() {
        return classes + "," + height + "," + width;
    }
}
