package marginlab.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was given for the {@link ProtocolArgument arguments} of a protocol.
 *
 * @param files by flag
 * @param words by flag
 * @param off switches that were turned off
 */
public record GivenArguments(Map<String, List<Path>> files, Map<String, String> words, List<String> off) {

    /** The file of a flag; null where none was given. */
    public Path file(String flag) {
        List<Path> given = files.getOrDefault(flag, List.of());
        return given.isEmpty() ? null : given.get(0);
    }

    /** The word of a flag; null where none was given. */
    public String word(String flag) {
        return words.get(flag);
    }

    boolean isOn(String flag) {
        return !off.contains(flag);
    }
}
