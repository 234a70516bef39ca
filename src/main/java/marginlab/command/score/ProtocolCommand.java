package marginlab.command.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.problem.ProblemException;
import marginlab.protocol.GivenArguments;
import marginlab.protocol.Protocol;
import marginlab.protocol.ProtocolArgument;
import marginlab.protocol.ProtocolNeed;
import marginlab.protocol.Protocols;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.score.GivenEmbeddings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code score LABEL}: a protocol with the arguments that it declares. */
@Command
final class ProtocolCommand extends ScoreVerb {
    private static final String EXAMPLE = "Example:  ";

    private static final String DATA = "--data";
    private static final String PAIRS = "pairs";

    /** What goes with a dataset's name. */
    private static final List<ProtocolArgument> EMBEDDINGS = List.of(
            ProtocolArgument.perhaps("embeddings", "E.npy", "with --data: of its images, float32 [M, d]"),
            ProtocolArgument.perhaps("flip", "F.npy", "with --data: of the mirrored images, of the same shape"));

    private final Protocol protocol;
    /** Null until the pairs of a dataset are asked for. */
    private Path listed;

    @Spec
    private CommandSpec command;

    private ProtocolCommand(Protocol protocol) {
        this.protocol = protocol;
    }

    /** Adds a verb for each protocol. */
    static void addTo(CommandLine score) {
        for (Protocol protocol : Protocols.all()) {
            CommandLine verb = new CommandLine(new ProtocolCommand(protocol));
            CommandSpec spec = verb.getCommandSpec();
            spec.name(protocol.label());
            spec.usageMessage().description(protocol.description()).footer(footer(protocol));
            boolean isOptional = takesLists(protocol);
            protocol.arguments().forEach(argument -> spec.addOption(option(argument, isOptional)));
            if (takesDataset(protocol)) {
                spec.addOption(OptionSpec.builder(DATA)
                        .type(String.class)
                        .paramLabel("NAME")
                        .description("takes " + (takesPairs(protocol) ? "the pairs" : "all lists")
                                + " of a dataset of the catalog; the embeddings are of its images in order,"
                                + " as 'embed' writes them")
                        .build());
            }
            if (isOptional) {
                EMBEDDINGS.stream()
                        .filter(argument -> spec.findOption("--" + argument.flag()) == null)
                        .forEach(argument -> spec.addOption(option(argument, true)));
            }
            score.addSubcommand(protocol.label(), verb);
        }
    }

    private static String[] footer(Protocol protocol) {
        List<String> lines = new ArrayList<>(List.of(""));
        List<String> examples = new ArrayList<>(protocol.examples());
        if (takesLists(protocol)) {
            examples.add("embed 4f3a --data NAME --out E.npy --flip F.npy");
            examples.add("score " + protocol.label() + " --data NAME --embeddings E.npy --flip F.npy");
        }
        examples.forEach(example -> lines.add((lines.size() == 1 ? EXAMPLE : " ".repeat(EXAMPLE.length())) + example));
        return lines.toArray(String[]::new);
    }

    /** Whether its pairs can be those of a dataset. */
    private static boolean takesPairs(Protocol protocol) {
        return protocol.equals(Protocols.ofPairs());
    }

    /** Whether a dataset brings all its lists: whoever compares two sets with each other has embeddings of both. */
    private static boolean takesLists(Protocol protocol) {
        return !takesPairs(protocol)
                && protocol.needs().stream().noneMatch(need -> need.kind() == ProtocolNeed.Kind.SET);
    }

    private static boolean takesDataset(Protocol protocol) {
        return takesPairs(protocol) || takesLists(protocol);
    }

    private static OptionSpec option(ProtocolArgument argument, boolean isOptional) {
        OptionSpec.Builder option = OptionSpec.builder("--" + argument.flag()).description(argument.description());
        switch (argument.kind()) {
            case REQUIRED -> option.type(Path.class).required(!isOptional).paramLabel(argument.label());
            case OPTIONAL, ONE_OF -> option.type(Path.class).paramLabel(argument.label());
            case SEVERAL ->
                option.type(List.class)
                        .auxiliaryTypes(Path.class)
                        .required(!isOptional)
                        .paramLabel(argument.label());
            case WORD -> option.type(String.class).paramLabel(argument.label());
            case SWITCH ->
                option.type(boolean.class).negatable(true).defaultValue("true").fallbackValue("true");
        }
        return option.build();
    }

