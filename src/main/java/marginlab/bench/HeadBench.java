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
 */
public record HeadBench(
        String engine, List<String> objectives, List<Integer> classes, int batch, int dimension, int steps) {
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
                say.accept("timing " + objective + " with " + count + " classes");
                figures.addAll(Bench.run(
                        HeadProcess.class,
                        List.of(
                                engine,
                                objective,
                                String.valueOf(count),
                                String.valueOf(batch),
                                String.valueOf(dimension),
                                String.valueOf(steps))));
            }
        }
        return figures;
    }
}
