package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import marginlab.loss.Objective;

/**
 * Speed and memory of an objective without a network: value and gradients of embeddings and centres.
 *
 * @param engine name
 * @param objectives labels
 * @param classes numbers of centres C
 * @param batch embeddings N
 * @param dimension d
 * @param steps that are timed
 * @param classRate share of the classes that a step compares with
 */
public record HeadBench(
        String engine,
        List<String> objectives,
        List<Integer> classes,
        int batch,
        int dimension,
        int steps,
        double classRate) {
    public HeadBench {
        objectives = List.copyOf(objectives);
        classes = List.copyOf(classes);
    }

    /** Measures; each objective and number of classes in a process of its own, and says so. */
    public List<Figure> run(Consumer<String> say) {
        List<Figure> figures = new ArrayList<>();
        for (String label : objectives) {
            String objective = Objective.parse(label).label();
            for (int count : classes) {
                say.accept("timing " + objective + " with " + count + " classes"
                        + (classRate == 1 ? "" : " at rate " + classRate));
                figures.addAll(Bench.run(
                        HeadProcess.class,
                        List.of(
                                engine,
                                objective,
                                String.valueOf(count),
                                String.valueOf(batch),
                                String.valueOf(dimension),
                                String.valueOf(steps),
                                String.valueOf(classRate))));
            }
        }
        return figures;
    }
}
