package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import marginlab.loss.Objective;

/**
 * Speed and memory of an objective without a network: value and gradients of embeddings and centres.
 *
 * @param engine name
 * @param objectives each a row
 * @param classes numbers of centres C
 * @param classRates shares of the classes that a step compares with
 * @param batch embeddings N
 * @param dimension d
 * @param steps that are timed
 */
public record HeadBench(
        String engine,
        List<Objective> objectives,
        List<Integer> classes,
        List<Double> classRates,
        int batch,
        int dimension,
        int steps) {
    public HeadBench {
        objectives = List.copyOf(objectives);
        classes = List.copyOf(classes);
        classRates = List.copyOf(classRates);
    }

    /** Measures; each objective, number of classes and share in a process of its own, and says so. */
    public List<BenchFigure> run(Consumer<String> say) {
        List<BenchFigure> figures = new ArrayList<>();
        for (Objective objective : objectives) {
            for (int count : classes) {
                for (double rate : classRates) {
                    say.accept("timing " + objective.label() + " with " + count + " classes"
                            + (rate == 1 ? "" : " at rate " + rate));
                    figures.addAll(BenchProcess.run(HeadProcess.class, arguments(objective, count, rate)));
                }
            }
        }
        return figures;
    }

    private List<String> arguments(Objective objective, int count, double rate) {
        List<String> arguments = new ArrayList<>(List.of(
                engine,
                objective.label(),
                String.valueOf(count),
                String.valueOf(batch),
                String.valueOf(dimension),
                String.valueOf(steps),
                String.valueOf(rate)));
        objective.definitions().texts().forEach((name, text) -> arguments.addAll(List.of(name, text)));
        objective.definitions().ofJars().values().stream()
                .flatMap(loss -> loss.jar().stream())
                .forEach(jar ->
                        arguments.addAll(List.of(HeadProcess.JAR, jar.file().toString())));
        return arguments;
    }
}
