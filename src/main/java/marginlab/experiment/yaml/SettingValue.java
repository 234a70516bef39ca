package marginlab.experiment.yaml;

/**
 * A setting in its text form, with the place that says so.
 *
 * @param given whether somebody wrote it; otherwise it is the default
 */
record SettingValue(String text, String place, boolean given) {}
