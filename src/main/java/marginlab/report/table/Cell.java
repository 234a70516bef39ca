package marginlab.report.table;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.stats.Summary;
import marginlab.store.record.TrialState;

/**
 * What one row of the table says of one verification set: every planned seed is a sample or a gap.
 *
 * @param set name of the verification set
 * @param epoch which epoch of each training it is: {@code last epoch}, {@code best epoch on lfw}
 * @param samples accuracy of each finished seed, a fraction
 * @param repeats accuracy of further trainings with a seed of the samples, which no mean counts
 * @param gaps planned seeds without an accuracy
 * @param rank among the rows of this column
 * @param level whether it is the best of the column, or not worse beyond the noise between seeds
 * @param references the paper's figures for it; empty where the paper has no such column or row
 */
public record Cell(
        String set,
        String epoch,
        List<Sample> samples,
        List<Sample> repeats,
        List<MissingSeed> gaps,
        Rank rank,
        boolean level,
        List<Reference> references) {

    /**
     * The accuracy of one seed.
     *
     * @param epoch the number of the epoch that it is of; null where the run does not say
     */
    public record Sample(long seed, String trial, double accuracy, Integer epoch) {}

    /** A planned seed without an accuracy, and why. */
    public record MissingSeed(long seed, String trial, TrialState state, String reason) {
        /** {@code seed 3 diverged}. */
        public String label() {
            return "seed " + seed + " " + state.label();
        }
    }

    /**
     * A figure of the paper beside ours.
     *
     * @param edition which of its versions, at which scale
     * @param accuracy a fraction
     * @param differences how its setting differs from ours; empty when they can be compared
     */
    public record Reference(String edition, double accuracy, List<String> differences) {
        public Reference {
            differences = List.copyOf(differences);
        }

        public boolean comparable() {
            return differences.isEmpty();
        }
    }

    /** Place among the rows of a column, by the figures as they are printed. */
    public enum Rank {
        BEST,
        SECOND,
        OTHER
    }

    public Cell {
        samples = List.copyOf(samples);
        repeats = List.copyOf(repeats);
        gaps = List.copyOf(gaps);
        references = List.copyOf(references);
    }

    /** The accuracy of each finished seed. */
    public SortedMap<Long, Double> bySeed() {
        SortedMap<Long, Double> bySeed = new TreeMap<>();
        samples.forEach(sample -> bySeed.put(sample.seed(), sample.accuracy()));
        return bySeed;
    }

    /** Each repeat less the first run of its seed, where both have an accuracy. */
    List<Double> repeated() {
        SortedMap<Long, Double> firsts = bySeed();
        return repeats.stream()
                .filter(again -> firsts.containsKey(again.seed()))
                .map(again -> again.accuracy() - firsts.get(again.seed()))
                .toList();
    }

    /** Whether it is of the epoch that was best on some set, and not of the last. */
    public boolean ofBestEpoch() {
        return epoch.startsWith("best");
    }

    /** How many seeds were planned. */
    public int planned() {
        return samples.size() + gaps.size();
    }

    /** The finished seeds together; absent when there are none. */
    public Optional<Summary> summary() {
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Summary(samples.stream().map(Sample::accuracy).toList()));
    }

    Cell ranked(Rank place, boolean notWorse) {
        return new Cell(set, epoch, samples, repeats, gaps, place, notWorse, references);
    }
}
