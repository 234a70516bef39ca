package marginlab.report.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.stats.PeopleVariance;

/** Who is on the pairs of a sweep's verification sets, as far as it is known: how much a difference hangs on them. */
final class PeopleOnPairs {
    private final SweepResults sweep;
    private final Map<String, Optional<PeopleVariance>> known = new HashMap<>();

    PeopleOnPairs(SweepResults sweep) {
        this.sweep = sweep;
    }

    /** The people of a set of so many pairs; absent where it is not known who is on them. */
    Optional<PeopleVariance> of(String set, int pairs) {
        return known.computeIfAbsent(set, this::read).filter(people -> people.pairs() == pairs);
    }

    /** How much more often ours is right on each pair than theirs, a mean over the seeds. */
    static double[] differences(List<boolean[]> ours, List<boolean[]> theirs) {
        double[] differences = new double[ours.get(0).length];
        for (int seed = 0; seed < ours.size(); seed++) {
            for (int pair = 0; pair < differences.length; pair++) {
                differences[pair] +=
                        ((ours.get(seed)[pair] ? 1 : 0) - (theirs.get(seed)[pair] ? 1 : 0)) / (double) ours.size();
            }
        }
        return differences;
    }

    private Optional<PeopleVariance> read(String set) {
        return sweep.trials().stream()
                .map(trial -> trial.fingerprints().get(set))
                .filter(print -> print != null)
                .findFirst()
                .flatMap(print -> sweep.datasets().people(set, print))
                .filter(people -> people.first().length > 0)
                .map(people -> new PeopleVariance(people.first(), people.second()));
    }
}
