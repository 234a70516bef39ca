package marginlab.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * IJB-B and IJB-C 1:1: templates compared in the pairs of a list, which is read as it is scored. {@code tar@far=1e-4} is the
 * reference's reading of the curve ({@link NearestPoint}) over all pairs, none sampled.
 */
public final class IjbVerification {
    private IjbVerification() {}

    /** The outcome on the pairs of {@code ijbX_template_pair_label.txt}. */
    public static Outcome score(String set, Templates templates, Path pairs, Templates.Factors factors) {
        Roc roc = Roc.owning(TemplateScores.of(templates, pairs));
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
}
