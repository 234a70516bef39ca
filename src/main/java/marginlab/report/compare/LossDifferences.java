package marginlab.report.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.loss.MarginSoftmax;
import marginlab.loss.Objective;
import marginlab.loss.Objective.Addend;
import marginlab.loss.TermKind;
import marginlab.loss.label.LabelException;
import marginlab.loss.margin.Margin;
import marginlab.report.compare.ExperimentComparison.SettingDifference;
import marginlab.report.table.SettingTexts;

/** In what two objectives differ: their margins, their terms, the weights of these. */
final class LossDifferences {
    private static final String NONE = "-";

    private LossDifferences() {}

    /** The labels first; none where they are the same. */
    static List<SettingDifference> of(String one, String other) {
        List<SettingDifference> differences = new ArrayList<>();
        if (!one.equals(other)) {
            differences.add(new SettingDifference("objective", one, other));
            try {
                differences.addAll(of(Objective.parse(one), Objective.parse(other)));
            } catch (LabelException e) {
                // Of an objective that this version does not know the label is all there is to say.
            }
        }
        return differences;
    }

    private static List<SettingDifference> of(Objective one, Objective other) {
        List<SettingDifference> differences = new ArrayList<>();
        Map<String, Addend> ones = byLabel(one);
        Map<String, Addend> others = byLabel(other);
        Optional<Margin> margin = margin(one);
        Optional<Margin> otherMargin = margin(other);
        if (margin.isPresent() && otherMargin.isPresent()) {
            ones.remove(margin.get().label());
            others.remove(otherMargin.get().label());
            add("margin m1", margin.get().m1(), otherMargin.get().m1(), differences);
            add("margin m2", margin.get().m2(), otherMargin.get().m2(), differences);
            add("margin m3", margin.get().m3(), otherMargin.get().m3(), differences);
        }
        ones.forEach((label, addend) -> {
            Addend match = others.remove(label);
            if (match == null) {
                differences.add(new SettingDifference("term " + label, formula(label), NONE));
            } else {
                add("weight of " + label, addend.weight(), match.weight(), differences);
            }
        });
        others.keySet().forEach(label -> differences.add(new SettingDifference("term " + label, NONE, formula(label))));
        return differences;
    }

    private static Map<String, Addend> byLabel(Objective objective) {
        Map<String, Addend> byLabel = new LinkedHashMap<>();
        objective.addends().forEach(addend -> byLabel.put(addend.term().label(), addend));
        return byLabel;
    }

    /** Of its only term with a margin that is added with weight 1. */
    private static Optional<Margin> margin(Objective objective) {
        return objective.addends().stream()
                .filter(addend -> addend.weight() == 1 && addend.term() instanceof MarginSoftmax)
                .map(addend -> ((MarginSoftmax) addend.term()).margin())
                .findFirst();
    }

    private static void add(String what, double one, double other, List<SettingDifference> into) {
        if (one != other) {
            into.add(new SettingDifference(what, SettingTexts.number(one), SettingTexts.number(other)));
        }
    }

    /** What the catalogue says that a term computes. */
    private static String formula(String label) {
        String title = label.replaceFirst("\\(.*", "");
        return Arrays.stream(TermKind.values())
                .filter(term -> term.title().equals(title))
                .map(TermKind::formula)
                .findFirst()
                .orElse(label);
    }
}
