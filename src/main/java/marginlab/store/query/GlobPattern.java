package marginlab.store.query;

import java.util.Locale;

/**
 * A text with {@code *} for any letters and {@code ?} for one, whatever their case. It looks at each letter of a text once for
 * each star at most, however hostile both are.
 */
record GlobPattern(String pattern) {
    GlobPattern {
        pattern = pattern.toLowerCase(Locale.ROOT);
    }

    boolean matches(String whole) {
        String text = whole.toLowerCase(Locale.ROOT);
        int at = 0;
        int letter = 0;
        int star = -1;
        int tried = 0;
        while (letter < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                tried = letter;
            } else if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(letter))) {
                at++;
                letter++;
            } else if (star >= 0) {
                at = star + 1;
                letter = ++tried;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
