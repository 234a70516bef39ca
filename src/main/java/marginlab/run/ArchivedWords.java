package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import marginlab.file.json.Json;

/** The files of what people said: an experiment, and the tags and the note of a run. */
final class ArchivedWords {
    private ArchivedWords() {}

    /** The file of an experiment, of which nothing may be missing. */
    record ArchivedExperiment(String name, String definition, List<String> trials) {
        ArchivedExperiment {
            Objects.requireNonNull(name, "no name");
            Objects.requireNonNull(definition, "no definition");
            trials = List.copyOf(trials);
        }
    }

    /** What people said of a run, of which nothing may be missing. */
    record Labels(List<String> tags, String note) {
        Labels {
            tags = List.copyOf(tags);
            Objects.requireNonNull(note, "no note");
        }
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        T document = Json.read(Files.readString(file), type);
        if (document == null) {
            throw new IllegalStateException("an empty file");
        }
        return document;
    }
}
