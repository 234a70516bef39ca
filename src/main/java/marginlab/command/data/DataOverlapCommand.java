package marginlab.command.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.audit.DatasetOverlap;
import marginlab.file.AtomicFile;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.LineProblems;
import marginlab.problem.PrintableText;
import marginlab.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data overlap A B}: people and images that two datasets share. */
@Command(
        name = "overlap",
        description =
                "Finds people that two datasets share, by name, and images that look alike, by perceptual hash: nobody in a test set may be in the training set. For LFW, everyone in its folder counts. --out writes the shared people of the first set for drop-identities in an experiment.",
        footer = {"", "Example:  data overlap ms1mv2 lfw-funneled --out in-lfw.txt"})
public final class DataOverlapCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "a folder with one subfolder per person, a .rec, or the name of a dataset")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "the same, or a .bin")
    private String second;

    @Option(names = "--people", description = "compares names only, which is fast")
    private boolean namesOnly;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "list of the people of A who are also in B, one per line")
    private Path out;

    @Override
    public Integer call() throws IOException {
        try (EncodedImages a = new DatasetArgument(context, first, null).people();
                EncodedImages b = new DatasetArgument(context, second, null).people()) {
            Optional<List<String>> people = DatasetOverlap.people(a, b);
            List<DatasetOverlap.Twin> twins = List.of();
            LineProblems faults = new LineProblems();
            if (!namesOnly) {
                try (ProgressMeter meter = new ProgressMeter(context)) {
                    twins = DatasetOverlap.images(a, b, meter, faults);
                }
            }
            int written = out == null ? 0 : write(a, people.orElse(List.of()), twins);
            if (context.json()) {
                CommandOutput.json(context.out(), document(a, b, people, twins));
            } else {
                print(a, b, people, twins);
                if (out != null) {
                    context.tell(out + ": " + CommandOutput.counted(written, "person", "people"));
                    context.out().flush();
                }
            }
            int all = a.size() + b.size();
            faults.end(
                    all - faults.count(),
                    new Problem(
                            first + " and " + second,
                            (all - faults.count()) + " images of " + all + " that were compared",
                            "all of them",
                            "Fix those above and compare again: they may show people"));
        }
        return 0;
    }

    /** Everybody of the first set who is in the second by name or by an image. */
    private int write(EncodedImages a, List<String> people, List<DatasetOverlap.Twin> twins) throws IOException {
        TreeSet<String> all = new TreeSet<>(people);
        if (a instanceof LabelledImages faces) {
            twins.forEach(twin -> all.add(faces.identity(faces.label(twin.first()))));
        }
        AtomicFile.write(out, all.stream().map(name -> name + "\n").collect(Collectors.joining()));
        return all.size();
    }

    private String unnamed(EncodedImages a, EncodedImages b) {
        return Stream.of(isNamed(a) ? "" : first, isNamed(b) ? "" : second)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static boolean isNamed(EncodedImages images) {
        return images instanceof LabelledImages faces && faces.isNamed();
    }

    private void print(
            EncodedImages a, EncodedImages b, Optional<List<String>> people, List<DatasetOverlap.Twin> twins) {
        context.tell(people.map(names ->
                        CommandOutput.counted(names.size(), "person of " + first + " is", "people of " + first + " are")
                                + " in " + second)
                .orElse("people were not compared: no names in " + unnamed(a, b)
                        + " (those of NAME.rec are in a list NAME.names beside it)"));
        people.ifPresent(
                names -> names.stream().limit(SHOWN).forEach(name -> context.tell("  " + PrintableText.of(name))));
        if (!namesOnly) {
            context.tell(
                    CommandOutput.counted(twins.size(), "pair of images looks alike", "pairs of images look alike"));
            twins.stream()
                    .limit(SHOWN)
                    .forEach(twin -> context.tell(
                            "  " + PrintableText.of(a.name(twin.first()) + " and " + b.name(twin.second()))));
        }
        if (people.map(List::size).orElse(0) > SHOWN || twins.size() > SHOWN) {
            context.tell("The first " + SHOWN + " are shown; --json lists all.");
        }
        context.out().flush();
    }

    private static Document document(
            EncodedImages a, EncodedImages b, Optional<List<String>> people, List<DatasetOverlap.Twin> twins) {
        List<SharedImages> pairs = twins.stream()
                .map(twin -> new SharedImages(a.name(twin.first()), b.name(twin.second()), twin.bits()))
                .toList();
        return new Document(people.orElse(null), pairs);
    }

    /** What {@code --json} prints; people are null where a set has none. */
    private record Document(List<String> people, List<SharedImages> images) {}

    private record SharedImages(String first, String second, int bits) {}
}
