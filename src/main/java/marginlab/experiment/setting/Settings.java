package marginlab.experiment.setting;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import marginlab.experiment.network.ImageForm;
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

    /** The same of settings as {@link #flat} wrote them. */
    public static boolean isTraining(Map<String, String> flat) {
        return !SettingsText.isOfNetwork(flat);
    }

    /** Images that are embedded at once. */
    public int embeddingBatch() {
        return isTraining() ? schedule.batch() : NETWORK_BATCH;
    }

    /** What is asked of a network that others trained: these sets, in their text form, with images of this form. */
    public static Settings ofNetwork(ImageForm form, String verify) {
        return of(SettingsText.ofNetwork(form, verify));
    }

    /** The same for an objective with these definitions. */
    public Settings with(LossDefinitions others) {
        // Not by their text: one with problems has none that can be read, and of a jar the text has no code.
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
        return SettingsText.flat(this);
    }

    /** Reads what {@link #flat} wrote. */
    public static Settings of(Map<String, String> flat) {
        return SettingsText.parse(flat);
    }
}
