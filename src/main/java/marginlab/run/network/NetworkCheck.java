package marginlab.run.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
                    remarks);
        }
    }

    private record Tried(List<NetworkReport.Variant> variants, NetworkReport.Best best) {}

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
        List<FormTrial> trials = new ArrayList<>();
        for (PixelScale scale : SCALES) {
            for (ColourOrder colour : ColourOrder.values()) {
                ImageForm form = new ImageForm(size, scale, colour);
                trials.add(trial(network, few, few.images(), form, false));
            }
        }
        trials.sort(order());
        List<FormTrial> finals = new ArrayList<>();
        for (FormTrial one : trials.subList(0, FINALISTS)) {
            finals.add(trial(network, all, all.images(), one.form(), false));
        }
        finals.sort(order());
        FormTrial best = finals.get(0);
        FormTrial mirrored = trial(network, all, all.images(), best.form(), true);
        FormTrial enlarged = trial(network, few, new EnlargedImages(few.images(), MIDDLE), best.form(), false);
        List<FormTrial> shown = new ArrayList<>(List.of(mirrored));
        shown.addAll(finals);
        trials.stream()
                .filter(one -> finals.stream().noneMatch(other -> other.form().equals(one.form())))
                .forEach(shown::add);
        FormTrial bestOfFew = trials.stream()
                .filter(one -> one.form().equals(best.form()))
                .findFirst()
                .orElseThrow();
        double sure = sure(best, finals, trials, bestOfFew);
        findings(best, enlarged, bestOfFew);
        return new Tried(
                shown.stream().map(FormTrial::variant).toList(),
                new NetworkReport.Best(
                        best.form().pixels().label(),
                        best.form().colour().label(),
                        mirrored.auc(),
                        mirrored.accuracy(),
                        sure));
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

    /** The least of the shares of resampled pairs on which the best form is better than another. */
    private double sure(FormTrial best, List<FormTrial> finals, List<FormTrial> first, FormTrial bestOfFew) {
        double least = 1;
        for (FormTrial other : first) {
            if (other.form().equals(best.form())) {
                continue;
            }
            FormTrial again = finals.stream()
                    .filter(one -> one.form().equals(other.form()))
                    .findFirst()
                    .orElse(null);
            FormComparison comparison =
                    again == null ? FormComparison.of(bestOfFew, other) : FormComparison.of(best, again);
            if (comparison.isEqual()) {
                remarks.add(label(other.form()) + " gives the same as " + label(best.form())
                        + " for all purposes: the scores of the pairs are alike to "
                        + String.format(Locale.ROOT, "%.4f", comparison.difference()));
            } else {
                least = Math.min(least, comparison.better());
            }
        }
        return least;
    }

    private void findings(FormTrial best, FormTrial enlarged, FormTrial bestOfFew) {
        if (Math.abs(best.norm() - 1) < UNIT_LENGTH) {
            remarks.add("the embeddings have length 1 already: the network normalises them, and their length says"
                    + " nothing of an image's quality");
        }
        FormComparison zoom = FormComparison.of(enlarged, bestOfFew);
        boolean isLoose = zoom.better() > Interval.CONFIDENCE;
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
                    "no form tells people apart (AUC %.4f at best): the images are not aligned as the network was trained, or"
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
