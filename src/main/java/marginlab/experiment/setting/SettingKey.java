package marginlab.experiment.setting;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import marginlab.file.text.Decimal;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;

/**
 * Every setting of a trial, once: its name in files and on the command line, what it may be, what it is when nothing is
 * said, and what it does. The defaults are the ArcFace paper's recipe for CASIA-WebFace (arXiv 1801.07698, section 3).
 */
public enum SettingKey {
    ENGINE("engine", new ChoiceType(List.of("MXNet", "PyTorch")), "MXNet", Settings::engine, "the engine that trains"),
    TRAIN(
            "train",
            new DatasetNamesType(),
            null,
            s -> DatasetNamesType.join(s.train()),
            "what is trained on: names of the catalog"),
    MIN_IMAGES(
            "min-images",
            new WholeNumberType(1, 1_000_000),
            "1",
            s -> Integer.toString(s.minImages()),
            "identities with fewer images are left out of training"),
    VERIFY(
            "verify",
            new VerifiedSetsType(),
            null,
            s -> VerifiedSetsType.join(s.verify(), s.readings()),
            "the columns of the table: verification sets of the catalog"),
    BACKBONE("backbone", new BackboneType(), "IR-50", s -> s.backbone().label(), "the network"),
    INPUT(
            "input",
            new WholeNumberType(1, 1024),
            "112",
            s -> Integer.toString(s.input()),
            "side of the square input in pixels; images of another size are resized"),
    EMBEDDING(
            "embedding",
            new WholeNumberType(2, 65_536),
            "512",
            s -> Integer.toString(s.embedding()),
            "dimension of the embedding"),
    DROPOUT(
            "dropout",
            RealNumberType.below(0, 1),
            "0.4",
            s -> Decimal.label(s.dropout()),
            "probability with which a feature before the output layer is dropped"),
    SCALE(
            "scale",
            RealNumberType.above(0, 10_000),
            "64",
            s -> Decimal.label(s.scale()),
            "s, the factor of the cosines"),
    GRADIENT(
            "gradient",
            new ChoiceType(ChoiceType.labels(MarginGradient.values(), MarginGradient::label)),
            MarginGradient.EXACT.label(),
            s -> s.gradient().label(),
            "the derivative of the published formula, or arcface_torch's, which takes the margin's as one"),
    BEYOND_PI(
            "beyond-pi",
            new ChoiceType(ChoiceType.labels(BeyondPi.values(), BeyondPi::label)),
            BeyondPi.RAW.label(),
            s -> s.beyondPi().label(),
            "the target logit where the angle with its margin passes pi"),
    FLIP(
            "flip",
            new SwitchType(),
            "true",
            s -> Boolean.toString(s.flip()),
            "whether half of the training images are mirrored"),
    SAMPLING(
            "sampling",
            new SamplingType(),
            SamplingType.AUTO,
            s -> s.sampling().label(),
            "how batches are drawn; auto draws identities with several images where a term needs pairs"),
    RECIPE(
            "recipe",
            new ChoiceType(ChoiceType.labels(Recipe.values(), Recipe::label)),
            Recipe.PAPER.label(),
            s -> s.variants().recipe().label(),
            "whose conventions: first weights, BN epsilon, what decays, where the rate stands in the momentum"),
    LEARN_SCALE(
            "learn-scale",
            new SwitchType(),
            "false",
            s -> Boolean.toString(s.variants().learnScale()),
            "whether the scale is trained with the network, from scale on"),
    SMOOTHING(
            "label-smoothing",
            RealNumberType.below(0, 1),
            "0",
            s -> Decimal.label(s.variants().smoothing()),
            "share of the target that a cross entropy spreads over all classes"),
    CLASS_RATE(
            "class-rate",
            new RealNumberType(0, false, 1, true),
            "1",
            s -> Decimal.label(s.variants().classRate()),
            "share of the classes that a step compares with: those of the batch and others at random (Partial FC)"),
    DEVICES(
            "devices",
            new DeviceCountType(),
            DeviceCountType.AUTO,
            s -> DeviceCountType.label(s.variants().devices()),
            "how many devices share each batch; auto for one: a GPU where the engine sees one, else the processor"),
    BATCH(
            "schedule.batch",
            new WholeNumberType(1, 65_536),
            "512",
            s -> Integer.toString(s.schedule().batch()),
            "images an iteration"),
    RATE(
            "schedule.rate",
            RealNumberType.above(0, 1000),
            "0.1",
            s -> Decimal.label(s.schedule().rate()),
            "the highest learning rate"),
    CURVE(
            "schedule.curve",
            new ChoiceType(ChoiceType.labels(Schedule.Curve.values(), Schedule.Curve::label)),
            Schedule.Curve.STEPS.label(),
            s -> s.schedule().curve().label(),
            "how the rate falls"),
    DIVIDE_AT(
            "schedule.divide-at",
            new SpanType.Lengths(),
            null,
            s -> SpanType.Lengths.join(s.schedule().divideAt()),
            "where the rate is divided; 5/8 and 7/8 of stop-at unless given, as in the paper; for curve steps"),
    DIVIDE_BY(
            "schedule.divide-by",
            RealNumberType.above(1, 1_000_000),
            "10",
            s -> Decimal.label(s.schedule().divideBy()),
            "the divisor; for curve steps"),
    POWER(
            "schedule.power",
            RealNumberType.above(0, 100),
            "1",
            s -> Decimal.label(s.schedule().power()),
            "the exponent; for curve polynomial"),
    WARM_UP(
            "schedule.warm-up",
            new SpanType(0),
            "0",
            s -> s.schedule().warmUp().label(),
            "the rate grows linearly from 0 over this length"),
    STOP_AT(
            "schedule.stop-at",
            new SpanType(Double.MIN_VALUE),
            "32000",
            s -> s.schedule().stopAt().label(),
            "the length of training"),
    MOMENTUM(
            "schedule.momentum",
            RealNumberType.below(0, 1),
            "0.9",
            s -> Decimal.label(s.schedule().momentum()),
            "momentum of SGD"),
    DECAY(
            "schedule.decay",
            RealNumberType.between(0, 1),
            "0.0005",
            s -> Decimal.label(s.schedule().decay()),
            "weight decay"),
    CLIP(
            "schedule.clip",
            RealNumberType.between(0, 1_000_000),
            "0",
            s -> Decimal.label(s.schedule().clip()),
            "largest L2 norm of all gradients together; 0 for none"),
    EPOCH(
            "epoch",
            new ChoiceType(List.of(Watch.LAST, Watch.BEST)),
            Watch.LAST,
            s -> s.watch().best() ? Watch.BEST : Watch.LAST,
            "the epoch that is reported: the last, or the one that is best on the watched set"),
    WATCH(
            "watch",
            new DatasetNameType(),
            null,
            s -> s.watch().set(),
            "the set whose accuracy is taken after each epoch, for 'epoch: best' and 'stop-early';"
                    + " the first of verify unless given"),
    PATIENCE(
            "stop-early.patience",
            new WholeNumberType(0, 1_000_000),
            "0",
            s -> Integer.toString(s.watch().patience()),
            "training ends after so many epochs without a better accuracy on the watched set; 0 for never"),
    AFTER(
            "stop-early.after",
            new WholeNumberType(0, 1_000_000),
            "0",
            s -> Integer.toString(s.watch().after()),
            "training does not end early before this many epochs"),
    IDENTITIES(
            "identities",
            new WholeNumberType(0, 100_000_000),
            "0",
            s -> Integer.toString(s.subset().identities()),
            "so many identities are trained on, drawn among those with enough images; 0 for all"),
    IDENTITIES_SEED(
            "identities-seed",
            new WholeNumberType(0, 1_000_000_000),
            "1",
            s -> Long.toString(s.subset().seed()),
            "draws the identities, the same for trials of all seeds"),
    AUGMENT_CROP("augment.crop", s -> s.augmentation().crop(), "all but a rectangle is black (AdaFace: 0.2)"),
    AUGMENT_LOW_RESOLUTION(
            "augment.low-resolution",
            s -> s.augmentation().lowResolution(),
            "shrunk to 0.2 to 1 of the side and enlarged again (AdaFace: 0.2)"),
    AUGMENT_PHOTOMETRIC(
            "augment.photometric",
            s -> s.augmentation().photometric(),
            "brightness, contrast and saturation change by half at most (AdaFace: 0.2)"),
    AUGMENT_COLOUR(
            "augment.colour",
            s -> s.augmentation().colour(),
            "brightness, contrast and saturation change by an eighth at most (arcface_mxnet: 0.5)"),
    AUGMENT_COMPRESSION(
            "augment.compression",
            s -> s.augmentation().compression(),
            "compressed as JPEG of quality 2 to 20 (arcface_mxnet: 0.5)"),
    AUGMENT_CUTOFF(
            "augment.cutoff", s -> s.augmentation().cutoff(), "a square of half the side is grey (arcface_mxnet: 0.5)"),
    INIT_FILE(
            "init.file",
            new FilePathType(),
            "",
            s -> s.firstWeights().file(),
            "weights to start from: MXNet's .params, arcface_torch's .pt or .pth, our own .onnx"),
    INIT_CENTRES(
            "init.centres",
            new SwitchType(),
            "false",
            s -> Boolean.toString(s.firstWeights().centres()),
            "whether the class centres are taken from that file too"),
    FREEZE(
            "freeze",
            new ChoiceType(FirstWeights.FREEZES),
            FirstWeights.NOTHING,
            s -> s.firstWeights().freeze(),
            "what stays as it starts; with backbone, class centres alone are trained, on embeddings that are made once");

    private final String path;
    private final SettingType type;
    private final String standard;
    private final Function<Settings, String> text;
    private final String description;

    SettingKey(String path, SettingType type, String standard, Function<Settings, String> text, String description) {
        this.path = path;
        this.type = type;
        this.standard = standard;
        this.text = text;
        this.description = description;
    }

    /** The probability of an augmentation. */
    SettingKey(String path, ToDoubleFunction<Settings> probability, String does) {
        this(
                path,
                RealNumberType.between(0, 1),
                "0",
                s -> Decimal.label(probability.applyAsDouble(s)),
                "probability with which a training image is changed: " + does);
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
        return description;
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
