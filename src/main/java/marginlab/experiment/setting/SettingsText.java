package marginlab.experiment.setting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.engine.Precision;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.file.text.Decimal;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;

/** The text form of settings: every setting by its name. A trial's id is taken of it, and a run's folder and the store keep it. */
final class SettingsText {
    private static final String NETWORK_INPUT = "network.input";
    private static final String NETWORK_PIXELS = "network.pixels";
    private static final String NETWORK_COLOUR = "network.colour";
    /** The names above, and the sets. */
    private static final int NETWORK_SETTINGS = 4;

    private final Map<String, String> texts;

    private SettingsText(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Those of a trial, without those that say only what was always so. */
    static SortedMap<String, String> flat(Settings settings) {
        if (settings.network().isPresent()) {
            return ofNetwork(settings.network().get(), SettingKey.VERIFY.of(settings));
        }
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            if (ToldSettings.has(key, settings)) {
                flat.put(key.path(), key.of(settings));
            }
        }
        settings.definitions().texts().forEach((name, text) -> flat.put(Settings.DEFINITION + name, text));
        return flat;
    }

    /** What is asked of a network that others trained. */
    static SortedMap<String, String> ofNetwork(ImageForm form, String verify) {
        SortedMap<String, String> flat = new TreeMap<>();
        flat.put(NETWORK_INPUT, form.size().label());
        flat.put(NETWORK_PIXELS, form.pixels().label());
        flat.put(NETWORK_COLOUR, form.colour().label());
        flat.put(SettingKey.VERIFY.path(), verify);
        return flat;
    }

    /**
     * Reads what {@link #flat} wrote.
     *
     * @throws IllegalArgumentException where a setting is missing, is none, or is not of its form
     */
    static Settings parse(Map<String, String> flat) {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> defined = new HashMap<>();
        Optional<ImageForm> network = network(flat);
        (network.isPresent() ? completed(flat) : flat).forEach((name, text) -> {
            boolean isDefinition = name.startsWith(Settings.DEFINITION);
            (isDefinition ? defined : texts)
                    .put(isDefinition ? name.substring(Settings.DEFINITION.length()) : name, text);
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
        return new SettingsText(texts).settings(LossDefinitions.of(defined), network);
    }

    static boolean isOfNetwork(Map<String, String> flat) {
        return flat.containsKey(NETWORK_PIXELS);
    }

    private static Optional<ImageForm> network(Map<String, String> flat) {
        if (!isOfNetwork(flat)) {
            return Optional.empty();
        }
        if (flat.size() != NETWORK_SETTINGS) {
            throw new IllegalArgumentException("a network that others trained with settings of a training");
        }
        return Optional.of(new ImageForm(
                InputSize.parse(flat.get(NETWORK_INPUT)),
                PixelScale.parse(flat.get(NETWORK_PIXELS)),
                ColourOrder.parse(flat.get(NETWORK_COLOUR))));
    }

    /** The others are what they are when nothing is said, and mean nothing. */
    private static Map<String, String> completed(Map<String, String> network) {
        Map<String, String> whole = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            whole.put(key.path(), key.standard().orElse(""));
        }
        whole.put(SettingKey.SAMPLING.path(), Sampling.SHUFFLE.label());
        whole.put(SettingKey.DEVICES.path(), DeviceCountType.label(1));
        whole.put(SettingKey.VERIFY.path(), network.get(SettingKey.VERIFY.path()));
        return whole;
    }

    private Settings settings(LossDefinitions definitions, Optional<ImageForm> network) {
        return new Settings(
                text(SettingKey.ENGINE),
                network.isPresent() ? List.of() : DatasetNamesType.split(text(SettingKey.TRAIN)),
                whole(SettingKey.MIN_IMAGES),
                VerifiedSetsType.names(text(SettingKey.VERIFY)),
                Backbone.parse(text(SettingKey.BACKBONE)),
                whole(SettingKey.INPUT),
                whole(SettingKey.EMBEDDING),
                number(SettingKey.DROPOUT),
                number(SettingKey.SCALE),
                ChoiceType.named(text(SettingKey.GRADIENT), MarginGradient.values(), MarginGradient::label),
                ChoiceType.named(text(SettingKey.BEYOND_PI), BeyondPi.values(), BeyondPi::label),
                isOn(SettingKey.FLIP),
                Sampling.parse(text(SettingKey.SAMPLING)),
                schedule(),
                new Watch(
                        text(SettingKey.WATCH),
                        text(SettingKey.EPOCH).equals(Watch.BEST),
                        whole(SettingKey.PATIENCE),
                        whole(SettingKey.AFTER)),
                new Variants(
                        Recipe.parse(text(SettingKey.RECIPE)),
                        isOn(SettingKey.LEARN_SCALE),
                        number(SettingKey.SMOOTHING),
                        number(SettingKey.CLASS_RATE),
                        Precision.parse(text(SettingKey.PRECISION)),
                        DeviceCountType.parse(text(SettingKey.DEVICES))),
                new Subset(whole(SettingKey.IDENTITIES), Long.parseLong(text(SettingKey.IDENTITIES_SEED))),
                augmentation(),
                new FirstWeights(
                        text(SettingKey.INIT_FILE),
                        isOn(SettingKey.INIT_CENTRES),
                        text(SettingKey.FREEZE).equals(FirstWeights.BACKBONE)),
                VerifiedSetsType.readings(text(SettingKey.VERIFY)),
                definitions,
                network);
    }

    private Schedule schedule() {
        return new Schedule(
                whole(SettingKey.BATCH),
                number(SettingKey.RATE),
                Schedule.RateCurve.parse(text(SettingKey.CURVE)),
                SpanType.Lengths.split(text(SettingKey.DIVIDE_AT)),
                number(SettingKey.DIVIDE_BY),
                number(SettingKey.POWER),
                Span.parse(text(SettingKey.WARM_UP)),
                Span.parse(text(SettingKey.STOP_AT)),
                number(SettingKey.MOMENTUM),
                number(SettingKey.DECAY),
                number(SettingKey.CLIP));
    }

    private Augmentation augmentation() {
        return new Augmentation(
                number(SettingKey.AUGMENT_CROP),
                number(SettingKey.AUGMENT_LOW_RESOLUTION),
                number(SettingKey.AUGMENT_PHOTOMETRIC),
                number(SettingKey.AUGMENT_COLOUR),
                number(SettingKey.AUGMENT_COMPRESSION),
                number(SettingKey.AUGMENT_CUTOFF));
    }

    private String text(SettingKey key) {
        return texts.get(key.path());
    }

    private double number(SettingKey key) {
        return Decimal.parse(text(key));
    }

    private int whole(SettingKey key) {
        return Integer.parseInt(text(key));
    }

    private boolean isOn(SettingKey key) {
        return Boolean.parseBoolean(text(key));
    }
}
