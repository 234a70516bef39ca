package marginlab.command.context;

import java.io.PrintWriter;
import java.util.Locale;
import marginlab.file.json.Json;

/** How verbs print: JSON documents, and numbers in words. */
public final class CommandOutput {
    private CommandOutput() {}

    /** One document on standard output: a record, or a list of them. */
    public static void json(PrintWriter out, Object document) {
        out.println(Json.indented(document));
        out.flush();
    }

    /** A fraction as a percentage with two decimals. */
    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }

    /** So many things by name: {@code 1 trial}, {@code 2 trials}. */
    public static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
