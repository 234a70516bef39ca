package marginlab.command;

import java.util.Map;
import marginlab.run.Cluster;

/** What the command line gives to each of its verbs. */
interface Root {
    /** The flags that every verb takes. */
    Globals globals();

    /** What trials can be started on beside this machine, by name. */
    Map<String, Cluster> clusters();

    /** The class that the program was started with, for verbs that start it again. */
    Class<?> program();
}
