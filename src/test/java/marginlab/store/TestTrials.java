package marginlab.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;
import marginlab.plan.Trial;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Small trials for tests. */
public final class TestTrials {
    private TestTrials() {}

    public static Trial trial(int seed) {
        return trial("ArcFace(0.5)", seed);
    }

    public static Trial trial(String objective, int seed) {
        return Trial.of(objective, settings(), seed, Map.of("faces", "0123abcd"));
    }

    /** One whose pairs have a fingerprint. */
    public static Trial trial(String objective, int seed, String pairs) {
        return Trial.of(objective, settings(), seed, Map.of("faces", "0123abcd", "pairs", pairs));
    }

    /** What a run of one attempt leaves that failed after twelve seconds. */
    public static List<TrialEvent> failed(String reason) {
        return List.of(
                new TrialEvent.Started(1, Instant.EPOCH, Map.of()),
                new TrialEvent.Ended(1, TrialState.FAILED, reason, 12, Instant.EPOCH));
    }

    static Settings settings() {
        Schedule schedule = new Schedule(
                16,
                0.1,
                Schedule.RateCurve.COSINE,
                List.of(Span.iterations(5)),
                10,
                2,
                Span.iterations(0),
                Span.epochs(2),
                0.9,
                5e-4,
                5);
        return new Settings(
                "MXNet",
                List.of("faces"),
                1,
                List.of("pairs"),
                new Backbone(List.of(1), List.of(8), Backbone.Activation.PRELU),
                32,
                16,
                0.4,
                30,
                MarginGradient.EXACT,
                BeyondPi.RAW,
                true,
                Sampling.SHUFFLE,
                schedule);
    }
}
