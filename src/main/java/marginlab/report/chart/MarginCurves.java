package marginlab.report.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import marginlab.loss.MarginSoftmax;
import marginlab.loss.Objective;
import marginlab.loss.label.LabelException;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.Margin;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.TableRow;

/** What the margins of a table do to the target logit, computed by the losses themselves. */
final class MarginCurves {
    /** With centres of one length, Softmax has the cosine itself for its target logit, but for a factor. */
    private static final String SOFTMAX = "Softmax";

    private static final List<String> PAPER =
            List.of(SOFTMAX, "SphereFace(1.35)", "CosFace(0.35)", "ArcFace(0.5)", "CM(1, 0.3, 0.2)");

    private MarginCurves() {}

    /**
     * One margin's target logit.
     *
     * @param label of the margin: rows that add other terms to one margin share its curve
     * @param row the first row of the table that has it
     * @param points (angle in degrees, psi), every two degrees
     */
    record Curve(String label, int row, List<List<Number>> points) {}

    static List<Curve> of(AccuracyTable table) {
        List<Curve> curves = new ArrayList<>();
        Set<String> drawn = new HashSet<>();
        for (int at = 0; at < table.rows().size(); at++) {
            TableRow row = table.rows().get(at);
            BeyondPi beyondPi = row.trials().get(0).settings().beyondPi();
            if (row.objective().equals(SOFTMAX) && drawn.add(SOFTMAX)) {
                curves.add(new Curve(SOFTMAX, at, points(Margin.NONE, BeyondPi.RAW)));
            }
            int here = at;
            margin(row.objective())
                    .filter(margin -> drawn.add(margin.label() + beyondPi))
                    .ifPresent(margin -> curves.add(new Curve(margin.label(), here, points(margin, beyondPi))));
        }
        return curves;
    }

    /** Those of the paper's figure of decision boundaries of whose family the table has none; of no row. */
    static List<Curve> others(AccuracyTable table) {
        List<String> own =
                of(table).stream().map(curve -> family(curve.label())).toList();
        return PAPER.stream()
                .filter(label -> !own.contains(family(label)))
                .map(label -> new Curve(label, -1, points(margin(label).orElse(Margin.NONE), BeyondPi.RAW)))
                .toList();
    }

    private static String family(String label) {
        return label.replaceAll("\\(.*", "");
    }

    /** The margin of an objective; absent where it has none or its label is of another version of the losses. */
    static Optional<Margin> margin(String objective) {
        try {
            return Objective.parse(objective).addends().stream()
                    .map(Objective.Addend::term)
                    .filter(MarginSoftmax.class::isInstance)
                    .map(term -> ((MarginSoftmax) term).margin())
                    .findFirst();
        } catch (LabelException e) {
            return Optional.empty();
        }
    }

    private static List<List<Number>> points(Margin margin, BeyondPi beyondPi) {
        List<List<Number>> points = new ArrayList<>();
        for (int degrees = 0; degrees <= 180; degrees += 2) {
            double psi = margin.targetLogit(Math.toRadians(degrees), beyondPi);
            points.add(List.of(degrees, ChartData.rounded(psi)));
        }
        return points;
    }
}
