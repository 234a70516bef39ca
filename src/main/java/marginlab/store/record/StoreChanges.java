package marginlab.store.record;

import java.util.List;
import java.util.Map;

/**
 * What has happened in a store since it was last asked.
 *
 * @param mark to ask from the next time
 * @param anew whether runs were forgotten: {@code runs} are all there are, and what was known before is void
 * @param runs that are new or may have moved on, as outlines, those that started last at the end
 * @param measured how many rows of figures those of them have that are running, by id
 * @param experiments the latest first
 */
public record StoreChanges(
        ReadPosition mark,
        boolean anew,
        List<Run> runs,
        Map<String, Integer> measured,
        List<ExperimentChange> experiments) {
    public StoreChanges {
        runs = List.copyOf(runs);
        measured = Map.copyOf(measured);
        experiments = List.copyOf(experiments);
    }

    /** An experiment by its name; {@code touched} grows whenever it is kept again. */
    public record ExperimentChange(String name, long touched) {}

    /**
     * How far a store has been read. Its numbers only grow, but for the count.
     *
     * @param made when the database was made: a rebuilt one counts from the start
     * @param touched the last start of a run
     * @param trial the newest trial's number
     * @param outcome the newest outcome's number
     * @param trials how many there are
     */
    public record ReadPosition(String made, long touched, int trial, int outcome, long trials) {
        /** Before everything. */
        public static final ReadPosition START = new ReadPosition("", 0, 0, 0, 0);
    }
}
