package marginlab.experiment;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import marginlab.loss.BeyondPi;
import marginlab.loss.Gradient;

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
 * @param readings of the verification sets whose protocol or figure is chosen, by name
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
        Gradient gradient,
        BeyondPi beyondPi,
        boolean flip,
        Sampling sampling,
        Schedule schedule,
        Watch watch,
        Variants variants,
        Subset subset,
        Augmentation augmentation,
        Map<String, Reading> readings) {

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
            Gradient gradient,
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
                Map.of());
    }

    /** How a verification set is read. */
    public Reading reading(String set) {
        return readings.getOrDefault(set, Reading.USUAL);
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
        SortedMap<String, String> flat = new TreeMap<>();
        for (Key key : Key.values()) {
            if (key.isTold(this)) {
                flat.put(key.path(), key.of(this));
            }
        }
        return flat;
    }

    /** Reads what {@link #flat} wrote. */
    public static Settings of(Map<String, String> flat) {
        Map<String, String> texts = new HashMap<>(flat);
        for (Key key : Key.values()) {
            if (key.mayBeUntold()) {
                texts.putIfAbsent(key.path(), key.untold());
            }
            if (!texts.containsKey(key.path())) {
                throw new IllegalArgumentException("the setting " + key.path() + " is missing");
            }
        }
        if (texts.size() != Key.values().length) {
            throw new IllegalArgumentException(
                    "there are " + texts.size() + " settings, expected " + Key.values().length);
        }
        Function<Key, String> text = key -> texts.get(key.path());
        ToDoubleFunction<Key> number = key -> Decimal.parse(text.apply(key));
        Schedule schedule = new Schedule(
                Integer.parseInt(text.apply(Key.BATCH)),
                number.applyAsDouble(Key.RATE),
                Schedule.Curve.parse(text.apply(Key.CURVE)),
                Length.Lengths.split(text.apply(Key.DIVIDE_AT)),
                number.applyAsDouble(Key.DIVIDE_BY),
                number.applyAsDouble(Key.POWER),
                Span.parse(text.apply(Key.WARM_UP)),
                Span.parse(text.apply(Key.STOP_AT)),
                number.applyAsDouble(Key.MOMENTUM),
                number.applyAsDouble(Key.DECAY),
                number.applyAsDouble(Key.CLIP));
        return new Settings(
                text.apply(Key.ENGINE),
                Names.split(text.apply(Key.TRAIN)),
                Integer.parseInt(text.apply(Key.MIN_IMAGES)),
                VerifiedSets.names(text.apply(Key.VERIFY)),
                Backbone.parse(text.apply(Key.BACKBONE)),
                Integer.parseInt(text.apply(Key.INPUT)),
                Integer.parseInt(text.apply(Key.EMBEDDING)),
                number.applyAsDouble(Key.DROPOUT),
                number.applyAsDouble(Key.SCALE),
                Choice.named(text.apply(Key.GRADIENT), Gradient.values(), Gradient::label),
                Choice.named(text.apply(Key.BEYOND_PI), BeyondPi.values(), BeyondPi::label),
                Boolean.parseBoolean(text.apply(Key.FLIP)),
                Sampling.parse(text.apply(Key.SAMPLING)),
                schedule,
                new Watch(
                        text.apply(Key.WATCH),
                        text.apply(Key.EPOCH).equals(Watch.BEST),
                        Integer.parseInt(text.apply(Key.PATIENCE)),
                        Integer.parseInt(text.apply(Key.AFTER))),
                new Variants(
                        Recipe.parse(text.apply(Key.RECIPE)),
                        Boolean.parseBoolean(text.apply(Key.LEARN_SCALE)),
                        number.applyAsDouble(Key.SMOOTHING),
                        number.applyAsDouble(Key.CLASS_RATE),
                        DeviceCount.parse(text.apply(Key.DEVICES))),
                new Subset(
                        Integer.parseInt(text.apply(Key.IDENTITIES)), Long.parseLong(text.apply(Key.IDENTITIES_SEED))),
                new Augmentation(
                        number.applyAsDouble(Key.AUGMENT_CROP),
                        number.applyAsDouble(Key.AUGMENT_LOW_RESOLUTION),
                        number.applyAsDouble(Key.AUGMENT_PHOTOMETRIC),
                        number.applyAsDouble(Key.AUGMENT_COLOUR),
                        number.applyAsDouble(Key.AUGMENT_COMPRESSION),
                        number.applyAsDouble(Key.AUGMENT_CUTOFF)),
                VerifiedSets.readings(text.apply(Key.VERIFY)));
    }
}
