package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.formula.LossDefinitions;

/** Rows beside those of the matrix: losses with settings of their own. */
record Inclusion(List<LossReader.Loss> losses, Map<SettingKey, SettingValue> settings) {
    private static final String EXPECTED = "a list of maps, such as [{loss: NS, scale: 20}]";
    private static final String LOSS = "loss";

    static List<Inclusion> read(YamlCursor value, SettingsReader settings, LossDefinitions definitions) {
        List<Inclusion> inclusions = new ArrayList<>();
        for (YamlCursor item : value.items(EXPECTED)) {
            Map<String, YamlCursor.Field> fields = Sections.unfold(item.fields(EXPECTED));
            Sections.refuseUnknown(fields, List.of(LOSS), "loss, or a setting");
            YamlCursor.Field columns = fields.remove(SettingKey.VERIFY.path());
            if (columns != null) {
                columns.name().problem("a setting that may differ between rows", "All rows have the same columns");
            }
            if (fields.containsKey(LOSS)) {
                inclusions.add(
                        new Inclusion(LossReader.read(fields.get(LOSS).value(), definitions), settings.read(fields)));
            } else if (item.isMap()) {
                item.problem("a loss, and the settings that differ");
            }
        }
        return inclusions;
    }
}
