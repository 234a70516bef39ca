package marginlab.experiment;

import java.nio.file.Path;
import marginlab.experiment.setting.Settings;

/**
 * A row of the table that is not trained: a network of others.
 *
 * @param name that it has in the table
 * @param file of the network
 * @param settings images as it takes them, and the sets
 * @param place where the experiment asks for it
 */
public record NetworkRow(String name, Path file, Settings settings, String place) {}
