package marginlab.loss.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.label.TermParameter;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A loss of a jar, as a trial knows it: what a label of it means, and which jar computes it. Two with the same {@link #text} are
 * equal, whether their jar is there or not.
 */
public final class PluginLoss {
    private static final Pattern TEXT = Pattern.compile("jar ([0-9a-f]{64})((?:; [^;]+)*)");
    private static final Pattern PARAMETER = Pattern.compile("; ([A-Za-z][A-Za-z0-9_]*) (\\S+) ([a-z-]+)");
    private static final String NEEDS = "; needs ";

    private final String name;
    private final List<TermParameter> parameters;
    private final Set<LossNeed> needs;
    private final String hash;
    private final PluginJar jar;
    private final LossPlugin plugin;
    /** What its code calls that no loss may call with PyTorch. */
    private final List<NumberCall> numberCalls;

    private PluginLoss(
            String name,
            List<TermParameter> parameters,
            Set<LossNeed> needs,
            String hash,
            PluginJar jar,
            LossPlugin plugin,
            List<NumberCall> numberCalls) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.needs = needs.isEmpty() ? EnumSet.noneOf(LossNeed.class) : EnumSet.copyOf(needs);
        this.hash = hash;
        this.jar = jar;
        this.plugin = plugin;
        this.numberCalls = List.copyOf(numberCalls);
    }

    /** @param numberCalls of all classes of the jar */
    static PluginLoss of(LossPlugin plugin, PluginJar jar, List<NumberCall> numberCalls) {
        return new PluginLoss(plugin.name(), plugin.parameters(), plugin.needs(), jar.hash(), jar, plugin, numberCalls);
    }

    /** One that is in no jar yet, for its author's tests. */
    public static PluginLoss of(LossPlugin plugin) {
        return new PluginLoss(
                plugin.name(),
                plugin.parameters(),
                plugin.needs(),
                "0".repeat(64),
                null,
                plugin,
                NumberCall.of(plugin.getClass()));
    }

    /**
     * Reads what {@link #text} wrote; its jar is not there.
     *
     * @throws IllegalArgumentException where the text is no loss of a jar
     */
    public static PluginLoss parse(String name, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no loss of a jar: " + name + ": " + text);
        }
        String rest = matcher.group(2);
        int end = rest.indexOf(NEEDS);
        Set<LossNeed> needs = EnumSet.noneOf(LossNeed.class);
        if (end >= 0) {
            for (String need : rest.substring(end + NEEDS.length()).split(", ")) {
                needs.add(LossNeed.parse(need));
            }
        }
        List<TermParameter> parameters = new ArrayList<>();
        Matcher each = PARAMETER.matcher(end >= 0 ? rest.substring(0, end) : rest);
        while (each.find()) {
            parameters.add(new TermParameter(each.group(1), Double.parseDouble(each.group(2)), range(each.group(3))));
        }
        return new PluginLoss(name, parameters, needs, matcher.group(1), null, null, List.of());
    }

    /** Whether a text is that of a loss of a jar, and not of one by formulas. */
    public static boolean isText(String text) {
        return text.startsWith("jar ");
    }

    /** What decides its results, in one line: {@code jar 5d41...; m 0.5 angle; needs centres, scale}. */
    public String text() {
        StringBuilder text = new StringBuilder("jar " + hash);
        parameters.forEach(parameter -> text.append("; ")
                .append(parameter.name())
                .append(' ')
                .append(LabelNumber.text(parameter.standard()))
                .append(' ')
                .append(label(parameter.range())));
        if (!needs.isEmpty()) {
            text.append(NEEDS).append(needs.stream().map(LossNeed::label).collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private static String label(ParameterRange range) {
        return range.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ParameterRange range(String label) {
        return ParameterRange.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public String name() {
        return name;
    }

    /** {@code Mine(m, t)}. */
    public String heading() {
        return parameters.isEmpty()
                ? name
                : name + parameters.stream().map(TermParameter::name).collect(Collectors.joining(", ", "(", ")"));
    }

    public List<TermParameter> parameters() {
        return parameters;
    }

    public Set<LossNeed> needs() {
        return Collections.unmodifiableSet(needs);
    }

    /** SHA-256 of the jar, in hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** The jar, where it was read from one here. */
    public Optional<PluginJar> jar() {
        return Optional.ofNullable(jar);
    }

    /**
     * Why PyTorch cannot train it, where it cannot: its gradients would be what others left in memory.
     *
     * @param label of the term, for the one who reads
     */
    public Optional<Problem> problemOnPyTorch(String label) {
        if (numberCalls.isEmpty()) {
            return Optional.empty();
        }
        String found = numberCalls.stream()
                .map(call -> call.called() + " in class " + call.type())
                .distinct()
                .collect(Collectors.joining(", "));
        String instead = numberCalls.stream()
                .map(call -> "batch." + call.instead())
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(new Problem(
                place(),
                found + " for " + label
                        + " on PyTorch, which would read the number for the gradient after Java may have freed it",
                instead + " of LossBatch",
                "Change the class, or train with engine: MXNet"));
    }

    /** Where it comes from, for a person: the jar's file, or its hash. */
    public String place() {
        return jar == null ? "the jar with SHA-256 " + hash : jar.file().toString();
    }

    /**
     * What computes it.
     *
     * @throws ProblemException where its jar is not there
     */
    public LossPlugin plugin() {
        if (plugin == null) {
            throw new ProblemException(new Problem(
                    "the loss " + name,
                    "no jar of it",
                    "the jar with SHA-256 " + hash,
                    "Name the folder of that jar with --plugins"));
        }
        return plugin;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PluginLoss loss
                && loss.name.equals(name)
                && loss.text().equals(text());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + hash.hashCode();
    }

    @Override
    public String toString() {
        return name + ": " + text();
    }
}
