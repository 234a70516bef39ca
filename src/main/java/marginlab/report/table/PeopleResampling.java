package marginlab.report.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.stats.Interval;
import marginlab.stats.PeopleBootstrap;

/** The people on the pairs of a sweep's verification sets, who are drawn anew to see how much hangs on them. */
final class PeopleResampling {
    private static final int REPLICATES = 1000;

    /** Any seed does; this one makes two reports of the same results the same. */
    private static final long SEED = 1;

    private final SweepResults sweep;
    private final Map<String, Optional<Drawn>> known = new HashMap<>();

    /** People that were drawn from those on so many pairs. */
    private record Drawn(int pairs, PeopleBootstrap people) {}

    PeopleResampling(SweepResults sweep) {
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
        return known.computeIfAbsent(set, this::drawn)
                .filter(drawn -> drawn.pairs() == differences.length)
                .map(drawn -> drawn.people().interval(differences, Interval.CONFIDENCE));
    }

    private Optional<Drawn> drawn(String set) {
        return sweep.trials().stream()
                .map(trial -> trial.fingerprints().get(set))
                .filter(print -> print != null)
                .findFirst()
                .flatMap(print -> sweep.datasets().people(set, print))
                .filter(people -> people.first().length > 0)
                .map(people -> new Drawn(
                        people.first().length, new PeopleBootstrap(people.first(), people.second(), REPLICATES, SEED)));
    }
}
