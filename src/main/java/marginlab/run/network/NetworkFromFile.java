package marginlab.run.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.UsualRights;
import marginlab.file.json.Json;
import marginlab.progress.Progress;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.HelperProgress;
import marginlab.run.launch.WorkerLauncher;
import marginlab.run.score.SearchSettings;

/**
 * What is asked of a network's file, in a process that has a worker's environment.
 *
 * @param network the file
 * @param datasets the catalog
 * @param set that it is asked about
 * @param progress hears of each batch
 */
public record NetworkFromFile(NetworkRequest network, Path datasets, String set, Progress progress) {
    private static final Duration LIMIT = Duration.ofDays(30);

    /** Writes the embeddings of the set's images; {@code flip}, for the mirrored ones, may be null. */
    public EmbeddedImages embed(Path out, Path flip) {
        List<String> files = new ArrayList<>(List.of(out.toAbsolutePath().toString()));
        if (flip != null) {
            files.add(flip.toAbsolutePath().toString());
        }
        EmbeddedImages embedded = Json.read(ask(NetworkProcess.EMBED, files), EmbeddedImages.class);
        UsualRights.give(out, flip);
        return embedded;
    }

    /** What the protocol of the set says, and of pairs these rules too, by their labels; nothing is kept. */
    public List<ProtocolOutcome> score(List<String> rules, SearchSettings search) {
        List<String> rest = new ArrayList<>(search.arguments());
        rules.forEach(rule -> rest.add(NetworkProcess.RULES + rule));
        return List.of(Json.read(ask(NetworkProcess.SCORE, rest), ProtocolOutcome[].class));
    }

    /** Which images the network was trained for, by so many pairs of the set. */
    public NetworkReport check(int pairs) {
        return Json.read(ask(NetworkProcess.CHECK, List.of(Integer.toString(pairs))), NetworkReport.class);
    }

    private String ask(String what, List<String> rest) {
        List<String> arguments = new ArrayList<>(
                List.of(what, network.argument(), datasets.toAbsolutePath().toString(), set));
        arguments.addAll(rest);
        MachineCapacity capacity = MachineCapacity.here(1, List.of(), 1);
        HelperProcess.ProcessOutput answer = new HelperProcess(new WorkerLauncher(
                        NetworkProcess.class, arguments, capacity.threads(), capacity.heapMegabytes()))
                .run(LIMIT, line -> HelperProgress.hear(line, progress));
        return HelperAnswer.of(answer, network.file().toString(), "a network that can be opened");
    }
}
