package marginlab.run;

import java.nio.file.Path;

/**
 * Where an invocation keeps and finds things.
 *
 * @param store the database, a file or an H2 address
 * @param runs the folder of the run folders
 * @param datasets the catalog's file
 */
public record Workspace(String store, Path runs, Path datasets) {}
