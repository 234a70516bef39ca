package marginlab.command.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import marginlab.command.context.CommandShell;

/** An experiment that is verified on sets of every kind, in a folder of its own: run from the command line, and read. */
record ColumnsExperiment(Path folder, CommandShell shell) {
    CommandShell.Answer run(String reports, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                folder.resolve("columns.yaml").toString(),
                "--out",
                folder.resolve(reports).toString()));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    JsonObject first() {
        return listed(run -> run.get("objective").getAsString().equals("ArcFace(0.5)"));
    }

    /** The first run that is such, as {@code ls} has it. */
    JsonObject listed(Predicate<JsonObject> wanted) {
        return shell.run("ls", "--json").json().getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    Path embedding(JsonObject run, String name) {
        return folder.resolve("runs")
                .resolve(run.get("id").getAsString())
                .resolve("embeddings")
                .resolve(name);
    }

    JsonObject results(String reports) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(reports).resolve("columns/results.json")))
                .getAsJsonObject();
    }

    static List<String> texts(JsonArray objects, String key) {
        return StreamSupport.stream(objects.spliterator(), false)
                .map(one -> one.getAsJsonObject().get(key).getAsString())
                .collect(Collectors.toList());
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
