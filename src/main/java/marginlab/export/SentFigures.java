package marginlab.export;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import marginlab.file.hash.Sha256;

/**
 * Up to which step each figure of a run has been sent, as a text that the server keeps with the run: {@code 469:1f0e5a2b,77c0}...,
 * for each step the figures whose last it was, by the start of the SHA-256 of their names.
 */
final class SentFigures {
    private static final int DIGITS = 8;

    private final Map<String, Long> last = new HashMap<>();

    /** What such a text says; one that is none says nothing. */
    static SentFigures read(String text) {
        SentFigures sent = new SentFigures();
        for (String part : text.split(" ")) {
            if (part.matches("\\d{1,18}:[0-9a-f,]+")) {
                String[] sides = part.split(":");
                for (String name : sides[1].split(",")) {
                    sent.last.put(name, Long.parseLong(sides[0]));
                }
            }
        }
        return sent;
    }

    boolean has(ExportedFigure figure) {
        Long step = last.get(hash(figure.key()));
        return step != null && figure.step() <= step;
    }

    void add(ExportedFigure figure) {
        last.merge(hash(figure.key()), figure.step(), Math::max);
    }

    @Override
    public String toString() {
        Map<Long, StringJoiner> names = new TreeMap<>();
        new TreeMap<>(last)
                .forEach((name, step) ->
                        names.computeIfAbsent(step, s -> new StringJoiner(",")).add(name));
        StringJoiner text = new StringJoiner(" ");
        names.forEach((step, joined) -> text.add(step + ":" + joined));
        return text.toString();
    }

    private static String hash(String key) {
        return Sha256.hex(key).substring(0, DIGITS);
    }
}
