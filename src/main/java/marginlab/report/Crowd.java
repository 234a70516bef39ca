package marginlab.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.report.Datasets.People;
import marginlab.stats.Interval;
import marginlab.stats.PeopleBootstrap;

/** The people on the pairs of a sweep's verification sets, who are drawn anew to see how much hangs on them. */
final class Crowd {
    private static final double CONFIDENCE = 0.95;
    private static final int REPLICATES = 1000;

    /** Any seed does; this one makes two reports of the same results the same. */
    private static final long SEED = 1;

    private final Sweep sweep;
    private final Map<String, Optional<People>> known = new HashMap<>();

    Crowd(Sweep sweep) {
        this.sweep = sweep;
    }

    /** The interval of the difference of accuracies, ours minus theirs; absent where it is not known who is on the pairs. */
    Optional<Interval> interval(String set, List<boolean[]> ours, List<boolean[]> theirs) {
        double[] differences = new double[ours.get(0).length];
        for (int seed = 0; seed < ours.size(); seed++) {
            for (int pair = 0; pair < differences.length; pair++) {
                differences[pair] +=
                        ((ours.get(seed)[pair] ? 1 : 0) - (theirs.get(seed)[pair] ? 1 : 0)) / (double) ours.size();
            }
        }
        return known.computeIfAbsent(set, this::people)
                .filter(people -> people.first().length == differences.length)
                .map(people -> new PeopleBootstrap(people.first(), people.second(), differences)
                        .interval(CONFIDENCE, REPLICATES, SEED));
    }

    private Optional<People> people(String set) {
        return sweep.trials().stream()
                .map(trial -> trial.fingerprints().get(set))
                .filter(print -> print != null)
                .findFirst()
                .flatMap(print -> sweep.datasets().people(set, print));
    }
}
