package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.loss.Objective;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;
import marginlab.plan.Trial;

/**
 * Speed and memory of training, a network with each of some objectives.
 *
 * @param engine name
 * @param objectives each a row
 * @param network what is trained
 * @param input side of the images in pixels
 * @param embedding dimension d
 * @param batch images a step
 * @param identities classes C
 * @param steps that are timed
 */
public record TrainBench(
        String engine,
        List<Objective> objectives,
        Backbone network,
        int input,
        int embedding,
        int batch,
        int identities,
        int steps) {
    public TrainBench {
        objectives = List.copyOf(objectives);
    }

    /** Measures; each objective in a process of its own, and says so. */
    public List<BenchFigure> run(Consumer<String> say) {
        List<BenchFigure> figures = new ArrayList<>();
        for (Objective objective : objectives) {
            say.accept("timing " + objective.label() + " on " + network.label());
            Trial trial = trial(objective, 1);
            figures.addAll(BenchProcess.run(
                    TrainProcess.class, List.of(trial.toJson(), String.valueOf(identities), String.valueOf(steps))));
        }
        return figures;
    }

    /** The trial of an objective under these settings. */
    public Trial trial(Objective objective, long seed) {
        return Trial.of(objective.label(), settings(objective).with(objective.definitions()), seed, Map.of());
    }

    private Settings settings(Objective objective) {
        Sampling sampling = objective.needsPairs()
                ? Sampling.pairs(batch)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a batch of " + batch + " cannot be split into people with several images, as "
                                        + objective.label() + " needs them; take a multiple of 4"))
                : Sampling.SHUFFLE;
        Schedule schedule = new Schedule(
                batch,
                0.01,
                Schedule.RateCurve.STEPS,
                List.of(),
                10,
                1,
                Span.iterations(0),
                Span.iterations(TrainProcess.WARM_UP + steps),
                0.9,
                5e-4,
                5);
        return new Settings(
                engine,
                List.of("pictures"),
                1,
                List.of("none"),
                network,
                input,
                embedding,
                0.4,
                30,
                MarginGradient.EXACT,
                BeyondPi.RAW,
                true,
                sampling,
                schedule);
    }
}
