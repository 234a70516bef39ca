package marginlab.dataset.catalog;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a protocol needs beside a set that it scores, by what it is to the protocol.
 *
 * @param sets names of other rows of the catalog: {@code gallery}, {@code people}
 * @param lists files: {@code probe-noise}
 */
public record ProtocolInputs(Map<String, String> sets, Map<String, Path> lists) {
    /** Nothing. */
    public static final ProtocolInputs NOTHING = new ProtocolInputs(Map.of(), Map.of());

    public ProtocolInputs {
        sets = Map.copyOf(sets);
        lists = Map.copyOf(lists);
    }

    /** These, and what others say where these say nothing. */
    public ProtocolInputs or(ProtocolInputs others) {
        Map<String, String> allSets = new TreeMap<>(others.sets);
        allSets.putAll(sets);
        Map<String, Path> allLists = new TreeMap<>(others.lists);
        allLists.putAll(lists);
        return new ProtocolInputs(allSets, allLists);
    }

    public boolean isEmpty() {
        return sets.isEmpty() && lists.isEmpty();
    }

    /** The sets in the order of their uses. */
    Collection<String> orderedSets() {
        return new TreeMap<>(sets).values();
    }

    /** The lists in the order of their uses. */
    List<Path> orderedLists() {
        return List.copyOf(new TreeMap<>(lists).values());
    }
}
