package marginlab.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016): many points are trained shortly, the better half of them twice as long,
 * and so on to the whole length.
 *
 * @param rungs at least two, the shortest first
 * @param trainings what they cost together, in trainings of the whole length
 */
public record SuccessiveHalving(List<Rung> rungs, double trainings) {
    /** A point that is trained for less than an eighth says little of the whole. */
    private static final int MOST_HALVINGS = 3;

    /**
     * A length to which points are trained.
     *
     * @param points so many
     * @param length in the unit of the whole length
     */
    public record Rung(int points, int length) {}

    public SuccessiveHalving {
        rungs = List.copyOf(rungs);
    }

    /**
     * The design with the most points of those with the most halvings, three at most, that a budget pays; empty where it does not pay
     * for one halving, which begins with two points.
     *
     * @param budget in trainings of the whole length
     * @param whole length, in epochs or iterations
     * @param goesOn whether a longer training goes on from the shorter one, so that only what it is longer costs
     */
    public static Optional<SuccessiveHalving> of(double budget, double whole, boolean goesOn) {
        for (int halvings = MOST_HALVINGS; halvings >= 1; halvings--) {
            // Lengths that round to the same one would be no halving.
            if (whole / (1 << halvings) >= 1) {
                int first = 1 << halvings;
                if (cost(first, halvings, whole, goesOn) <= budget) {
                    while (cost(first + 1, halvings, whole, goesOn) <= budget) {
                        first++;
                    }
                    return Optional.of(
                            new SuccessiveHalving(rungs(first, halvings, whole), cost(first, halvings, whole, goesOn)));
                }
            }
        }
        return Optional.empty();
    }

    /** The smallest budget that pays for one halving: two points for half a training, and one of them for a whole one. */
    public static double least(double whole, boolean goesOn) {
        return cost(2, 1, whole, goesOn);
    }

    private static List<Rung> rungs(int first, int halvings, double whole) {
        List<Rung> rungs = new ArrayList<>();
        for (int rung = 0; rung <= halvings; rung++) {
            rungs.add(new Rung(first >> rung, (int) Math.rint(whole / (1 << (halvings - rung)))));
        }
        return rungs;
    }

    private static double cost(int first, int halvings, double whole, boolean goesOn) {
        double sum = 0;
        int before = 0;
        for (Rung rung : rungs(first, halvings, whole)) {
            sum += (double) rung.points() * (rung.length() - before);
            before = goesOn ? rung.length() : 0;
        }
        return sum / whole;
    }
}
