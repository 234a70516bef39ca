package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import marginlab.loss.plugin.BuiltJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void timesTrainingByPhase() {
        CommandShell.Answer answer = new CommandShell(folder)
                .run(
                        "bench",
                        "train",
                        "--loss",
                        "ArcFace(0.5)",
                        "--network",
                        "IR(1, 8)",
                        "--input",
                        "16",
                        "--embedding",
                        "8",
                        "--batch",
                        "8",
                        "--classes",
                        "10",
                        "--steps",
                        "2",
                        "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.json().getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(figure -> figure.get("what").getAsString()))
                .contains(
                        "train speed",
                        "train step",
                        "train data",
                        "train forward",
                        "train head",
                        "train backward",
                        "train update");
        for (JsonElement element : answer.json().getAsJsonArray()) {
            JsonObject figure = element.getAsJsonObject();
            assertThat(figure.get("low").getAsDouble())
                    .isLessThanOrEqualTo(figure.get("median").getAsDouble());
            assertThat(figure.get("median").getAsDouble())
                    .isLessThanOrEqualTo(figure.get("high").getAsDouble());
            assertThat(figure.getAsJsonObject("settings").get("objective").getAsString())
                    .isEqualTo("ArcFace(0.5)");
        }
    }

    @Test
    void timesTheHeadOfALossOfAJarAndSaysThatItTimesNoTraining() throws IOException {
        BuiltJar.ofTheExample(Files.createDirectory(folder.resolve("jars")));
        String[] words = {
            "bench",
            "head",
            "--plugins",
            folder.resolve("jars").toString(),
            "--loss",
            "HardestOther(0.2)",
            "--classes",
            "10",
            "--batch",
            "8",
            "--embedding",
            "8",
            "--steps",
            "2",
            "--json"
        };

        CommandShell.Answer head = new CommandShell(folder).run(words);
        words[1] = "train";
        CommandShell.Answer training = new CommandShell(folder).run(words);

        assertThat(head.code()).as(head.err()).isZero();
        assertThat(head.out()).contains("HardestOther(0.2)");
        assertThat(training.code()).isEqualTo(2);
        assertThat(training.err()).contains("HardestOther(0.2), a loss of a jar");
    }

    /** Side by side with the built-in loss that it is the formula of. */
    @Test
    void timesALossThatAFileDefines() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                define:
                  Arc(m): {target: cos(theta + m)}
                """);

        CommandShell.Answer answer = new CommandShell(folder)
                .run(
                        "bench",
                        "head",
                        "--loss",
                        "Arc(0.5)",
                        "--loss",
                        "ArcFace(0.5)",
                        "--define",
                        file.toString(),
                        "--classes",
                        "10",
                        "--batch",
                        "8",
                        "--embedding",
                        "8",
                        "--steps",
                        "3",
                        "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.json().getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .filter(figure -> figure.get("what").getAsString().equals("head step"))
                        .map(figure -> figure.getAsJsonObject("settings")
                                .get("objective")
                                .getAsString()))
                .containsExactly("Arc(0.5)", "ArcFace(0.5)");
    }

    @Test
    void timesALossForEachNumberOfClassesAndEachShareOfThem() {
        CommandShell.Answer answer = new CommandShell(folder)
                .run(
                        "bench",
                        "head",
                        "--loss",
                        "NS",
                        "--classes",
                        "10,20",
                        "--class-rate",
                        "1,0.5",
                        "--embedding",
                        "8",
                        "--batch",
                        "8",
                        "--steps",
                        "2",
                        "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.json().getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .filter(figure -> figure.get("what").getAsString().equals("head step"))
                        .map(figure -> figure.getAsJsonObject("settings"))
                        .map(settings -> settings.get("classes").getAsString() + " at "
                                + settings.get("class rate").getAsString()))
                .containsExactly("10 at 1.0", "10 at 0.5", "20 at 1.0", "20 at 0.5");
    }

    @Test
    void saysEverythingThatIsWrongWithTheSizes() {
        CommandShell.Answer answer = new CommandShell(folder).run("bench", "train", "--batch", "0", "--steps", "0");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(2);
    }
}
