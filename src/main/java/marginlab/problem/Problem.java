package marginlab.problem;

/**
 * One thing that is wrong with what the user gave: where, what was found, what was expected, what to do.
 *
 * @param place a file with line and column, a byte offset, a flag: {@code experiments/a.yaml:3:9}
 * @param found what stands there
 * @param expected what would have been right
 * @param hint what to do, or the nearest known name; empty when there is nothing to add
 */
public record Problem(String place, String found, String expected, String hint) {
    public Problem {
        place = PrintableText.of(place);
        found = PrintableText.of(found);
        expected = PrintableText.of(expected);
        hint = hint == null ? "" : PrintableText.of(hint);
    }

    public Problem(String place, String found, String expected) {
        this(place, found, expected, "");
    }

    /** One line for a person: {@code place: found X; expected Y. Hint}. */
    @Override
    public String toString() {
        String line = place + ": found " + found + "; expected " + expected;
        return hint.isEmpty() ? line : line + ". " + hint;
    }
}
