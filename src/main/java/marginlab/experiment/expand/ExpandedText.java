package marginlab.experiment.expand;

import java.util.ArrayList;
import java.util.List;

/** One text that came out of braces and ranges, which still knows where each of its parts was written. */
record ExpandedText(List<Piece> pieces) {

    /**
     * Characters that were written together.
     *
     * @param offset where they begin in what was written
     */
    record Piece(String text, int offset) {}

    ExpandedText {
        pieces = List.copyOf(pieces);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    ExpandedText then(ExpandedText next) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(next.pieces);
        return new ExpandedText(all);
    }

    /** Where a character of the text was written. */
    int origin(int offset) {
        int before = 0;
        int origin = 0;
        for (Piece piece : pieces) {
            origin = piece.offset() + Math.min(offset - before, piece.text().length());
            if (offset - before < piece.text().length()) {
                return origin;
            }
            before += piece.text().length();
        }
        return origin;
    }
}
