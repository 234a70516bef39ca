package marginlab.command.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.protocol.GivenArguments;
import marginlab.protocol.Protocol;
import marginlab.protocol.ProtocolArgument;
import marginlab.protocol.Protocols;
import marginlab.protocol.files.ProtocolFiles;
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
            protocol.arguments().forEach(argument -> spec.addOption(option(argument)));
            if (takesDataset(protocol)) {
                spec.addOption(OptionSpec.builder(DATA)
                        .type(String.class)
                        .paramLabel("NAME")
                        .description(
                                "takes the pairs of a dataset of the catalog; the embeddings are of its images in order,"
                                        + " as 'embed' writes them")
                        .build());
            }
            score.addSubcommand(protocol.label(), verb);
        }
    }

    private static String[] footer(Protocol protocol) {
        List<String> lines = new ArrayList<>(List.of(""));
        protocol.examples()
                .forEach(example -> lines.add((lines.size() == 1 ? EXAMPLE : " ".repeat(EXAMPLE.length())) + example));
        return lines.toArray(String[]::new);
    }

    /** Whether its pairs can be those of a dataset. */
    private static boolean takesDataset(Protocol protocol) {
        return protocol.equals(Protocols.ofPairs());
    }

    private static OptionSpec option(ProtocolArgument argument) {
        OptionSpec.Builder option = OptionSpec.builder("--" + argument.flag()).description(argument.description());
        switch (argument.kind()) {
            case REQUIRED -> option.type(Path.class).required(true).paramLabel(argument.label());
            case OPTIONAL, ONE_OF -> option.type(Path.class).paramLabel(argument.label());
            case SEVERAL ->
                option.type(List.class)
                        .auxiliaryTypes(Path.class)
                        .required(true)
                        .paramLabel(argument.label());
            case WORD -> option.type(String.class).paramLabel(argument.label());
            case SWITCH ->
                option.type(boolean.class).negatable(true).defaultValue("true").fallbackValue("true");
        }
        return option.build();
    }

    /** Refuses none and several of those of which one is given. */
    private void checkOneOf() {
        List<String> choices = protocol.arguments().stream()
                .filter(argument -> argument.kind() == ProtocolArgument.Kind.ONE_OF)
                .map(argument -> "--" + argument.flag())
                .toList();
        if (takesDataset(protocol)) {
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
        if (takesDataset(protocol) && command.findOption(DATA).getValue() instanceof String name) {
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
