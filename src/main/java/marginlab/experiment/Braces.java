package marginlab.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * Expands what stands for several losses: {@code ArcFace({0.4, 0.5}) + {Intra, Inter}} is four. Several braces are
 * crossed, the last one running fastest; braces may hold braces; {@link Range ranges} are lists too.
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

    static List<Expanded> expand(String text) throws BraceException {
        return new Braces(text).sequence(false);
    }

    /** Text, ranges and braces up to the end, or inside braces up to a comma or the closing brace of this level. */
    private List<Expanded> sequence(boolean inside) throws BraceException {
        List<Expanded> all = List.of(new Expanded(List.of()));
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
    private List<Expanded> alternatives() throws BraceException {
        int open = at;
        if (++depth > DEEPEST) {
            throw new BraceException(open, "more than " + DEEPEST + " braces in each other", "at most " + DEEPEST);
        }
        List<Expanded> all = new ArrayList<>();
        do {
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int start = at;
            List<Expanded> part = sequence(true);
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

    private List<Expanded> literal(int start) throws BraceException {
        return Range.expand(text.substring(start, at), start);
    }

    static List<Expanded> cross(List<Expanded> left, List<Expanded> right) throws BraceException {
        if ((long) left.size() * right.size() > MOST) {
            throw new BraceException(0, "more than " + MOST + " losses in one line", "at most " + MOST);
        }
        List<Expanded> all = new ArrayList<>(left.size() * right.size());
        for (Expanded first : left) {
            for (Expanded second : right) {
                all.add(first.then(second));
            }
        }
        return all;
    }
}