    @Override
    Optional<OfDataset> ofDataset() throws IOException {
        if (!takesLists(protocol)) {
            return Optional.empty();
        }
        if (!(command.findOption(DATA).getValue() instanceof String name)) {
            checkRequired();
            return Optional.empty();
        }
        checkNothingElse();
        Path embeddings = command.findOption("--embeddings").getValue();
        Path flip = command.findOption("--flip").getValue();
        catalog().problem(name, DATA).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        Map<String, Path> lists = new TreeMap<>(catalog().dataset(name).beside().lists());
        for (String use : needs()) {
            if (command.findOption("--" + use).getValue() instanceof Path list) {
                lists.put(use, list);
            }
        }
        return Optional.of(new OfDataset(
                new GivenEmbeddings(embeddings, flip).score(catalog(), protocol, name, lists),
                catalog().fingerprint(name)));
    }

    /** What it takes beside a set. */
    private List<String> needs() {
        return protocol.needs().stream().map(ProtocolNeed::name).toList();
    }

    private void checkRequired() {
        List<String> missing = new ArrayList<>();
        for (ProtocolArgument argument : protocol.arguments()) {
            boolean isRequired = argument.kind() == ProtocolArgument.Kind.REQUIRED
                    || argument.kind() == ProtocolArgument.Kind.SEVERAL;
            if (isRequired && command.findOption("--" + argument.flag()).getValue() == null) {
                missing.add("'--" + argument.flag() + "=" + argument.label() + "'");
            }
        }
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing required option" + (missing.size() == 1 ? ": " : "s: ") + String.join(", ", missing)
                            + "; or " + DATA + ", which brings all lists");
        }
    }

    private void checkNothingElse() {
        List<String> allowed = new ArrayList<>(needs());
        EMBEDDINGS.forEach(argument -> allowed.add(argument.flag()));
        List<String> others = new ArrayList<>();
        for (ProtocolArgument argument : protocol.arguments()) {
            Object value = command.findOption("--" + argument.flag()).getValue();
            boolean isGiven =
                    argument.kind() == ProtocolArgument.Kind.SWITCH ? Boolean.FALSE.equals(value) : value != null;
            if (isGiven && !allowed.contains(argument.flag())) {
                others.add("--" + argument.flag());
            }
        }
        if (!others.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), DATA + " brings what these say: leave out " + String.join(", ", others));
        }
        if (command.findOption("--embeddings").getValue() == null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--embeddings=E.npy'");
        }
    }

    /** Refuses none and several of those of which one is given. */
    private void checkOneOf() {
        List<String> choices = protocol.arguments().stream()
                .filter(argument -> argument.kind() == ProtocolArgument.Kind.ONE_OF)
                .map(argument -> "--" + argument.flag())
                .toList();
        if (takesPairs(protocol)) {
            choices = Stream.concat(choices.stream(), Stream.of(DATA)).toList();
        }
        long given = choices.stream()
                .filter(flag -> command.findOption(flag).getValue() != null)
                .count();
        if (!choices.isEmpty() && given != 1) {
            throw new ParameterException(
                    command.commandLine(),
                    given == 0
                            ? "Missing required argument (specify one of these): " + String.join(" | ", choices)
                            : String.join(", ", choices) + " are mutually exclusive (specify only one)");
        }
    }

    private GivenArguments given() {
        Map<String, List<Path>> files = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        List<String> off = new ArrayList<>();
        for (ProtocolArgument argument : protocol.arguments()) {
            Object value = command.findOption("--" + argument.flag()).getValue();
            if (value instanceof Path file) {
                files.put(argument.flag(), List.of(file));
            } else if (value instanceof List<?> several) {
                files.put(
                        argument.flag(), several.stream().map(Path.class::cast).toList());
            } else if (value instanceof String word) {
                words.put(argument.flag(), word);
            } else if (Boolean.FALSE.equals(value)) {
                off.add(argument.flag());
            }
        }
        if (takesPairs(protocol) && command.findOption(DATA).getValue() instanceof String name) {
            files.put(PAIRS, List.of(pairs(name)));
        }
        return new GivenArguments(files, words, off);
    }

    /** The pairs of a dataset as a list of rows, called by its name. */
    private Path pairs(String name) {
        if (listed == null) {
            listed = DatasetPairs.write(catalog(), name);
        }
        return listed;
    }

    @Override
    ProtocolFiles files() {
        checkOneOf();
        return protocol.files(given());
    }

    @Override
    Path list() {
        Path named = given().file(protocol.namedBy());
        return named == null ? files().lists().get(0) : named;
    }
}
