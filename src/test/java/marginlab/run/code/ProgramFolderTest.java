package marginlab.run.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramFolderTest {
    @ParameterizedTest
    @CsvSource({
        "/home/a/checkout/target/classes, /home/a/checkout",
        "/home/a/checkout/target/marginlab.jar, /home/a/checkout",
        "/opt/marginlab/marginlab.jar, /opt/marginlab",
        "/opt/marginlab/../other/marginlab.jar, /opt/other"
    })
    void isWhereTheProgramWasInstalled(String first, String folder) {
        assertThat(ProgramFolder.of(first + File.pathSeparator + "/lib/other.jar"))
                .isEqualTo(Path.of(folder));
    }
}
