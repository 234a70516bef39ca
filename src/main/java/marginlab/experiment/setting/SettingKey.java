package marginlab.experiment.setting;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import marginlab.engine.Precision;
import marginlab.file.text.Decimal;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;

/**
 * Every setting of a trial, once: its name in files and on the command line, what it may be, and what it is when nothing
 * is said; {@link SettingDescription} tells what it does. The defaults are the ArcFace paper's recipe for CASIA-WebFace
 * (arXiv 1801.07698, section 3).
 */
public enum SettingKey {
    ENGINE("engine", new ChoiceType(List.of("MXNet", "PyTorch")), "MXNet", Settings::engine),
    TRAIN("train", new DatasetNamesType(), null, s -> DatasetNamesType.join(s.train())),
    MIN_IMAGES("min-images", new WholeNumberType(1, 1_000_000), "1", s -> Integer.toString(s.minImages())),
    VERIFY("verify", new VerifiedSetsType(), null, s -> VerifiedSetsType.join(s.verify(), s.readings())),
    BACKBONE("backbone", new BackboneType(), "IR-50", s -> s.backbone().label()),
    INPUT("input", new WholeNumberType(1, 1024), "112", s -> Integer.toString(s.input())),
    EMBEDDING("embedding", new WholeNumberType(2, 65_536), "512", s -> Integer.toString(s.embedding())),
    DROPOUT("dropout", RealNumberType.below(0, 1), "0.4", s -> Decimal.label(s.dropout())),
    SCALE("scale", RealNumberType.above(0, 10_000), "64", s -> Decimal.label(s.scale())),
    GRADIENT(
            "gradient",
            new ChoiceType(ChoiceType.labels(MarginGradient.values(), MarginGradient::label)),
            MarginGradient.EXACT.label(),
            s -> s.gradient().label()),
    BEYOND_PI(
            "beyond-pi",
            new ChoiceType(ChoiceType.labels(BeyondPi.values(), BeyondPi::label)),
            BeyondPi.RAW.label(),
            s -> s.beyondPi().label()),
    FLIP("flip", new SwitchType(), "true", s -> Boolean.toString(s.flip())),
    SAMPLING(
            "sampling", new SamplingType(), SamplingType.AUTO, s -> s.sampling().label()),
    RECIPE(
            "recipe",
            new ChoiceType(ChoiceType.labels(Recipe.values(), Recipe::label)),
            Recipe.PAPER.label(),
            s -> s.variants().recipe().label()),
    LEARN_SCALE(
            "learn-scale",
            new SwitchType(),
            "false",
            s -> Boolean.toString(s.variants().learnScale())),
    SMOOTHING(
            "label-smoothing",
            RealNumberType.below(0, 1),
            "0",
            s -> Decimal.label(s.variants().smoothing())),
    CLASS_RATE(
            "class-rate",
            new RealNumberType(0, false, 1, true),
            "1",
            s -> Decimal.label(s.variants().classRate())),
    PRECISION(
            "precision",
            new ChoiceType(ChoiceType.labels(Precision.values(), Precision::label)),
            Precision.FLOAT32.label(),
            s -> s.variants().precision().label()),
    DEVICES(
            "devices",
            new DeviceCountType(),
            DeviceCountType.AUTO,
            s -> DeviceCountType.label(s.variants().devices())),
    BATCH(
            "schedule.batch",
            new WholeNumberType(1, 65_536),
            "512",
            s -> Integer.toString(s.schedule().batch())),
    RATE(
            "schedule.rate",
            RealNumberType.above(0, 1000),
            "0.1",
            s -> Decimal.label(s.schedule().rate())),
    CURVE(
            "schedule.curve",
            new ChoiceType(ChoiceType.labels(Schedule.RateCurve.values(), Schedule.RateCurve::label)),
            Schedule.RateCurve.STEPS.label(),
            s -> s.schedule().curve().label()),
    DIVIDE_AT(
            "schedule.divide-at",
            new SpanType.Lengths(),
            null,
            s -> SpanType.Lengths.join(s.schedule().divideAt())),
    DIVIDE_BY(
            "schedule.divide-by",
            RealNumberType.above(1, 1_000_000),
            "10",
            s -> Decimal.label(s.schedule().divideBy())),
    POWER(
            "schedule.power",
            RealNumberType.above(0, 100),
            "1",
            s -> Decimal.label(s.schedule().power())),
    WARM_UP("schedule.warm-up", new SpanType(0), "0", s -> s.schedule().warmUp().label()),
    STOP_AT(
            "schedule.stop-at",
            new SpanType(Double.MIN_VALUE),
            "32000",
            s -> s.schedule().stopAt().label()),
    MOMENTUM(
            "schedule.momentum",
            RealNumberType.below(0, 1),
            "0.9",
            s -> Decimal.label(s.schedule().momentum())),
    DECAY(
            "schedule.decay",
            RealNumberType.between(0, 1),
            "0.0005",
            s -> Decimal.label(s.schedule().decay())),
    CLIP(
            "schedule.clip",
            RealNumberType.between(0, 1_000_000),
            "0",
            s -> Decimal.label(s.schedule().clip())),
    EPOCH(
            "epoch",
            new ChoiceType(List.of(Watch.LAST, Watch.BEST)),
            Watch.LAST,
            s -> s.watch().best() ? Watch.BEST : Watch.LAST),
    WATCH("watch", new DatasetNameType(), null, s -> s.watch().set()),
    PATIENCE(
            "stop-early.patience",
            new WholeNumberType(0, 1_000_000),
            "0",
            s -> Integer.toString(s.watch().patience())),
    AFTER(
            "stop-early.after",
            new WholeNumberType(0, 1_000_000),
            "0",
            s -> Integer.toString(s.watch().after())),
    IDENTITIES(
            "identities",
            new WholeNumberType(0, 100_000_000),
            "0",
            s -> Integer.toString(s.subset().identities())),
    IDENTITIES_SEED(
            "identities-seed",
            new WholeNumberType(0, 1_000_000_000),
            "1",
            s -> Long.toString(s.subset().seed())),
    AUGMENT_CROP("augment.crop", s -> s.augmentation().crop()),
    AUGMENT_LOW_RESOLUTION("augment.low-resolution", s -> s.augmentation().lowResolution()),
    AUGMENT_PHOTOMETRIC("augment.photometric", s -> s.augmentation().photometric()),
    AUGMENT_COLOUR("augment.colour", s -> s.augmentation().colour()),
    AUGMENT_COMPRESSION("augment.compression", s -> s.augmentation().compression()),
    AUGMENT_CUTOFF("augment.cutoff", s -> s.augmentation().cutoff()),
    INIT_FILE("init.file", new FilePathType(), null, s -> s.firstWeights().file()),
    INIT_CENTRES(
            "init.centres",
            new SwitchType(),
            "false",
            s -> Boolean.toString(s.firstWeights().centres())),
    FREEZE(
            "freeze",
            new ChoiceType(FirstWeights.FREEZES),
            FirstWeights.NOTHING,
            s -> s.firstWeights().freeze());

    private final String path;
    private final SettingType type;
    private final String standard;
    private final Function<Settings, String> text;

    SettingKey(String path, SettingType type, String standard, Function<Settings, String> text) {
        this.path = path;
        this.type = type;
        this.standard = standard;
        this.text = text;
    }

    /** The probability of an augmentation. */
    SettingKey(String path, ToDoubleFunction<Settings> probability) {
        this(path, RealNumberType.between(0, 1), "0", s -> Decimal.label(probability.applyAsDouble(s)));
    }

    /** The name in files, flags and the store: {@code beyond-pi}, {@code schedule.warm-up}. */
    public String path() {
        return path;
    }

    /** The value when nothing is said; empty where it must be given, or follows from other settings. */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** What it is in a trial that does not mention it. */
    public String untold() {
        return standard().orElse("");
    }

    /** One line for a person. */
    public String description() {
        return SettingDescription.of(this);
    }

    /** The setting of a trial in its text form. */
    public String of(Settings settings) {
        return text.apply(settings);
    }

    /** The setting of that name. */
    public static Optional<SettingKey> named(String path) {
        return Stream.of(values()).filter(key -> key.path().equals(path)).findFirst();
    }

    public SettingType type() {
        return type;
    }
}
