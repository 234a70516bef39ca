package marginlab.command.context;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.Main;
import marginlab.command.Verbs;
import picocli.CommandLine;

/** The command line in this process, with its own places and what it printed. */
public record CommandShell(Path folder) {

    /** What a command printed, and how it ended. */
    public record Answer(int code, String out, String err) {
        public JsonElement json() {
            return JsonParser.parseString(out);
        }
    }

    /** Runs a verb with the store, run folders and catalog of this shell's folder. */
    public Answer run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--store", folder.resolve("store").toString(),
                "--runs", folder.resolve("runs").toString(),
                "--datasets", folder.resolve("datasets.yaml").toString()));
        return plain(all.toArray(String[]::new));
    }

    /** Runs exactly these arguments. */
    public static Answer plain(String... arguments) {
        CommandLine line = Verbs.line(Main.class, Map.of(), arguments);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Answer(code, out.toString(), err.toString());
    }
}
