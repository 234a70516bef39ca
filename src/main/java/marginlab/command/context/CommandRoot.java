package marginlab.command.context;

import java.util.Map;
import marginlab.run.launch.Cluster;

/** What the command line gives to each of its verbs. */
public interface CommandRoot {
    /** The flags that every verb takes. */
    GlobalOptions globals();

    /** What trials can be started on beside this machine, by name. */
    Map<String, Cluster> clusters();

    /** The class that the program was started with, for verbs that start it again. */
    Class<?> program();
}
