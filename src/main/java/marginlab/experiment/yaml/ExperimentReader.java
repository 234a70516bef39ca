package marginlab.experiment.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.NetworkRow;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.DatasetNamesType;
import marginlab.experiment.setting.RealNumberType;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.SettingType;
import marginlab.experiment.setting.VerifiedSetsType;
import marginlab.experiment.setting.WholeNumberType;
import marginlab.file.text.Decimal;
import marginlab.file.yaml.Yaml;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.TermKind;
import marginlab.loss.formula.DefinitionReader;
import marginlab.loss.formula.LossDefinitions;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/** Reads an experiment file, finding all of its problems at once. */
public final class ExperimentReader {
    /** More is a slip of the pen. */
    private static final long MOST_TRIALS = 100_000;

    static final SettingType DIFFERENCE = RealNumberType.above(0, 100);
    static final double USUAL_DIFFERENCE = 0.5;
    static final SettingType REPEAT = new WholeNumberType(1, 1000);
    private static final List<String> PARTS =
            Stream.of(SectionKey.values()).map(SectionKey::path).toList();

    private final Problems problems = new Problems();
    private final SettingsReader settings = new SettingsReader();
    private final Map<String, YamlCursor.Field> sections;
    private final String file;
    private final Path path;
    private final boolean overridden;

    private final LossDefinitions ofJars;
    private final Function<DatasetMention, Optional<Problem>> datasets;

    private ExperimentReader(
            Path file,
            List<String> overrides,
            boolean lenient,
            LossDefinitions ofJars,
            Function<DatasetMention, Optional<Problem>> datasets) {
        this.ofJars = ofJars;
        this.file = file.toString();
        this.path = file;
        this.datasets = datasets;
        this.sections = Sections.of(Yaml.read(file, problems));
        if (sections.isEmpty()) {
            problems.raise();
        }
        Sections.override(sections, overrides, problems);
        this.overridden = lenient || !overrides.isEmpty();
    }

    /**
     * The experiment of a file.
     *
     * @param overrides {@code schedule.rate=0.05}: settings that replace those of the file
     * @throws ProblemException with everything that is wrong
     */
    public static Experiment read(Path file, List<String> overrides) {
        return read(file, overrides, LossDefinitions.NONE, mention -> Optional.empty());
    }

    /**
     * The experiment of a file, whose datasets are checked with everything else.
     *
     * @param ofJars losses of jars that it may name
     * @param datasets what is wrong with a dataset that is named, if anything
     */
    public static Experiment read(
            Path file,
            List<String> overrides,
            LossDefinitions ofJars,
            Function<DatasetMention, Optional<Problem>> datasets) {
        return new ExperimentReader(file, overrides, false, ofJars, datasets).read();
    }

    /** The experiment of a file that was read before, when what changes nothing was no problem yet. */
    public static Experiment reread(Path file) {
        return reread(file, List.of(), LossDefinitions.NONE);
    }

    /** The experiment of a file with changes that were made before, and the losses of jars that it had then. */
    public static Experiment reread(Path file, List<String> overrides, LossDefinitions ofJars) {
        return new ExperimentReader(file, overrides, true, ofJars, mention -> Optional.empty()).read();
    }

