package marginlab.protocol.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.NearestRocPoint;
import marginlab.protocol.pair.RocCurve;
import marginlab.protocol.pair.ScoreSplit;

/**
 * IJB-B and IJB-C 1:1: templates compared in the pairs of a list, which is read as it is scored. {@code tar@far=1e-4} is the
 * reference's reading of the curve ({@link NearestRocPoint}) over all pairs, none sampled.
 */
public final class IjbVerification {
    private IjbVerification() {}

    /** The outcome on the pairs of {@code ijbX_template_pair_label.txt}. */
    public static ProtocolOutcome score(String set, Templates templates, Path pairs, Templates.Factors factors) {
        return decided(set, templates, pairs, factors).outcome();
    }

    /** The same with the decision of each genuine pair at each rate. */
    public static DecidedOutcome decided(String set, Templates templates, Path pairs, Templates.Factors factors) {
        ScoreSplit split = TemplateScores.of(templates, pairs);
        double[] genuine = split.genuine().clone();
        RocCurve roc = RocCurve.owning(split);
        Map<String, boolean[]> decisions = new HashMap<>();
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (String rate : RocCurve.RATES) {
            roc.tarNearFar(Double.parseDouble(rate))
                    .ifPresentOrElse(
                            tar -> {
                                metrics.put("tar@far=" + rate, tar);
                                decisions.put("tar@far=" + rate, accepted(genuine, tar));
                            },
                            () -> notes.add("no tar@far=" + rate + ": " + roc.impostorPairs() + " impostor and "
                                    + roc.genuinePairs() + " genuine pairs are too few to tell"));
        }
        roc.auc().ifPresent(auc -> metrics.put("auc", auc));
        roc.eer().ifPresent(eer -> metrics.put("eer", eer));
        return new DecidedOutcome(
                new ProtocolOutcome(set, "ijb-11(" + factors.label() + ")", metrics, List.of(), notes), decisions);
    }

    /** Which pairs a share of them is, that of the highest scores. */
    private static boolean[] accepted(double[] genuine, double share) {
        double[] rising = genuine.clone();
        Arrays.parallelSort(rising);
        int count = (int) Math.round(share * rising.length);
        boolean[] accepted = new boolean[genuine.length];
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = count > 0 && genuine[i] >= rising[rising.length - count];
        }
        return accepted;
    }
}
