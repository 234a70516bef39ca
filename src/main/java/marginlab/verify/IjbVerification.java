package marginlab.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * IJB-B and IJB-C 1:1: templates compared in the pairs of a list, which is read as it is scored. {@code tar@far=1e-4} is the
 * reference's reading of the curve ({@link NearestPoint}) over all pairs, none sampled.
 */
public final class IjbVerification {
    private static final int BLOCK = 1 << 16;

    private IjbVerification() {}

    /** The outcome on the pairs of {@code ijbX_template_pair_label.txt}. */
    public static Outcome score(String set, Templates templates, Path pairs, Templates.Factors factors) {
        Roc roc = Roc.owning(scores(templates, pairs));
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (String rate : Roc.RATES) {
            roc.tarNearFar(Double.parseDouble(rate))
                    .ifPresentOrElse(
                            tar -> metrics.put("tar@far=" + rate, tar),
                            () -> notes.add("no tar@far=" + rate + ": " + roc.impostorPairs() + " impostor and "
                                    + roc.genuinePairs() + " genuine pairs are too few to tell"));
        }
        roc.auc().ifPresent(auc -> metrics.put("auc", auc));
        roc.eer().ifPresent(eer -> metrics.put("eer", eer));
        return new Outcome(set, "ijb-11(" + factors.label() + ")", metrics, List.of(), notes);
    }

    private static Split scores(Templates templates, Path file) {
        int[] left = new int[BLOCK];
        int[] right = new int[BLOCK];
        boolean[] same = new boolean[BLOCK];
        double[] scores = new double[BLOCK];
        List<Split> parts = new ArrayList<>();
        try (PairFile pairs = new PairFile(file)) {
            long line = pairs.line();
            for (int n = pairs.read(left, right, same); n > 0; n = pairs.read(left, right, same)) {
                int count = n;
                IntStream.range(0, count).parallel().forEach(i -> scores[i] = score(templates, left[i], right[i]));
                for (int i = 0; i < count; i++) {
                    if (Double.isNaN(scores[i])) {
                        int missing = templates.index(left[i]) < 0 ? left[i] : right[i];
                        throw new ProblemException(new Problem(
                                file + ", after line " + line,
                                "pair " + left[i] + " " + right[i] + ": template " + missing + " has no images",
                                "templates of the image list"));
                    }
                }
                parts.add(part(scores, same, count));
                line = pairs.line();
            }
        }
        if (parts.isEmpty()) {
            throw new ProblemException(new Problem(file.toString(), "no pairs", "lines A B 0|1"));
        }
        return new Split(
                join(parts.stream().map(Split::genuine).toList()),
                join(parts.stream().map(Split::impostor).toList()));
    }

    private static double score(Templates templates, int left, int right) {
        int one = templates.index(left);
        int other = templates.index(right);
        return one < 0 || other < 0 ? Double.NaN : templates.cosine(one, other);
    }

    private static Split part(double[] scores, boolean[] same, int count) {
        double[] genuine = new double[count];
        double[] impostor = new double[count];
        int g = 0;
        for (int i = 0; i < count; i++) {
            if (same[i]) {
                genuine[g++] = scores[i];
            } else {
                impostor[i - g] = scores[i];
            }
        }
        return new Split(Arrays.copyOf(genuine, g), Arrays.copyOf(impostor, count - g));
    }

    private static double[] join(List<double[]> parts) {
        double[] all = new double[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
