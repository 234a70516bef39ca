package marginlab.experiment.expand;

/** Braces or a range that cannot be expanded. */
final class BraceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String found;
    private final String expected;

    BraceException(int offset, String found, String expected) {
        super(found + ", expected " + expected);
        this.offset = offset;
        this.found = found;
        this.expected = expected;
    }

    /** Characters before the place, from 0. */
    int offset() {
        return offset;
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }
}
