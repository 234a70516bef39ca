package marginlab.experiment.setting;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.file.text.Decimal;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;

/**
 * Everything about a trial but its objective and seed: two trials with equal settings, objective, seed and data are the
 * same trial.
 *
 * @param engine {@code MXNet} or {@code PyTorch}
 * @param train names of the training sets
 * @param minImages identities with fewer images are left out of training
 * @param verify names of the verification sets, in the order of the table's columns
 * @param backbone the network
 * @param input the side of the square input in pixels; images of another size are resized
 * @param embedding dimension d of the embedding
 * @param dropout before the output layer, a probability
 * @param scale s, the factor of the cosines
 * @param gradient exact or straight-through
 * @param beyondPi the target logit where the angle and its margin pass pi
 * @param flip whether training images are mirrored at random
 * @param sampling how batches are drawn
 * @param schedule the optimisation
 * @param watch which epoch is reported, and whether training may end early
 * @param variants what else can be varied
 * @param subset which identities are trained on
 * @param augmentation what is done to training images beside mirroring them
 * @param firstWeights where weights start, and whether the backbone stays there
 * @param readings of the verification sets whose protocol or figure is chosen, by name
 * @param definitions of the losses in the objective that the experiment defines
 * @param network images as the network takes them, where others trained it: then nothing else but {@code verify} is asked for
 */
