package marginlab.experiment.expand;

import java.util.ArrayList;
import java.util.List;

/**
 * Expands what stands for several losses: {@code ArcFace({0.4, 0.5}) + {Intra, Inter}} is four. Several braces are
 * crossed, the last one running fastest; braces may hold braces; {@link RangeExpansion ranges} are lists too.
 */
final class Braces {
    /** More than this is a slip of the pen. */
    static final int MOST = 10_000;

    /** Braces in braces are read by recursion. */
    private static final int DEEPEST = 16;

    private final String text;
    private int at;
    private int depth;

    private Braces(String text) {
        this.text = text;
    }

    static List<ExpandedText> expand(String text) throws BraceException {
        return new Braces(text).sequence(false);
    }

    /** Text, ranges and braces up to the end, or inside braces up to a comma or the closing brace of this level. */
    private List<ExpandedText> sequence(boolean inside) throws BraceException {
        List<ExpandedText> all = List.of(new ExpandedText(List.of()));
        int start = at;
        int parentheses = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (inside && parentheses == 0 && (c == ',' || c == '}')) {
                break;
            }
            if (c == '{') {
                all = cross(cross(all, literal(start)), alternatives());
                start = at;
                continue;
            }
            if (c == '}') {
                throw new BraceException(at, "a '}'", "a '{' before it");
            }
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return cross(all, literal(start));
    }

    /** From an opening brace to behind its closing one. */
    private List<ExpandedText> alternatives() throws BraceException {
        int open = at;
        if (++depth > DEEPEST) {
            throw new BraceException(open, "more than " + DEEPEST + " braces in each other", "at most " + DEEPEST);
        }
        List<ExpandedText> all = new ArrayList<>();
        do {
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int start = at;
            List<ExpandedText> part = sequence(true);
            if (text.substring(start, at).isBlank()) {
                throw new BraceException(start, "nothing between braces or commas", "a value");
            }
            all.addAll(part);
        } while (at < text.length() && text.charAt(at) == ',');
        if (at >= text.length()) {
            throw new BraceException(open, "a '{'", "a '}' after it");
        }
        at++;
        depth--;
        return all;
    }

    private List<ExpandedText> literal(int start) throws BraceException {
        return RangeExpansion.expand(text.substring(start, at), start);
    }

    static List<ExpandedText> cross(List<ExpandedText> left, List<ExpandedText> right) throws BraceException {
        if ((long) left.size() * right.size() > MOST) {
            throw new BraceException(0, "more than " + MOST + " losses in one line", "at most " + MOST);
        }
        List<ExpandedText> all = new ArrayList<>(left.size() * right.size());
        for (ExpandedText first : left) {
            for (ExpandedText second : right) {
                all.add(first.then(second));
            }
        }
        return all;
    }
}
