package marginlab.run.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.dataset.catalog.ProtocolInputs;

/**
 * What a user says of a set that is scored, over what the catalog tells of it.
 *
 * @param protocol its name; empty for that of the set's format
 * @param beside what the protocol needs beside the set
 */
public record SearchSettings(String protocol, ProtocolInputs beside) {
    /** Nothing is said. */
    public static final SearchSettings NONE = new SearchSettings("", ProtocolInputs.NOTHING);

    private static final String SET = "set:";
    private static final String LIST = "list:";

    /** As arguments of a process; {@link #of} reads them back. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(protocol));
        new TreeMap<>(beside.sets()).forEach((use, name) -> arguments.add(SET + use + "=" + name));
        new TreeMap<>(beside.lists()).forEach((use, file) -> arguments.add(LIST + use + "=" + file.toAbsolutePath()));
        return arguments;
    }

    public static SearchSettings of(List<String> arguments) {
        Map<String, String> sets = new TreeMap<>();
        Map<String, Path> lists = new TreeMap<>();
        for (String argument : arguments.subList(1, arguments.size())) {
            boolean isSet = argument.startsWith(SET);
            String pair = argument.substring(isSet ? SET.length() : LIST.length());
            String use = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(use.length() + 1);
            if (isSet) {
                sets.put(use, value);
            } else {
                lists.put(use, Path.of(value));
            }
        }
        return new SearchSettings(arguments.get(0), new ProtocolInputs(sets, lists));
    }
}