public record Settings(
        String engine,
        List<String> train,
        int minImages,
        List<String> verify,
        Backbone backbone,
        int input,
        int embedding,
        double dropout,
        double scale,
        MarginGradient gradient,
        BeyondPi beyondPi,
        boolean flip,
        Sampling sampling,
        Schedule schedule,
        Watch watch,
        Variants variants,
        Subset subset,
        Augmentation augmentation,
        FirstWeights firstWeights,
        Map<String, SetReading> readings,
        LossDefinitions definitions,
        Optional<ImageForm> network) {
    private static final String NETWORK_INPUT = "network.input";
    private static final String NETWORK_PIXELS = "network.pixels";
    private static final String NETWORK_COLOUR = "network.colour";
    /** More are no faster on a processor. */
    private static final int NETWORK_BATCH = 16;
    /** What the name of a definition begins with: {@code define.Linear}. */
    public static final String DEFINITION = "define.";

    public Settings {
        readings = Map.copyOf(readings);
        train = List.copyOf(train);
        verify = List.copyOf(verify);
    }

    /** Settings of a training to the end of its schedule, whose last epoch is reported, with the standard variants. */
    public Settings(
            String engine,
            List<String> train,
            int minImages,
            List<String> verify,
            Backbone backbone,
            int input,
            int embedding,
            double dropout,
            double scale,
            MarginGradient gradient,
            BeyondPi beyondPi,
            boolean flip,
            Sampling sampling,
            Schedule schedule) {
        this(
                engine,
                train,
                minImages,
                verify,
                backbone,
                input,
                embedding,
                dropout,
                scale,
                gradient,
                beyondPi,
                flip,
                sampling,
                schedule,
                Watch.NONE,
                Variants.STANDARD,
                Subset.ALL,
                Augmentation.NONE,
                FirstWeights.DRAWN,
                Map.of(),
                LossDefinitions.NONE,
                Optional.empty());
    }

    /** Whether a network is trained, and not one that others trained. */
    public boolean isTraining() {
        return network.isEmpty();
    }

    /** Images that are embedded at once. */
    public int embeddingBatch() {
        return isTraining() ? schedule.batch() : NETWORK_BATCH;
    }

    /** What is asked of a network that others trained: these sets, in their text form, with images of this form. */
    public static Settings ofNetwork(ImageForm form, String verify) {
        return of(network(form, verify));
    }

    private static SortedMap<String, String> network(ImageForm form, String verify) {
        SortedMap<String, String> flat = new TreeMap<>();
        flat.put(NETWORK_INPUT, form.size().label());
        flat.put(NETWORK_PIXELS, form.pixels().label());
        flat.put(NETWORK_COLOUR, form.colour().label());
        flat.put(SettingKey.VERIFY.path(), verify);
        return flat;
    }

    /** The others are what they are when nothing is said, and mean nothing. */
    private static Map<String, String> whole(Map<String, String> network) {
        Map<String, String> whole = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            whole.put(key.path(), key.standard().orElse(""));
        }
        whole.put(SettingKey.SAMPLING.path(), Sampling.SHUFFLE.label());
        whole.put(SettingKey.DEVICES.path(), DeviceCountType.label(1));
        whole.put(SettingKey.VERIFY.path(), network.get(SettingKey.VERIFY.path()));
        return whole;
    }

    private static Optional<ImageForm> network(Map<String, String> flat) {
        if (!flat.containsKey(NETWORK_PIXELS)) {
            return Optional.empty();
        }
        if (flat.size() != 4) {
            throw new IllegalArgumentException("a network that others trained with settings of a training");
        }
        return Optional.of(new ImageForm(
                InputSize.parse(flat.get(NETWORK_INPUT)),
                PixelScale.parse(flat.get(NETWORK_PIXELS)),
                ColourOrder.parse(flat.get(NETWORK_COLOUR))));
    }

    /** The same for an objective with these definitions. */
    public Settings with(LossDefinitions others) {
        return new Settings(
                engine,
                train,
                minImages,
                verify,
                backbone,
                input,
                embedding,
                dropout,
                scale,
                gradient,
                beyondPi,
                flip,
                sampling,
                schedule,
                watch,
                variants,
                subset,
                augmentation,
                firstWeights,
                readings,
                others,
                network);
    }

    /** How a verification set is read. */
    public SetReading reading(String set) {
        return readings.getOrDefault(set, SetReading.USUAL);
    }

    /** The names of all datasets that a trial reads. */
    public Set<String> datasets() {
        Set<String> names = new LinkedHashSet<>(train);
        names.addAll(verify);
        names.addAll(trainingDatasets());
        return names;
    }

    /** The names of the datasets that decide what a trial's network becomes: those that it is trained on, and the watched one. */
    public Set<String> trainingDatasets() {
        Set<String> names = new LinkedHashSet<>(train);
        if (watch.isNeeded()) {
            names.add(watch.set());
        }
        return names;
    }

    /**
     * Every setting by name in its one text form: {@code schedule.batch} is {@code 512}; without those that say only what
     * was always so.
     */
    public SortedMap<String, String> flat() {
        if (network.isPresent()) {
            return network(network.get(), SettingKey.VERIFY.of(this));
        }
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            if (ToldSettings.has(key, this)) {
                flat.put(key.path(), key.of(this));
            }
        }
        definitions.texts().forEach((name, text) -> flat.put(DEFINITION + name, text));
        return flat;
    }

    /** Reads what {@link #flat} wrote. */
    public static Settings of(Map<String, String> flat) {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> defined = new HashMap<>();
        Optional<ImageForm> network = network(flat);
        (network.isPresent() ? whole(flat) : flat).forEach((name, text) -> {
            boolean isDefinition = name.startsWith(DEFINITION);
            (isDefinition ? defined : texts).put(isDefinition ? name.substring(DEFINITION.length()) : name, text);
        });
        for (SettingKey key : SettingKey.values()) {
            if (!ToldSettings.isAlwaysTold(key)) {
                texts.putIfAbsent(key.path(), key.untold());
            }
            if (!texts.containsKey(key.path())) {
                throw new IllegalArgumentException("the setting " + key.path() + " is missing");
            }
        }
        if (texts.size() != SettingKey.values().length) {
            throw new IllegalArgumentException(
                    "there are " + texts.size() + " settings, expected " + SettingKey.values().length);
        }
        Function<SettingKey, String> text = key -> texts.get(key.path());
        ToDoubleFunction<SettingKey> number = key -> Decimal.parse(text.apply(key));
        Schedule schedule = new Schedule(
                Integer.parseInt(text.apply(SettingKey.BATCH)),
                number.applyAsDouble(SettingKey.RATE),
                Schedule.RateCurve.parse(text.apply(SettingKey.CURVE)),
                SpanType.Lengths.split(text.apply(SettingKey.DIVIDE_AT)),
                number.applyAsDouble(SettingKey.DIVIDE_BY),
                number.applyAsDouble(SettingKey.POWER),
                Span.parse(text.apply(SettingKey.WARM_UP)),
                Span.parse(text.apply(SettingKey.STOP_AT)),
                number.applyAsDouble(SettingKey.MOMENTUM),
                number.applyAsDouble(SettingKey.DECAY),
                number.applyAsDouble(SettingKey.CLIP));
        return new Settings(
                text.apply(SettingKey.ENGINE),
                network.isPresent() ? List.of() : DatasetNamesType.split(text.apply(SettingKey.TRAIN)),
                Integer.parseInt(text.apply(SettingKey.MIN_IMAGES)),
                VerifiedSetsType.names(text.apply(SettingKey.VERIFY)),
                Backbone.parse(text.apply(SettingKey.BACKBONE)),
                Integer.parseInt(text.apply(SettingKey.INPUT)),
                Integer.parseInt(text.apply(SettingKey.EMBEDDING)),
                number.applyAsDouble(SettingKey.DROPOUT),
                number.applyAsDouble(SettingKey.SCALE),
                ChoiceType.named(text.apply(SettingKey.GRADIENT), MarginGradient.values(), MarginGradient::label),
                ChoiceType.named(text.apply(SettingKey.BEYOND_PI), BeyondPi.values(), BeyondPi::label),
                Boolean.parseBoolean(text.apply(SettingKey.FLIP)),
                Sampling.parse(text.apply(SettingKey.SAMPLING)),
                schedule,
                new Watch(
                        text.apply(SettingKey.WATCH),
                        text.apply(SettingKey.EPOCH).equals(Watch.BEST),
                        Integer.parseInt(text.apply(SettingKey.PATIENCE)),
                        Integer.parseInt(text.apply(SettingKey.AFTER))),
                new Variants(
                        Recipe.parse(text.apply(SettingKey.RECIPE)),
                        Boolean.parseBoolean(text.apply(SettingKey.LEARN_SCALE)),
                        number.applyAsDouble(SettingKey.SMOOTHING),
                        number.applyAsDouble(SettingKey.CLASS_RATE),
                        DeviceCountType.parse(text.apply(SettingKey.DEVICES))),
                new Subset(
                        Integer.parseInt(text.apply(SettingKey.IDENTITIES)),
                        Long.parseLong(text.apply(SettingKey.IDENTITIES_SEED))),
                new Augmentation(
                        number.applyAsDouble(SettingKey.AUGMENT_CROP),
                        number.applyAsDouble(SettingKey.AUGMENT_LOW_RESOLUTION),
                        number.applyAsDouble(SettingKey.AUGMENT_PHOTOMETRIC),
                        number.applyAsDouble(SettingKey.AUGMENT_COLOUR),
                        number.applyAsDouble(SettingKey.AUGMENT_COMPRESSION),
                        number.applyAsDouble(SettingKey.AUGMENT_CUTOFF)),
                new FirstWeights(
                        text.apply(SettingKey.INIT_FILE),
                        Boolean.parseBoolean(text.apply(SettingKey.INIT_CENTRES)),
                        text.apply(SettingKey.FREEZE).equals(FirstWeights.BACKBONE)),
                VerifiedSetsType.readings(text.apply(SettingKey.VERIFY)),
                LossDefinitions.of(defined),
                network);
    }
}
