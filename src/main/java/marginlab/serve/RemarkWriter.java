package marginlab.serve;

import java.io.IOException;
import java.util.List;

/** Keeps what a person says of a run: all that the live page ever writes. */
public interface RemarkWriter {
    /** Replaces the tags and the note of a run. */
    void write(String id, List<String> tags, String note) throws IOException;
}
