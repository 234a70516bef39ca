package marginlab.loss.label;

/** A label of an objective that cannot be read: where, what stands there, what would have been right. */
public final class LabelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String label;
    private final int offset;
    private final String found;
    private final String expected;
    private final String hint;

    public LabelException(String label, int offset, String found, String expected, String hint) {
        super("\"" + label + "\" at character " + (offset + 1) + ": found " + found + "; expected " + expected
                + (hint.isEmpty() ? "" : ". " + hint));
        this.label = label;
        this.offset = offset;
        this.found = found;
        this.expected = expected;
        this.hint = hint;
    }

    public String label() {
        return label;
    }

    /** Characters of the label before the place, from 0. */
    public int offset() {
        return offset;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }

    /** The nearest known name, or empty. */
    public String hint() {
        return hint;
    }
}
