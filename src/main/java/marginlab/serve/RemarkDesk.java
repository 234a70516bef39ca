package marginlab.serve;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import marginlab.file.json.Json;
import marginlab.serve.RunOutlines.RunPage;

/** Takes in tags and notes, one at a time. */
final class RemarkDesk {
    private static final int MOST_BYTES = 64 * 1024;
    /** As ids are; a store that came from elsewhere may have others, which could lead out of the folder of the runs. */
    private static final String ID = "[0-9A-Za-z]{1,64}";

    private static final int MOST_TAGS = 32;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_NOTE = 10_000;

    private final Optional<RemarkWriter> writer;

    /** @param writer empty where nothing may be written */
    RemarkDesk(Optional<RemarkWriter> writer) {
        this.writer = writer;
    }

    /** What a page sends; what is absent stays as it is. */
    private record SentRemark(String id, List<String> tags, String note) {}

    /** What is known of a run afterwards. */
    record KeptRemark(String id, List<String> tags, String note) {}

    boolean isOpen() {
        return writer.isPresent();
    }

    synchronized KeptRemark take(InputStream body, RunPage page) throws IOException {
        if (writer.isEmpty()) {
            throw new RefusedRequest(
                    403, "Tags and notes cannot be set here: beyond loopback, 'serve' needs --allow-edits for that");
        }
        SentRemark sent = read(body);
        if (sent.id() == null || !sent.id().matches(ID) || !page.byId().containsKey(sent.id())) {
            throw new RefusedRequest(404, "There is no such run");
        }
        List<String> tags =
                sent.tags() == null ? page.said().tags().getOrDefault(sent.id(), List.of()) : tags(sent.tags());
        String note = sent.note() == null ? page.said().notes().getOrDefault(sent.id(), "") : note(sent.note());
        writer.get().write(sent.id(), tags, note);
        return new KeptRemark(sent.id(), tags, note);
    }

    private static SentRemark read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new RefusedRequest(413, "At most " + MOST_BYTES + " bytes are accepted");
        }
        try {
            SentRemark sent = Json.read(new String(bytes, StandardCharsets.UTF_8), SentRemark.class);
            if (sent != null) {
                return sent;
            }
        } catch (JsonParseException | IllegalStateException e) {
            // Said below, as is an empty text.
        }
        throw new RefusedRequest(400, "Expected {\"id\": text, \"tags\": [text], \"note\": text}");
    }

    private static List<String> tags(List<String> sent) {
        TreeSet<String> tags = new TreeSet<>();
        for (String tag : sent) {
            String word = Objects.requireNonNullElse(tag, "").strip();
            if (word.isEmpty() || word.length() > LONGEST_TAG || !isPrintable(word, "") || word.contains(",")) {
                throw new RefusedRequest(
                        400, "A tag is a word of at most " + LONGEST_TAG + " letters, without a comma");
            }
            tags.add(word);
        }
        if (tags.size() > MOST_TAGS) {
            throw new RefusedRequest(400, "At most " + MOST_TAGS + " tags");
        }
        return List.copyOf(tags);
    }

    private static String note(String sent) {
        String note = sent.strip();
        if (note.length() > LONGEST_NOTE || !isPrintable(note, "\n\r\t")) {
            throw new RefusedRequest(400, "A note is a text of at most " + LONGEST_NOTE + " letters");
        }
        return note;
    }

    private static boolean isPrintable(String text, String also) {
        return text.codePoints()
                .allMatch(one -> !Character.isISOControl(one)
                                && Character.getType(one) != Character.SURROGATE
                                && Character.isDefined(one)
                        || also.indexOf(one) >= 0);
    }
}
