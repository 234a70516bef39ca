package marginlab.file.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import marginlab.file.PipedFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A YAML text as a tree whose nodes know their line and column. Nothing is ever constructed from tags, and size, depth
 * and aliases are limited, so a hostile file costs nothing.
 */
public final class Yaml {
    /** A source that begins so is a flag of the command line, which has no lines. */
    public static final String FLAG = "--";

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ALIASES = 20;

    private Yaml() {}

    /** The root of a file; problems with the file itself are thrown. */
    public static YamlCursor read(Path file, Problems problems) {
        String place = file.toString();
        try {
            byte[] bytes = PipedFile.read(file, MAX_BYTES);
            if (bytes.length > MAX_BYTES) {
                long size = Math.max(bytes.length, Files.size(file));
                throw new ProblemException(new Problem(place, "a file of " + size + " bytes", "at most " + MAX_BYTES));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(text, place, problems);
        } catch (NoSuchFileException e) {
            throw new ProblemException(new Problem(place, "no such file", "a YAML file"), e);
        } catch (CharacterCodingException e) {
            throw new ProblemException(new Problem(place, "bytes that are not UTF-8", "a YAML file in UTF-8"), e);
        } catch (IOException e) {
            throw new ProblemException(new Problem(place, "a file that cannot be read", "a YAML file", reason(e)), e);
        }
    }

    /** The text of a file that was read before. */
    public static String text(Path file) throws IOException {
        return new String(PipedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
    }

    /** The root of a text that came from {@code source}; an empty text is a node without value. */
    public static YamlCursor parse(String text, String source, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setUseMarks(true)
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .build();
        try {
            limitDepth(text, source, settings);
            Optional<Node> root = new Compose(settings).composeString(text);
            return new YamlCursor(root.orElse(null), source, problems);
        } catch (MarkedYamlEngineException e) {
            throw new ProblemException(YamlFault.of(e, text, source), e);
        } catch (ReaderException e) {
            throw new ProblemException(YamlFault.of(e, text, source), e);
        } catch (YamlEngineException e) {
            throw new ProblemException(new Problem(source, "YAML that cannot be read", "valid YAML", reason(e)), e);
        }
    }

    /** The composer recurses, so depth is checked on the flat stream of events first. */
    private static void limitDepth(String text, String source, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            Event.ID id = event.getEventId();
            if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
                depth++;
            } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                String place =
                        event.getStartMark().map(mark -> place(source, mark)).orElse(source);
                throw new ProblemException(
                        new Problem(place, "more than " + MAX_DEPTH + " levels of nesting", "at most " + MAX_DEPTH));
            }
        }
    }

    private static String place(String source, Mark mark) {
        if (source.startsWith(FLAG)) {
            return source;
        }
        return source + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
