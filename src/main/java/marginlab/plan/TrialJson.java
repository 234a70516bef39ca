package marginlab.plan;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.file.json.Json;

/**
 * A trial as one line of JSON: what its id is the hash of, and what is kept of it. Nothing of it may be missing but what is
 * optional.
 *
 * @param id left out of what the id is made from
 * @param repeat nothing is said of the first, so that it keeps the id that it had before there were repeats
 */
record TrialJson(
        SortedMap<String, String> fingerprints,
        Optional<String> id,
        String objective,
        Optional<Integer> repeat,
        Long seed,
        SortedMap<String, String> settings) {
    TrialJson {
        check("fingerprints", fingerprints);
        id = id == null ? Optional.empty() : id;
        Objects.requireNonNull(objective, "no objective");
        repeat = repeat == null ? Optional.empty() : repeat;
        Objects.requireNonNull(seed, "no seed");
        check("settings", settings);
    }

    static TrialJson of(
            Optional<String> id,
            String objective,
            Map<String, String> settings,
            long seed,
            int repeat,
            Map<String, String> fingerprints) {
        return new TrialJson(
                new TreeMap<>(fingerprints),
                id,
                objective,
                Optional.of(repeat).filter(count -> count > 1),
                seed,
                new TreeMap<>(settings));
    }

    private static void check(String name, SortedMap<String, String> texts) {
        Objects.requireNonNull(texts, "no " + name);
        texts.forEach((key, text) -> Objects.requireNonNull(text, "no text of " + key));
    }

    String text() {
        return Json.line(this);
    }
}
