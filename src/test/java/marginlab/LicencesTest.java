package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with the classes into the jar. */
class LicencesTest {
    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void theJarCarriesTheTermsOfTheProject(String name) throws IOException, URISyntaxException {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        assertThat(classes.resolve("META-INF").resolve(name)).hasSameTextualContentAs(Path.of(name));
        assertThat(Files.readString(Path.of(name))).contains("Apache License");
    }
}
