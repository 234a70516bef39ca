package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import marginlab.command.context.CommandShell;
import marginlab.serve.Server;
import marginlab.store.Store;
import marginlab.store.StoreMode;

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

    /** The table that the live page shows. */
    JsonObject live() throws IOException, InterruptedException {
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.READER);
                Server server = Server.start(store, folder.resolve("runs")::resolve, "127.0.0.1", 0)) {
            URI address = URI.create(server.url()).resolve("api/experiment?name=columns");
            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonParser.parseString(body).getAsJsonObject();
        }
    }

    /** The event files for TensorBoard, a byte a letter: names of figures stand in them as they are. */
    String exported() throws IOException {
        Path events = folder.resolve("events");
        CommandShell.Answer export = shell.run("export", "columns", "--tensorboard", events.toString());
        assertThat(export.code()).as(export.err()).isZero();
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(events)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** A field of each cell of a table, row by row; null of a cell without it. */
    static List<JsonElement> cells(JsonObject table, String field) {
        return table.getAsJsonArray("rows").asList().stream()
                .flatMap(row -> row.getAsJsonObject().getAsJsonArray("cells").asList().stream())
                .map(cell -> cell.getAsJsonObject().get(field))
                .collect(Collectors.toList());
    }

    static List<String> texts(JsonArray objects, String key) {
        return StreamSupport.stream(objects.spliterator(), false)
                .map(one -> one.getAsJsonObject().get(key).getAsString())
                .collect(Collectors.toList());
    }

    /** The mean of a row in a column of a report. */
    static double mean(JsonObject results, String objective, int column) {
        return results.getAsJsonArray("rows").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(row -> row.get("objective").getAsString().equals(objective))
                .findFirst()
                .orElseThrow()
                .getAsJsonArray("cells")
                .get(column)
                .getAsJsonObject()
                .get("mean")
                .getAsDouble();
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
