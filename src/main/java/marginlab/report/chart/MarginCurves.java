package marginlab.report.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import marginlab.experiment.setting.Settings;
import marginlab.loss.DefinedLoss;
import marginlab.loss.MarginSoftmax;
import marginlab.loss.Objective;
import marginlab.loss.Term;
import marginlab.loss.formula.TargetShape;
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
     * @param points (angle in degrees, psi), every two degrees where it is finite
     * @param bounds whether the logit of another class is its cosine, so that psi alone tells the decision boundary
     */
    record MarginCurve(String label, int row, List<List<Number>> points, boolean bounds) {}

    /**
     * The target logit of a loss.
     *
     * @param label of the loss without other terms
     * @param psi of an angle in radians
     */
    private record TargetLogit(String label, DoubleUnaryOperator psi, boolean bounds) {
        static TargetLogit of(Margin margin, BeyondPi beyondPi) {
            return new TargetLogit(margin.label(), theta -> margin.targetLogit(theta, beyondPi), true);
        }

        MarginCurve curve(int row) {
            return new MarginCurve(label, row, points(psi), bounds);
        }
    }

    static List<MarginCurve> of(AccuracyTable table) {
        List<MarginCurve> curves = new ArrayList<>();
        Set<String> drawn = new HashSet<>();
        for (int at = 0; at < table.rows().size(); at++) {
            TableRow row = table.rows().get(at);
            Settings settings = row.trials().get(0).settings();
            int here = at;
            target(row.objective(), settings)
                    .filter(logit -> drawn.add(logit.label() + settings.beyondPi() + settings.definitions()))
                    .ifPresent(logit -> curves.add(logit.curve(here)));
        }
        return curves;
    }

    /** Those of the paper's figure of decision boundaries of whose family the table has none; of no row. */
    static List<MarginCurve> others(AccuracyTable table) {
        List<String> own =
                of(table).stream().map(curve -> family(curve.label())).toList();
        return PAPER.stream()
                .filter(label -> !own.contains(family(label)))
                .map(label -> new MarginCurve(label, -1, points(paper(label)), true))
                .toList();
    }

    private static String family(String label) {
        return label.replaceAll("\\(.*", "");
    }

    private static DoubleUnaryOperator paper(String label) {
        return label.equals(SOFTMAX)
                ? Math::cos
                : of(Objective.parse(label).addends().get(0).term(), BeyondPi.RAW)
                        .orElseThrow()
                        .psi();
    }

    /** That of an objective; absent where it has none of the angle alone, or its label is of another version of the losses. */
    private static Optional<TargetLogit> target(String objective, Settings settings) {
        if (objective.equals(SOFTMAX)) {
            return Optional.of(new TargetLogit(SOFTMAX, Math::cos, true));
        }
        try {
            return Objective.parse(objective, settings.definitions()).addends().stream()
                    .flatMap(addend -> of(addend.term(), settings.beyondPi()).stream())
                    .findFirst();
        } catch (LabelException e) {
            return Optional.empty();
        }
    }

    private static Optional<TargetLogit> of(Term term, BeyondPi beyondPi) {
        if (term instanceof MarginSoftmax) {
            return Optional.of(TargetLogit.of(((MarginSoftmax) term).margin(), beyondPi));
        }
        if (!(term instanceof DefinedLoss) || !((DefinedLoss) term).definition().isSoftmax()) {
            return Optional.empty();
        }
        DefinedLoss loss = (DefinedLoss) term;
        TargetShape shape = loss.shape(beyondPi);
        return shape.isCurve()
                ? Optional.of(new TargetLogit(
                        loss.label(), shape::at, loss.definition().negative().isEmpty()))
                : Optional.empty();
    }

    private static List<List<Number>> points(DoubleUnaryOperator logit) {
        List<List<Number>> points = new ArrayList<>();
        for (int degrees = 0; degrees <= 180; degrees += 2) {
            double psi = logit.applyAsDouble(Math.toRadians(degrees));
            if (Double.isFinite(psi)) {
                points.add(List.of(degrees, ChartData.rounded(psi)));
            }
        }
        return points;
    }
}
