/**
 * Reads an experiment file into rows.
 *
 * <p>In: a YAML file and {@code --set} overrides. Out: an {@link marginlab.experiment.Experiment}, or every problem of
 * the file at once.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The flow inside: {@code Yaml} gives a tree with places, {@code Sections} names its fields and puts overrides
 *       over them, {@code SettingsReader}, {@code LossReader}, {@code GridSettings}, {@code Inclusion} and {@code
 *       Exclusion} read one part each, {@code ParameterGrid} makes rows of them, {@code SettingChecks} and {@code
 *       UnusedSettings} look at what only rows can show.
 * </ul>
 */
package marginlab.experiment.yaml;
