package marginlab.loss.formula;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.file.yaml.Yaml;
import marginlab.loss.plugin.PluginLoss;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/**
 * Losses that are not built in, by name.
 *
 * @param byName those by formulas, each under its own name
 * @param ofJars those of jars
 */
public record LossDefinitions(SortedMap<String, LossDefinition> byName, SortedMap<String, PluginLoss> ofJars) {
    /** Nobody defined any. */
    public static final LossDefinitions NONE = new LossDefinitions(new TreeMap<>());

    public LossDefinitions {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        ofJars = Collections.unmodifiableSortedMap(new TreeMap<>(ofJars));
    }

    private LossDefinitions(SortedMap<String, LossDefinition> byName) {
        this(byName, new TreeMap<>());
    }

    /** Those of jars, each once. */
    public static LossDefinitions ofJars(Collection<PluginLoss> losses) {
        SortedMap<String, PluginLoss> ofJars = new TreeMap<>();
        losses.forEach(loss -> ofJars.put(loss.name(), loss));
        return new LossDefinitions(new TreeMap<>(), ofJars);
    }

    /** These, each once. */
    public static LossDefinitions of(Collection<LossDefinition> definitions) {
        SortedMap<String, LossDefinition> byName = new TreeMap<>();
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        return new LossDefinitions(byName);
    }

    public boolean isEmpty() {
        return byName.isEmpty() && ofJars.isEmpty();
    }

    public Optional<LossDefinition> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those by formulas. */
    public List<LossDefinition> all() {
        return List.copyOf(byName.values());
    }

    /** These and others; of two with one name the other's. */
    public LossDefinitions with(LossDefinitions others) {
        SortedMap<String, LossDefinition> all = new TreeMap<>(byName);
        all.putAll(others.byName);
        SortedMap<String, PluginLoss> jars = new TreeMap<>(ofJars);
        jars.putAll(others.ofJars);
        return new LossDefinitions(all, jars);
    }

    /** Each in its normal form, by its name. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        byName.forEach((name, definition) -> texts.put(name, definition.text()));
        ofJars.forEach((name, loss) -> texts.put(name, loss.text()));
        return texts;
    }

    /**
     * Reads what {@link #texts} wrote.
     *
     * @throws IllegalArgumentException where a text is no definition of the name that it has
     */
    public static LossDefinitions of(Map<String, String> texts) {
        SortedMap<String, LossDefinition> byName = new TreeMap<>();
        SortedMap<String, PluginLoss> ofJars = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (PluginLoss.isText(text)) {
                ofJars.put(name, PluginLoss.parse(name, text));
                return;
            }
            try {
                Problems problems = new Problems();
                LossDefinitions read = DefinitionReader.read(Yaml.parse(text, name, problems), Set.of());
                problems.raise();
                byName.put(
                        name,
                        read.named(name)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("no definition of " + name + ": " + text)));
            } catch (ProblemException e) {
                throw new IllegalArgumentException("the definition of " + name + ": " + e.getMessage(), e);
            }
        });
        return new LossDefinitions(byName, ofJars);
    }
}
