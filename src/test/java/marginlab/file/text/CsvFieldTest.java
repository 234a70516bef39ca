package marginlab.file.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvFieldTest {
    @Test
    void isNoFormulaAndEndsWhereItEnds() {
        Map<String, String> fields = Map.of(
                "", "",
                "ArcFace(0.5)", "ArcFace(0.5)",
                "a, b", "\"a, b\"",
                "say \"x\"", "\"say \"\"x\"\"\"",
                "=1+1", "'=1+1",
                "-2", "'-2",
                "\tx", "'\tx",
                "\n=1", "\"'\n=1\"",
                "@a,b", "\"'@a,b\"");

        fields.forEach((text, field) -> assertThat(CsvField.of(text)).isEqualTo(field));
    }
}
