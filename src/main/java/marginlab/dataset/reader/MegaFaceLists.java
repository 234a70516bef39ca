package marginlab.dataset.reader;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.dataset.TemplateSet;
import marginlab.file.FileNames;
import marginlab.file.FolderContent;
import marginlab.file.RegularFile;
import marginlab.file.json.BoundedJson;
import marginlab.file.text.TextLines;
import marginlab.problem.FileProblem;

/**
 * MegaFace's lists: {@code facescrub_features_list.json} names the probes, {@code megaface_features_list.json_1000000_1} the
 * distractors, each {@code {"path": [...], "id": [...]}}. The kit has lists of 10 to 1,000,000 distractors, ten sets of each: the
 * longest is taken, and the first of its sets. Every image is a template of its own; the subject of a probe is the place at which
 * its {@code id} comes first, that of a distractor -1.
 *
 * <p>Images are below {@code facescrub} and {@code megaface} in the folder of images.
 */
public final class MegaFaceLists {
    private static final String EXPECTED = "{\"path\": [names of images], \"id\": [as many names of people]}";
    private static final Pattern DISTRACTORS =
            Pattern.compile("megaface_features_list\\.json(?:_(\\d{1,9})_(\\d{1,9}))?(?:\\.json)?");
    private static final int MOST_IMAGES = 2_000_000;
    private static final int LONGEST_NAME = 4096;
    /** The list of a million distractors has some 60 MB. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final List<String> paths = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Path file;

    private MegaFaceLists(Path file) {
        this.file = file;
    }

    public static TemplateSet open(Path images, Path lists) {
        TemplateCollector set = new TemplateCollector();
        MegaFaceLists probes = read(lists.resolve("facescrub_features_list.json"));
        MegaFaceLists distractors = read(longest(lists));
        Map<String, Integer> subjects = new HashMap<>();
        for (int i = 0; i < probes.paths.size(); i++) {
            String id = FileNames.composed(probes.ids.get(i));
            subjects.putIfAbsent(id, subjects.size());
            set.add(probes.image(images.resolve("facescrub"), i), "facescrub/" + i, 0, subjects.get(id));
        }
        for (int i = 0; i < distractors.paths.size(); i++) {
            set.add(distractors.image(images.resolve("megaface"), i), "megaface/" + i, 0, -1);
        }
        return set.set(lists);
    }

    private Path image(Path folder, int i) {
        return TextLines.inside(folder, paths.get(i))
                .filter(file -> !TextLines.isOfSystem(folder, file))
                .orElseThrow(() -> FileProblem.at(
                        file + " path " + i, "'" + paths.get(i) + "'", "names of files inside " + folder));
    }

    private static MegaFaceLists read(Path file) {
        RegularFile.check(file, MOST_BYTES, "a list of at most");
        MegaFaceLists list = new MegaFaceLists(file);
        try (JsonReader json =
                new JsonReader(new BoundedJson(Files.newBufferedReader(file, StandardCharsets.UTF_8), LONGEST_NAME))) {
            list.fields(json);
        } catch (MalformedJsonException
                | EOFException
                | java.nio.charset.CharacterCodingException
                | JsonParseException
                | IllegalStateException
                | NumberFormatException e) {
            throw FileProblem.at(file.toString(), "JSON of another kind (" + reason(e) + ")", EXPECTED);
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
        if (list.paths.isEmpty() || list.paths.size() != list.ids.size()) {
            throw FileProblem.at(
                    file.toString(), list.paths.size() + " paths and " + list.ids.size() + " ids", EXPECTED);
        }
        return list;
    }

    /** Without the library's advice to programmers. */
    private static String reason(Exception e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return first.replaceFirst("^Use JsonReader\\.\\S+ to accept ", "");
    }

    private void fields(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            switch (name) {
                case "path" -> texts(json, paths);
                case "id" -> texts(json, ids);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more than one object");
        }
    }

    private void texts(JsonReader json, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            throw new MalformedJsonException("a field twice, at " + json.getPath());
        }
        json.beginArray();
        while (json.hasNext()) {
            // FaceScrub has names as ids, MegaFace numbers.
            String text = json.nextString();
            if (text.length() > LONGEST_NAME || texts.size() == MOST_IMAGES) {
                throw new MalformedJsonException("a list that is too long, at " + json.getPath());
            }
            texts.add(text);
        }
        json.endArray();
    }

    /** The list of the most distractors; of as long ones that of the first set. */
    private static Path longest(Path folder) {
        return FolderContent.of(folder).stream()
                .filter(file -> matcher(file).matches())
                .min(Comparator.comparingInt((Path file) -> -number(file, 1)).thenComparingInt(file -> number(file, 2)))
                .orElseThrow(() -> FileProblem.at(
                        folder.toString(),
                        "no list of distractors",
                        "a list such as megaface_features_list.json_1000000_1"));
    }

    private static int number(Path file, int group) {
        Matcher name = matcher(file);
        // A list without numbers is somebody's own, and counts as the longest.
        return name.matches() && name.group(group) != null ? Integer.parseInt(name.group(group)) : Integer.MAX_VALUE;
    }

    private static Matcher matcher(Path file) {
        return DISTRACTORS.matcher(file.getFileName().toString());
    }
}
