package marginlab.train;

import java.util.ArrayList;
import java.util.List;
import marginlab.loss.Objective;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * What an objective is evaluated on; the arrays are kept, not copied.
 *
 * @param embeddings {@code [N, d]}
 * @param centres {@code [C, d]}, or {@code [K C, d]} class by class where a class has K of them; or null
 * @param bias {@code [C]}, or null for zeros
 * @param labels {@code [N]}, each in [0, C)
 */
public record LossArrays(float[][] embeddings, float[][] centres, float[] bias, int[] labels) {

    /**
     * The arrays as the objective needs them; everything that does not fit together is told at once.
     *
     * @param files that they came from
     */
    public LossArrays checkedFor(Objective objective, LossFiles files) {
        List<Problem> problems = new ArrayList<>();
        if (embeddings.length == 0 || embeddings[0].length == 0) {
            problems.add(new Problem(files.embeddingsPlace(), "an empty array", "at least one row and column"));
        }
        if (labels.length != embeddings.length) {
            problems.add(new Problem(
                    files.labelsPlace(),
                    labels.length + " labels",
                    embeddings.length + ", one for each row of the embeddings"));
        }
        if (objective.usesCentres()) {
            checkCentres(objective, files, problems);
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        boolean zeros = objective.usesBias() && bias == null;
        return zeros ? new LossArrays(embeddings, centres, new float[centres.length], labels) : this;
    }

    private void checkCentres(Objective objective, LossFiles files, List<Problem> problems) {
        if (centres == null || centres.length == 0) {
            problems.add(new Problem(
                    files.centresPlace(),
                    "none",
                    "class centres [C, d] for " + objective.label(),
                    "Give them with --centres"));
            return;
        }
        if (embeddings.length > 0 && centres[0].length != embeddings[0].length) {
            problems.add(new Problem(
                    files.centresPlace(),
                    centres[0].length + " columns",
                    embeddings[0].length + ", as in the embeddings"));
        }
        if (objective.usesBias() && bias != null && bias.length != centres.length) {
            problems.add(
                    new Problem(files.biasPlace(), bias.length + " biases", centres.length + ", one for each centre"));
        }
        int classes = centres.length / objective.centresEach();
        if (classes * objective.centresEach() != centres.length) {
            problems.add(new Problem(
                    files.centresPlace(),
                    centres.length + " rows",
                    "a multiple of " + objective.centresEach() + ", the number of centres per class"));
            return;
        }
        if (classes == 1
                && objective.addends().stream().anyMatch(addend -> addend.term().comparesCentres())) {
            problems.add(new Problem(
                    files.centresPlace(),
                    "1 class",
                    "at least 2: " + objective.label() + " compares classes with each other"));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                problems.add(new Problem(
                        files.labelsPlace() + " row " + i,
                        String.valueOf(labels[i]),
                        "a class from 0 to " + (classes - 1)));
                return;
            }
        }
    }
}
