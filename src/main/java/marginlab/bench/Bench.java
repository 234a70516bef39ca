package marginlab.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import marginlab.run.Capacity;
import marginlab.run.Errand;
import marginlab.run.Workers;

/** A process that measures under a worker's settings and prints figures. */
final class Bench {
    private static final Duration LIMIT = Duration.ofHours(6);

    private Bench() {}

    /** Runs it to its end, with the heap of a worker. */
    static List<Figure> run(Class<?> main, List<String> arguments) {
        return run(main, arguments, Capacity.here(1, List.of(), 1).heapMegabytes());
    }

    /** Runs it to its end. */
    static List<Figure> run(Class<?> main, List<String> arguments, int heapMegabytes) {
        int threads = Capacity.here(1, List.of(), 1).threads();
        Workers workers = new Workers(main, arguments, threads, heapMegabytes);
        Errand.Answer answer = new Errand(workers).run(LIMIT);
        try {
            JsonArray documents = JsonParser.parseString(answer.output()).getAsJsonArray();
            List<Figure> figures = new ArrayList<>();
            for (JsonElement document : documents) {
                figures.add(Figure.fromJson(document.getAsJsonObject()));
            }
            return figures;
        } catch (JsonParseException | IllegalStateException e) {
            throw new IllegalStateException(
                    "the measuring process ended with code " + answer.code() + ": " + answer.lastWord(), e);
        }
    }
}