    private Experiment read() {
        GridSettings matrix = GridSettings.take(sections, settings);
        Sections.refuseUnknown(sections, PARTS, "a setting or a part of an experiment");
        Map<SettingKey, SettingValue> base = base(matrix);
        String name = name();
        String description = part(SectionKey.DESCRIPTION)
                .flatMap(cursor -> cursor.text("a text"))
                .orElse("");
        Optional<Double> stated =
                part(SectionKey.DIFFERENCE).flatMap(DIFFERENCE::read).map(Double::parseDouble);
        Optional<SeedsUntilDecided> until =
                part(SectionKey.SEEDS).filter(YamlCursor::isMap).map(cursor -> SeedsReader.rule(cursor, stated));
        List<Long> seeds = until.map(SeedsUntilDecided::first)
                .orElseGet(() -> part(SectionKey.SEEDS).map(SeedsReader::list).orElse(List.of(1L)));
        int repeat = part(SectionKey.REPEAT)
                .flatMap(REPEAT::read)
                .map(Integer::parseInt)
                .orElse(1);
        List<NetworkRow> networks = part(SectionKey.NETWORKS)
                .map(cursor -> NetworkRows.read(
                        cursor, path, base.get(SettingKey.VERIFY).text(), System.getenv()))
                .orElse(List.of());
        double difference = until.map(SeedsUntilDecided::difference).orElse(stated.orElse(USUAL_DIFFERENCE));
        LossDefinitions formulas = part(SectionKey.DEFINE)
                .map(cursor -> DefinitionReader.read(cursor, takenNames()))
                .orElse(LossDefinitions.NONE);
        LossDefinitions definitions = ofJars.with(formulas);
        List<LossReader.Loss> losses = (isTraining()
                        ? required(SectionKey.LOSSES.path(), SectionKey.LOSSES.description())
                        : Optional.<YamlCursor>empty())
                .map(cursor -> LossReader.read(cursor, definitions))
                .orElse(List.of());
        List<Inclusion> inclusions = part(SectionKey.INCLUDE)
                .map(cursor -> Inclusion.read(cursor, settings, definitions))
                .orElse(List.of());
        List<Exclusion> exclusions = part(SectionKey.EXCLUDE)
                .map(cursor -> Exclusion.read(cursor, settings, definitions))
                .orElse(List.of());
        limit(
                losses,
                matrix,
                inclusions,
                (long) until.map(SeedsUntilDecided::most).orElse(seeds.size()) * repeat);

        Optional<TuningReader> tune = part(SectionKey.TUNE).map(TuningReader::read);
        List<DatasetMention> mentions = new ArrayList<>(settings.mentions());
        boolean whole = problems.isEmpty();
        SettingChecks checks = new SettingChecks(settings.broken(), problems);
        ParameterGrid crossing = new ParameterGrid(base, checks, overridden, problems);
        crossing.cross(losses, matrix, inclusions, whole ? exclusions : List.of());
        List<ExperimentRow> rows = crossing.rows();
        UnusedSettings unused = new UnusedSettings(rows, crossing.aliases(), overridden, problems);
        Optional<String> baseline = Optional.empty();
        if (whole) {
            unused.settings(base);
            unused.factors(base, matrix, losses, inclusions);
            unused.exclusions(crossing.unmatched());
            part(SectionKey.DEFINE).ifPresent(cursor -> unused.definitions(formulas, cursor));
            baseline = unused.baseline(part(SectionKey.BASELINE), networks);
            if (until.isPresent()) {
                checkComparisons(rows.size() + networks.size(), baseline);
            }
        }
        tune.flatMap(TuningReader::mention).ifPresent(mentions::add);
        if (whole && tune.isPresent()) {
            tune.get()
                    .check(
                            rows,
                            VerifiedSetsType.names(base.get(SettingKey.VERIFY).text()));
            tune.get()
                    .checkBaseline(
                            part(SectionKey.BASELINE),
                            Experiment.matching(rows, crossing.aliases(), baseline.orElse("")));
        }
        if (whole && rows.isEmpty() && networks.isEmpty()) {
            problems.add(file, "exclusions of every row", "at least one row", "");
        }
        mentions.forEach(mention -> datasets.apply(mention).ifPresent(problems::add));
        problems.raise();
        Set<String> factors = new LinkedHashSet<>();
        matrix.factors().keySet().forEach(key -> factors.add(key.path()));
        rows.forEach(row -> factors.addAll(row.varying().keySet()));
        return new Experiment(
                name,
                description,
                rows,
                crossing.aliases(),
                crossing.excluded(),
                VerifiedSetsType.names(base.get(SettingKey.VERIFY).text()),
                seeds,
                until,
                tune.flatMap(TuningReader::tuning),
                repeat,
                new ArrayList<>(factors),
                baseline,
                difference,
                mentions,
                networks);
    }

    private List<String> takenNames() {
        return Stream.concat(TermKind.titles().stream(), ofJars.ofJars().keySet().stream())
                .toList();
    }

    /** Whether something is trained, and not networks of others alone compared. */
    private boolean isTraining() {
        return sections.containsKey(SectionKey.LOSSES.path()) || !sections.containsKey(SectionKey.NETWORKS.path());
    }

    private Optional<YamlCursor> part(SectionKey part) {
        return Optional.ofNullable(sections.get(part.path())).map(YamlCursor.Field::value);
    }

    private Optional<YamlCursor> required(String path, String description) {
        Optional<YamlCursor> value = Optional.ofNullable(sections.get(path)).map(YamlCursor.Field::value);
        if (value.isEmpty()) {
            problems.add(file, "no '" + path + "'", path + ": " + description, "");
        }
        return value;
    }

    /** What the file says, and the defaults for the rest; a placeholder for what must be given and is not. */
    private Map<SettingKey, SettingValue> base(GridSettings matrix) {
        Map<SettingKey, SettingValue> base = new EnumMap<>(SettingKey.class);
        base.putAll(settings.read(sections));
        for (SettingKey key : List.of(SettingKey.TRAIN, SettingKey.VERIFY)) {
            if (!matrix.factors().containsKey(key) && (isTraining() || key == SettingKey.VERIFY)) {
                required(key.path(), key.description());
            }
            base.putIfAbsent(key, new SettingValue("none", file, false));
        }
        for (SettingKey key : SettingKey.values()) {
            key.standard().ifPresent(text -> base.putIfAbsent(key, new SettingValue(text, file, false)));
        }
        return base;
    }

    private String name() {
        Optional<YamlCursor> cursor = required(SectionKey.NAME.path(), SectionKey.NAME.description());
        Optional<String> name = cursor.flatMap(value -> value.text("a name"));
        if (name.isPresent() && !DatasetNamesType.NAME.matcher(name.get()).matches()) {
            cursor.get().problem("letters, digits, dots, hyphens and underscores, a letter or digit first");
        }
        return name.orElse("");
    }

    /** Rounds of seeds end when comparisons are decided: there have to be some. */
    private void checkComparisons(int rows, Optional<String> baseline) {
        YamlCursor seeds = sections.get(SectionKey.SEEDS.path()).value();
        if (rows == 1) {
            seeds.problem("two rows or more with 'until: decided': one alone is compared with nothing");
        }
        if (baseline.isEmpty() && part(SectionKey.BASELINE).isEmpty()) {
            seeds.problem("a 'baseline' beside 'until: decided': the row that the others are compared with");
        }
    }

    private void limit(List<LossReader.Loss> losses, GridSettings matrix, List<Inclusion> inclusions, long trainings) {
        long extra = inclusions.stream()
                .mapToLong(inclusion -> inclusion.losses().size())
                .sum();
        double trials = ((double) losses.size() * matrix.size() + extra) * trainings;
        if (trials > MOST_TRIALS) {
            problems.add(file, Decimal.label(trials) + " trials", "at most " + MOST_TRIALS, "");
            problems.raise();
        }
    }
}
