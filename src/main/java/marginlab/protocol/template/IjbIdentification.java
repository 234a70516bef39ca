package marginlab.protocol.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.FalseAcceptRate;
import marginlab.protocol.search.ScoreBlocks;
import marginlab.protocol.search.ScoreRow;

/**
 * IJB-B and IJB-C 1:N: probe templates searched in each of the galleries; figures are the mean over the galleries.
 *
 * <p>{@code rank-k} is the share of probes with a mate in the gallery for whom fewer than k others score as high as it.
 * {@code tpir@fpir=1e-2} is the share whose mate comes first and scores above the threshold, the score of number
 * {@code max(floor(n * fpir), 1)} among the best scores of the n probes without a mate, highest first.
 */
public final class IjbIdentification {
    private static final int[] RANKS = {1, 5, 10};
    private static final String[] RATES = {"1e-3", "1e-2", "1e-1"};

    private final double[] mate;
    private final double[] other;
    private final int[] ahead; // others that score as high as the mate
    private final int[][] matesOf; // gallery rows of each probe's subject

    private IjbIdentification(int[][] matesOf) {
        this.matesOf = matesOf;
        mate = new double[matesOf.length];
        other = new double[matesOf.length];
        ahead = new int[matesOf.length];
        Arrays.fill(mate, Double.NEGATIVE_INFINITY);
        Arrays.fill(other, Double.NEGATIVE_INFINITY);
    }

    /** The outcome over the galleries. */
    public static ProtocolOutcome score(
            String set,
            Templates templates,
            List<SubjectList> galleries,
            SubjectList probes,
            Templates.Factors factors,
            MatrixProduct product) {
        return decided(set, templates, galleries, probes, factors, product).outcome();
    }

    /** The same with the decision of each probe that has a mate in a gallery, gallery after gallery. */
    public static DecidedOutcome decided(
            String set,
            Templates templates,
            List<SubjectList> galleries,
            SubjectList probes,
            Templates.Factors factors,
            MatrixProduct product) {
        if (galleries.isEmpty()) {
            throw new ProblemException(new Problem("galleries", "none", "at least one"));
        }
        Problems unknown = new Problems();
        unknown.gather(() -> indices("probes", templates, probes));
        galleries.forEach(gallery -> unknown.gather(() -> indices("gallery", templates, gallery)));
        unknown.raise();
        ScoreBlocks blocks = ScoreBlocks.of(
                "probes", MatrixRows.of(templates.floats(indices("probes", templates, probes))), product);
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        Map<String, boolean[]> decisions = new HashMap<>();
        for (SubjectList gallery : galleries) {
            MatrixRows rows = MatrixRows.of(templates.floats(indices("gallery", templates, gallery)));
            IjbIdentification search = new IjbIdentification(mates(gallery, probes));
            blocks.visit("gallery", rows, 0, rows.rows(), search::best);
            blocks.visit("gallery", rows, 0, rows.rows(), search::rank);
            search.report(galleries.size(), metrics, decisions, notes);
        }
        metrics.keySet().removeIf(key -> notes.stream().anyMatch(note -> note.startsWith("no " + key + ":")));
        decisions.keySet().retainAll(metrics.keySet());
        return new DecidedOutcome(
                new ProtocolOutcome(set, "ijb-1n(" + factors.label() + ")", metrics, List.of(), notes), decisions);
    }

    private static int[] indices(String place, Templates templates, SubjectList list) {
        int[] indices = new int[list.templates().length];
        SortedSet<Integer> unknown = new TreeSet<>();
        for (int i = 0; i < indices.length; i++) {
            indices[i] = templates.index(list.templates()[i]);
            if (indices[i] < 0) {
                unknown.add(list.templates()[i]);
            }
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(Templates.without(place, unknown));
        }
        return indices;
    }

    private static int[][] mates(SubjectList gallery, SubjectList probes) {
        Map<Integer, int[]> rows = new HashMap<>();
        for (int row = 0; row < gallery.subjects().length; row++) {
            rows.merge(gallery.subjects()[row], new int[] {row}, (a, b) -> {
                int[] both = Arrays.copyOf(a, a.length + 1);
                both[a.length] = b[0];
                return both;
            });
        }
        return Arrays.stream(probes.subjects())
                .mapToObj(subject -> rows.getOrDefault(subject, new int[0]))
                .toArray(int[][]::new);
    }

    private boolean isMate(int probe, long row) {
        for (int own : matesOf[probe]) {
            if (own == row) {
                return true;
            }
        }
        return false;
    }

    private void best(ScoreRow row) {
        int probe = row.probe();
        float[] near = row.near();
        float gate = row.below(other[probe]);
        for (int i = 0; i < row.n(); i++) {
            if (isMate(probe, row.first() + i)) {
                mate[probe] = Math.max(mate[probe], row.exact(i));
            } else if (near[row.at() + i] > gate) {
                other[probe] = Math.max(other[probe], row.exact(i));
                gate = row.below(other[probe]);
            }
        }
    }

    private void rank(ScoreRow row) {
        int probe = row.probe();
        float[] near = row.near();
        float doubtful = row.below(mate[probe]);
        float sure = row.above(mate[probe]);
        for (int i = 0; i < row.n(); i++) {
            float score = near[row.at() + i];
            if (score > doubtful && (score > sure || row.exact(i) >= mate[probe]) && !isMate(probe, row.first() + i)) {
                ahead[probe]++;
            }
        }
    }

    private void report(
            int galleries, SortedMap<String, Double> metrics, Map<String, boolean[]> decisions, List<String> notes) {
        int[] mated = IntStream.range(0, mate.length)
                .filter(probe -> matesOf[probe].length > 0)
                .toArray();
        if (mated.length == 0) {
            throw new ProblemException(new Problem("gallery", "no mate of any probe", "subjects of the probes"));
        }
        for (int rank : RANKS) {
            add("rank-" + rank, mated, probe -> ahead[probe] < rank, galleries, metrics, decisions);
        }
        double[] strangers = IntStream.range(0, other.length)
                .filter(probe -> matesOf[probe].length == 0)
                .mapToDouble(probe -> other[probe])
                .sorted()
                .toArray();
        for (String rate : RATES) {
            if (!new FalseAcceptRate(rate).isToldBy(strangers.length)) {
                notes.add("no tpir@fpir=" + rate + ": " + strangers.length
                        + " probes without a mate are too few to tell");
                continue;
            }
            double threshold = strangers[
                    strangers.length - Math.max((int) (strangers.length * new FalseAcceptRate(rate).value()), 1)];
            add(
                    "tpir@fpir=" + rate,
                    mated,
                    probe -> ahead[probe] == 0 && mate[probe] > threshold,
                    galleries,
                    metrics,
                    decisions);
        }
    }

    private static void add(
            String figure,
            int[] mated,
            IntPredicate found,
            int galleries,
            SortedMap<String, Double> metrics,
            Map<String, boolean[]> decisions) {
        boolean[] before = decisions.getOrDefault(figure, new boolean[0]);
        boolean[] right = Arrays.copyOf(before, before.length + mated.length);
        int count = 0;
        for (int i = 0; i < mated.length; i++) {
            right[before.length + i] = found.test(mated[i]);
            count += right[before.length + i] ? 1 : 0;
        }
        metrics.merge(figure, (double) count / mated.length / galleries, Double::sum);
        decisions.put(figure, right);
    }
}
