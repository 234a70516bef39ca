/**
 * Every setting of a trial: its name, what it may be, its one text form, and the values themselves.
 *
 * <p>In: text. Out: {@link marginlab.experiment.setting.Settings} that are complete and checked.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A setting is its text. Each has one text form that parses back to an equal value, so that files, flags, factors,
 *       exclusions, trial ids and the store compare and keep the same characters. {@link
 *       marginlab.experiment.setting.SettingKey} lists the settings once, with type, default and description; the
 *       editor's schema is made from it.
 * </ul>
 */
package marginlab.experiment.setting;
