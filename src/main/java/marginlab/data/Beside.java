package marginlab.data;

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
public record Beside(Map<String, String> sets, Map<String, Path> lists) {
    /** Nothing. */
    public static final Beside NOTHING = new Beside(Map.of(), Map.of());

    public Beside {
        sets = Map.copyOf(sets);
        lists = Map.copyOf(lists);
    }

    /** These, and what others say where these say nothing. */
    public Beside or(Beside others) {
        Map<String, String> allSets = new TreeMap<>(others.sets);
        allSets.putAll(sets);
        Map<String, Path> allLists = new TreeMap<>(others.lists);
        allLists.putAll(lists);
        return new Beside(allSets, allLists);
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
