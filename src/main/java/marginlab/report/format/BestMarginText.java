package marginlab.report.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.report.table.BestMargin;
import marginlab.report.table.Findings;
import marginlab.report.table.SettingTexts;

/** The best value of a parameter that a sweep varies, in a sentence a family of rows. */
final class BestMarginText {
    private BestMarginText() {}

    /** {@code ArcFace(m): best is m = 0.3 on lfw (99.53), not told apart from 0.2 to 0.4.} */
    static List<String> of(Findings findings) {
        Map<String, List<BestMargin>> families = findings.bestMargins().stream()
                .collect(Collectors.groupingBy(BestMargin::family, LinkedHashMap::new, Collectors.toList()));
        List<String> sentences = new ArrayList<>();
        families.forEach((family, margins) -> sentences.add(family + ": "
                + (margins.stream().allMatch(BestMarginText::isLevel)
                        ? level(margins, findings)
                        : best(margins, findings))
                + end(margins)));
        return sentences;
    }

    private static boolean isLevel(BestMargin margin) {
        return margin.level().equals(margin.tried());
    }

    private static String level(List<BestMargin> margins, Findings findings) {
        return "no value from " + ends(margins.get(0).tried()) + " can be told apart from the best, which is "
                + margins.stream().map(margin -> place(margin, findings)).collect(Collectors.joining(", ")) + ".";
    }

    private static String best(List<BestMargin> margins, Findings findings) {
        return "best is "
                + margins.stream()
                        .map(margin -> place(margin, findings) + ", " + level(margin))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    /** {@code m = 0.3 on lfw (99.53)}. */
    private static String place(BestMargin margin, Findings findings) {
        boolean isAverage = findings.table()
                .average()
                .filter(average -> average.column().equals(margin.column()))
                .isPresent();
        return "m = " + SettingTexts.number(margin.best()) + " on "
                + (isAverage ? "average" : margin.column().name()) + " (" + Percent.of(margin.figure()) + ")";
    }

    private static String level(BestMargin margin) {
        if (margin.level().isEmpty()) {
            return "of one seed, which tells nothing apart";
        }
        if (margin.level().size() == 1) {
            return "told apart from all others";
        }
        if (isLevel(margin)) {
            return "told apart from none of the others, " + ends(margin.tried());
        }
        if (margin.isInterval()) {
            return "with " + ends(margin.level()) + " not told apart";
        }
        return "with "
                + margin.level().stream().map(SettingTexts::number).collect(Collectors.joining(", "))
                + " not told apart";
    }

    private static String ends(List<Double> values) {
        return SettingTexts.number(values.get(0)) + " to " + SettingTexts.number(values.get(values.size() - 1));
    }

    private static String end(List<BestMargin> margins) {
        return margins.stream().allMatch(BestMargin::isAtTheEnd)
                ? " That is the end of what was tried: a better one may lie beyond it."
                : "";
    }
}
