package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of datasets, and those that are drawn. */
class DataCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeCatalog() throws IOException {
        shell = TwoPeople.write(folder);
    }

    @Test
    void listsWhatIsThereAndWhatIsMissing() {
        JsonArray datasets = shell.run("data", "ls", "--json").json().getAsJsonArray();

        assertThat(datasets).hasSize(2);
        JsonObject people = datasets.get(0).getAsJsonObject();
        assertThat(people.get("name").getAsString()).isEqualTo("people");
        assertThat(people.get("role").getAsString()).isEqualTo("train");
        assertThat(people.get("state").getAsString()).isEqualTo("ready");
        assertThat(people.get("identities").getAsInt()).isEqualTo(2);
        assertThat(people.get("images").getAsInt()).isEqualTo(3);
        assertThat(people.get("pairs").isJsonNull()).isTrue();
        assertThat(datasets.get(1).getAsJsonObject().get("state").getAsString()).isEqualTo("missing");
    }

    @Test
    void saysHowASetThatIsDrawnOnDemandGetsToTheDisk() throws IOException {
        Files.writeString(
                folder.resolve("datasets.yaml"), "crowd: {role: train, format: synthetic, identities: 10, images: 20}");

        CommandShell.Answer answer = shell.run("data", "generate", "crowd");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("'data pack crowd --out FILE.rec' writes its images");
    }

    @Test
    void drawsOnlyWhatIsItsOwn() {
        CommandShell.Answer answer = shell.run("data", "generate", "people");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("people");
    }
}
