package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** What may stand behind a name of the file: reads it into its one text form, and describes it to an editor. */
public interface SettingType {
    /** The value in its one text form; a problem, and nothing, where it is not of this type. */
    Optional<String> read(YamlCursor value);

    /** What a person may write: {@code a whole number between 1 and 65536}. */
    String expected();

    /** The JSON schema of the value as it stands in a file. */
    JsonSchema schema();
}
