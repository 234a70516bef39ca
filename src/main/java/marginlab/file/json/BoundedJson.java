package marginlab.file.json;

import com.google.gson.stream.MalformedJsonException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A text in JSON all of whose strings and numbers are short: who parses it holds the one that it reads in memory. */
public final class BoundedJson extends FilterReader {
    private final int longest;
    private int length;
    private boolean isString;
    private boolean isEscaped;

    /** @param longest characters of a token, its quotes among them */
    public BoundedJson(Reader text, int longest) {
        super(text);
        this.longest = longest;
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
        int n = super.read(into, from, count);
        for (int i = from; i < from + n; i++) {
            length = isBetween(into[i]) ? 0 : length + 1;
            if (length > longest) {
                throw new MalformedJsonException("a string or number of more than " + longest + " characters");
            }
        }
        return n;
    }

    private boolean isBetween(char c) {
        if (isEscaped) {
            isEscaped = false;
            return false;
        }
        isEscaped = isString && c == '\\';
        boolean ends = isString && c == '"';
        isString ^= c == '"';
        return ends || !isString && (c <= ' ' || ",:[]{}".indexOf(c) >= 0);
    }
}
