package marginlab.experiment;

/** The name of a dataset, and where the experiment says it: for whoever knows which datasets there are. */
public record Mention(String name, String place) {}
