package marginlab.run.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import marginlab.dataset.VerificationSet;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.RgbImage;
import marginlab.network.external.ExternalNetwork;
import marginlab.network.external.NetworkFacts;
import marginlab.network.external.NetworkFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import marginlab.stats.Interval;
import marginlab.train.ImageEmbedder;

/** Finds out which images a network was trained for: it embeds pairs in every usual form, and sees which tells people apart. */
final class NetworkCheck {
    private static final List<PixelScale> SCALES =
            List.of(PixelScale.BYTES, PixelScale.UNIT, PixelScale.CENTRED, PixelScale.CENTRED_128, PixelScale.IMAGENET);
    /** Of the pairs, to begin with. */
    private static final int FIRST_SHARE = 5;

    private static final int FEWEST = 20;
    private static final int FINALISTS = 3;
    private static final int MOST_FINALISTS = 5;
    private static final int LOOKED_AT = 50;
    private static final double MIDDLE = 0.72;
    /** Below it nobody would use a network. */
    private static final double POOR = 0.8;

    private static final double UNIT_LENGTH = 1e-3;

    private final NetworkRequest request;
    private final VerificationSet set;
    private final int pairs;
    private final Progress progress;
    private final List<String> remarks = new ArrayList<>();
    private long planned;
    private long embedded;

    NetworkCheck(NetworkRequest request, VerificationSet set, int pairs, Progress progress) {
        this.request = request;
        this.set = set;
        this.pairs = pairs;
        this.progress = progress;
    }

    NetworkReport report() {
        checkBothKinds();
        NetworkFile file = NetworkFile.of(request.file());
        NetworkFacts facts = file.facts();
        InputSize size = request.size(facts);
        ImageForm first = new ImageForm(size, PixelScale.BYTES, ColourOrder.RGB);
        try (ExternalNetwork network = ExternalNetwork.open(file, first, request.trusted())) {
            Tried tried = tried(network, size);
            describe(facts, size);
            return new NetworkReport(
                    request.file().toString(),
                    facts.format().label(),
                    file.hash(),
                    facts.shapeText(),
                    size.label(),
                    network.dimension(),
                    network.parameters(),
                    tried.variants(),
                    tried.best(),
                    tried.undecided(),
                    remarks);
        }
    }

    private record Tried(
            List<NetworkReport.Variant> variants, NetworkReport.Best best, List<NetworkReport.Rival> undecided) {}

    private void checkBothKinds() {
        int genuine = 0;
        for (boolean one : set.same()) {
            genuine += one ? 1 : 0;
        }
        if (genuine < FEWEST / 2 || set.pairs() - genuine < FEWEST / 2) {
            throw new ProblemException(new Problem(
                    "dataset '" + set.name() + "'",
                    genuine + " pairs of one person and " + (set.pairs() - genuine) + " of two",
                    "at least " + FEWEST / 2 + " of each"));
        }
    }

    private Tried tried(ExternalNetwork network, InputSize size) {
        ChosenPairs few = ChosenPairs.of(set, Math.max(FEWEST, Math.min(pairs, set.pairs()) / FIRST_SHARE));
        ChosenPairs all = ChosenPairs.of(set, Math.max(FEWEST, pairs));
        planned = 2L * few.pairs().length * (2 * SCALES.size() + 1) + 2L * all.pairs().length * (FINALISTS + 1);
        List<FormTrial> first = new ArrayList<>();
        for (PixelScale scale : SCALES) {
            for (ColourOrder colour : ColourOrder.values()) {
                first.add(trial(network, few, few.images(), new ImageForm(size, scale, colour), false));
            }
        }
        first.sort(order());
        List<FormTrial> again = new ArrayList<>();
        for (FormTrial one : finalists(first)) {
            again.add(trial(network, all, all.images(), one.form(), false));
        }
        again.sort(order());
        FormTrial best = again.get(0);
        FormTrial bestOfFew = of(best.form(), first).orElseThrow();
        FormTrial mirrored = trial(network, all, all.images(), best.form(), true);
        FormTrial enlarged = trial(network, few, new EnlargedImages(few.images(), MIDDLE), best.form(), false);
        List<FormTrial> shown = new ArrayList<>(List.of(mirrored));
        shown.addAll(again);
        first.stream().filter(one -> of(one.form(), again).isEmpty()).forEach(shown::add);
        List<NetworkReport.Rival> undecided = new ArrayList<>();
        double sure = rivals(best, again, first, undecided);
        findings(best, enlarged, bestOfFew);
        return new Tried(
                shown.stream().map(FormTrial::variant).toList(),
                new NetworkReport.Best(
                        best.form().pixels().label(),
                        best.form().colour().label(),
                        mirrored.auc(),
                        mirrored.accuracy(),
                        sure),
                undecided);
    }

