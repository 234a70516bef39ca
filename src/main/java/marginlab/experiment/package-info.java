/**
 * What was asked for: reads an experiment file into rows of the table to come.
 *
 * <p>In: a YAML file and {@code --set} overrides. Out: an {@link marginlab.experiment.Experiment} that is complete and
 * checked, or every {@link marginlab.experiment.Problem} of the file at once.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The flow inside: {@code Yaml} gives a tree with places, {@code Sections} names its fields and puts overrides over
 *       them, {@code SettingsReader}, {@code LossReader}, {@code Matrix}, {@code Inclusion} and {@code Exclusion} read one
 *       part each, {@code Crossing} makes rows of them, {@code Checks} and {@code Unused} look at what only rows can show.
 *   <li>A setting is its text. Each has one text form that parses back to an equal value, so that files, flags, factors,
 *       exclusions, trial ids and the store compare and keep the same characters. {@link marginlab.experiment.Key} lists
 *       the settings once, with type, default and description; the editor's schema is made from it.
 *   <li>Problems are collected, never thrown one by one; a check whose settings could not be read is left out, so that one
 *       slip is one line.
 *   <li>Only YAML's node tree is used: nothing is constructed from tags, the nesting is checked on the event stream before
 *       the recursive composer sees it, and size, aliases, braces and trials have limits.
 *   <li>A row's label shows what tells it from other rows of its loss: every factor of the matrix, and of an included row
 *       what differs from the file's own settings. Sampling that was chosen by {@code auto} is kept with the trial but is no
 *       factor.
 *   <li>Settings that mean nothing under another are brought to one value ({@code divide-at} with a cosine), so that equal
 *       trainings have equal ids; where no row uses them the file is refused.
 * </ul>
 */
package marginlab.experiment;