    /**
     * Compares the best form with each other one, on all pairs where both were tried on them.
     *
     * @param undecided gets those that the pairs do not tell apart from it
     * @return the least share of resamples in which it is better
     */
    private double rivals(
            FormTrial best, List<FormTrial> again, List<FormTrial> first, List<NetworkReport.Rival> undecided) {
        FormTrial bestOfFew = of(best.form(), first).orElseThrow();
        double sure = 1;
        for (FormTrial one : first) {
            Optional<FormTrial> finalist = of(one.form(), again);
            FormComparison comparison =
                    finalist.isPresent() ? FormComparison.of(best, finalist.get()) : FormComparison.of(bestOfFew, one);
            if (one == bestOfFew) {
                continue;
            }
            if (comparison.isEqual()) {
                remarks.add(equal(one.form(), best.form(), comparison));
            } else if (finalist.isPresent() || !hasTwin(one, again, first)) {
                sure = Math.min(sure, comparison.sure());
                if (!comparison.isDecided()) {
                    undecided.add(finalist.orElse(one).rival(comparison));
                }
            }
        }
        return sure;
    }

    /** Whether a form that was tried on all pairs comes to the same, and so speaks for this one. */
    private static boolean hasTwin(FormTrial one, List<FormTrial> again, List<FormTrial> first) {
        return again.stream()
                .map(other -> of(other.form(), first).orElseThrow())
                .anyMatch(other -> FormComparison.of(other, one).isEqual());
    }

    /** The best of few pairs, and what these pairs do not tell apart from it; of forms that come to the same, one. */
    private static List<FormTrial> finalists(List<FormTrial> first) {
        List<FormTrial> chosen = new ArrayList<>();
        for (FormTrial one : first) {
            boolean isNew = chosen.stream()
                    .noneMatch(other -> FormComparison.of(other, one).isEqual());
            boolean isClose = chosen.size() < FINALISTS
                    || !FormComparison.of(chosen.get(0), one).isDecided();
            if (isNew && isClose && chosen.size() < MOST_FINALISTS) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private static Optional<FormTrial> of(ImageForm form, List<FormTrial> trials) {
        return trials.stream().filter(one -> one.form().equals(form)).findFirst();
    }

    private FormTrial trial(
            ExternalNetwork network, ChosenPairs some, EncodedImages images, ImageForm form, boolean mirrored) {
        long before = embedded;
        embedded += images.size();
        Progress told = (what, done, total) -> progress.at("images", Math.min(before + done, planned), planned);
        ImageEmbedder embedder = new ImageEmbedder(network.taking(form), ExternalNetwork.BATCH, told);
        try {
            return FormTrial.of(form, some.embed(embedder, images, mirrored));
        } catch (ProblemException e) {
            // Images of a wrong range may make a network overflow.
            return FormTrial.without(form, some.same());
        }
    }

    /** Which tells people apart best. */
    private static Comparator<FormTrial> order() {
        return Comparator.comparingDouble((FormTrial one) -> one.separation()).reversed();
    }

    private static String equal(ImageForm form, ImageForm best, FormComparison comparison) {
        return label(form) + " gives the same as " + label(best)
                + " for all purposes: the scores of the pairs agree to "
                + String.format(Locale.ROOT, "%.4f", comparison.difference());
    }

    private void findings(FormTrial best, FormTrial enlarged, FormTrial bestOfFew) {
        if (Math.abs(best.norm() - 1) < UNIT_LENGTH) {
            remarks.add("the embeddings already have length 1: the network normalises them, and their length says"
                    + " nothing of an image's quality");
        }
        FormComparison zoom = FormComparison.of(enlarged, bestOfFew);
        boolean isLoose = zoom.further() > Interval.CONFIDENCE && zoom.larger() > 0.5;
        if (isLoose) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the images of '%s' are not aligned, or not to this network's template: of their middle (%.0f %% of each"
                            + " side) the AUC is %.4f in place of %.4f. 'data align' makes crops by five points of each face",
                    set.name(),
                    100 * MIDDLE,
                    enlarged.auc(),
                    bestOfFew.auc()));
        }
        if (best.auc() < POOR) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "no form distinguishes people (AUC %.4f at best): the images are not aligned as the network was trained, or"
                            + " it is no network for faces",
                    best.auc()));
        }
    }

    private void describe(NetworkFacts facts, InputSize size) {
        facts.scaling()
                .ifPresent(formula ->
                        remarks.add(0, "the network scales by itself, " + formula + ": it takes pixels of 0..255"));
        facts.batch()
                .filter(batch -> batch == 1)
                .ifPresent(batch -> remarks.add("the file allows one image at a time; exported with a free first"
                        + " dimension it would take batches"));
        if (size.height() != size.width()) {
            remarks.add("images of " + size.height() + " x " + size.width() + ": of crops of " + size.height() + " x "
                    + size.height() + " the " + size.width() + " columns in the middle are taken");
        }
        Set<String> sizes = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(LOOKED_AT, set.images().size()); i++) {
            int image = i;
            RgbImage whole = new ImageDecoder(1)
                    .whole(set.images().encoded(i), () -> set.images().name(image));
            sizes.add(whole.height() + " x " + whole.width());
        }
        boolean fits = sizes.equals(Set.of(size.height() + " x " + size.height()));
        if (!fits) {
            remarks.add("the images of '" + set.name() + "' are "
                    + (sizes.size() == 1
                            ? sizes.iterator().next()
                            : "of several sizes, such as " + sizes.iterator().next())
                    + " pixels and are resized to " + size.height() + " x " + size.height()
                    + ": crops that were aligned for this network would be of that size");
        }
    }

    private static String label(ImageForm form) {
        return form.pixels().label() + " " + form.colour().label();
    }
}
