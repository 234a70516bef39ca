package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExperimentProblemsTest {
    private static final String GOOD = """
            name: good
            train: faces
            verify: pairs
            losses: [NS]
            """;

    @TempDir
    Path folder;

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheFile() throws IOException {
        assertThat(problems("""
                        name: my experiment
                        descripton: a slip
                        engine: mxnet
                        train: [faces, faces]
                        backbone: IR-51
                        scale: abc
                        flip: yes
                        batch: 128
                        seeds: [1, 1]
                        schedule:
                          momentum: 1
                          divide-at: [5, 3]
                        losses:
                          - ArcFaec(0.5)
                          - ArcFace({0.4, 4})
                        matrix: {seeds: [1]}
                        exclude: [{los: Softmax}]
                        """))
                .containsExactly(
                        "found no 'verify'; expected verify: the columns of the table: verification sets of the catalog",
                        "1:7: found the text 'my experiment'; expected letters, digits, dots, hyphens and underscores, a letter or digit first",
                        "2:1: found the text 'descripton'; expected a setting or a part of an experiment. Did you mean 'description'?",
                        "3:9: found the text 'mxnet'; expected one of MXNet, PyTorch. Did you mean 'MXNet'?",
                        "4:16: found the text 'faces'; expected each dataset once",
                        "5:11: found the text 'IR-51'; expected a network such as IR-50, IR(1-1-1-1, 16-32-64-128) or {units: [1, 1], widths: [16, 32]}. Did you mean 'IR-50'?",
                        "6:8: found the text 'abc'; expected a number above 0 and at most 10000",
                        "7:7: found the text 'yes'; expected true or false",
                        "8:1: found the text 'batch'; expected a setting or a part of an experiment. Did you mean 'schedule.batch'?",
                        "9:12: found the number 1; expected each seed once",
                        "11:13: found the number 1; expected a number of at least 0 and below 1",
                        "12:14: found divide-at 5, then 3; expected one unit, and each later than the one before",
                        "14:5: found ArcFaec; expected the name of a loss (the verb 'losses' lists them; --plugins adds those of jars). Did you mean ArcFace?",
                        "15:19: found 4 in ArcFace(4); expected m, an angle in [0, pi), in radians or with deg",
                        "16:10: found the text 'seeds'; expected a setting that varies. Put seeds at the top of the file",
                        "17:12: found the text 'los'; expected loss, or a setting. Did you mean 'loss'?");
    }

    @Test
    void refusesARepeatThatIsNoCount() throws IOException {
        assertThat(problems(GOOD + "repeat: 0\nmatrix: {repeat: [1, 2]}\n"))
                .containsExactly(
                        "5:9: found the number 0; expected a whole number between 1 and 1000",
                        "6:10: found the text 'repeat'; expected a setting that varies. Put repeat at the top of the file");
    }

    @Test
    void refusesToWatchForNothing() throws IOException {
        assertThat(problems(GOOD + "watch: lfw\nstop-early: {after: 3}\n"))
                .containsExactly(
                        "5:8: found watch; expected epoch: best, or stop-early, with it",
                        "6:21: found stop-early.after; expected stop-early.patience above 0 with it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "schedule: {batch: 0}                     | 5:19: found the number 0; expected a whole number between 1 and 65536",
                "schedule: {batch: 1.5}                   | 5:19: found the number 1.5; expected a whole number between 1 and 65536",
                "schedule: {rate: 0}                      | 5:18: found the number 0; expected a number above 0 and at most 1000",
                "schedule: {rate: .nan}                   | 5:18: found the text '.nan'; expected a number above 0 and at most 1000",
                "schedule: {rate: 1e999}                  | 5:18: found the text '1e999'; expected a number above 0 and at most 1000",
                "schedule: {rate: '0.1'}                  | 5:18: found the text '0.1'; expected a number above 0 and at most 1000",
                "schedule: {decay: -1}                    | 5:19: found the number -1; expected a number of at least 0 and at most 1",
                "schedule: {rate: }                       | 5:17: found nothing; expected a number above 0 and at most 1000",
                "schedule: {stop-at: 0}                   | 5:21: found the number 0; expected iterations such as 32000, or epochs such as 15 epochs, above 0, at most 1000000000",
                "schedule: {stop-at: 1.5}                 | 5:21: found the number 1.5; expected iterations such as 32000, or epochs such as 15 epochs",
                "schedule: {stop-at: 15 eons}             | 5:21: found the text '15 eons'; expected iterations such as 32000, or epochs such as 15 epochs",
                "schedule: {stop-at: 9, warm-up: 9}       | 5:33: found a warm-up of 9; expected less than the whole training, 9",
                "schedule: {stop-at: 9, divide-at: [9]}   | 5:35: found divide-at 9; expected before the end of training, 9",
                "schedule: {divide-at: [1, 2ep]}          | 5:23: found divide-at 1, then 2 epochs; expected one unit, and each later than the one before",
                "schedule: {curve: cosine, divide-by: 2}  | 5:38: found schedule.divide-by; expected schedule.curve: steps with it",
                "schedule: {epochs: 3}                    | 5:12: found the text 'epochs'; expected a setting or a part of an experiment. Did you mean 'schedule.stop-at'?",
                "schedule: {lr: 3}                        | 5:12: found the text 'lr'; expected a setting or a part of an experiment. Did you mean 'schedule.rate'?",
                "schedule: {colour: 3}                    | 5:12: found the text 'colour'; expected a setting or a part of an experiment. Known in schedule: batch, rate, curve, divide-at, divide-by, power, warm-up, stop-at, momentum, decay, clip",
                "schedule: {stop-at: 2 iterations}        | 5:21: found divide-at 2; expected before the end of training, 2. It follows from stop-at; give divide-at, or another curve",
                "matrix: {stop-early: [{patience: 2}]}    | 5:22: found a list; expected one of its settings with a list, such as stop-early.patience: [0, 5]",
                "schedule: {decya: 1}                     | 5:12: found the text 'decya'; expected a setting or a part of an experiment. Did you mean 'schedule.decay'?",
                "schedule: {power: 2}                     | 5:19: found schedule.power; expected schedule.curve: polynomial with it",
                "schedule: [1]                            | 5:11: found a list; expected a map such as {batch: 512, rate: 0.1}",
                "dropout: 1                               | 5:10: found the number 1; expected a number of at least 0 and below 1",
                "embedding: 1                             | 5:12: found the number 1; expected a whole number between 2 and 65536",
                "input: 15                                | 5:8: found an input of 15 pixels; expected at least 16 pixels: each of the 4 stages halves them",
                "input: big                               | 5:8: found the text 'big'; expected a whole number between 1 and 1024",
                "engine: [MXNet]                          | 5:9: found a list; expected one of MXNet, PyTorch",
                "seeds: []                                | 5:8: found a list; expected at least one seed",
                "seeds: 3                                 | 5:8: found the number 3; expected a list of seeds, such as [1, 2, 3], or {until: decided, least: 3, most: 20}",
                "seeds: {until: decided, least: 1}        | 5:32: found the number 1; expected a whole number between 2 and 1000",
                "seeds: {until: decided, least: 5, most: 4} | 5:41: found the number 4; expected at least the 5 seeds that every row gets",
                "seeds: {until: decided, error: 1}        | 5:32: found the number 1; expected a number above 0 and below 1",
                "seeds: {until: decided, difference: 0}   | 5:37: found the number 0; expected a number above 0 and at most 100",
                "seeds: {until: decided, leats: 3}        | 5:25: found the text 'leats'; expected one of until, least, most, difference, error. Did you mean 'least'?",
                "seeds: {until: bored}                    | 5:16: found the text 'bored'; expected decided",
                "seeds: {least: 3}                        | 5:8: found a map; expected until: decided in it, with least and most seeds. Without it, seeds are a list: [1, 2, 3]",
                "sampling: sorted                         | 5:11: found the text 'sorted'; expected auto, shuffle or {identities: 32, images: 4}",
                "sampling: {identities: 32, images: 4}    | 5:11: found sampling 32 x 4; expected identities times images to be the batch of 512. For example 128 x 4",
                "sampling: {identities: 32}               | 5:11: found a map; expected both identities and images",
                "backbone: {units: [1], widths: [1, 2]}   | 5:11: found a map; expected as many widths as stages. 1 units, 2 widths",
                "backbone: IR(1-1, 0-2)                   | 5:11: found the text 'IR(1-1, 0-2)'; expected a network such as IR-50, IR(1-1-1-1, 16-32-64-128) or {units: [1, 1], widths: [16, 32]}. units and widths are at least 1",
                "train: more                              | 5:1: found the text 'train'; expected each name once. It first appears at FILE:2:1",
                "exclude: [{loss: Softmax}]               | 5:11: found an exclusion of no row: loss Softmax; expected one that matches. Rows: NS",
                "exclude: [{loss: NS}]                    | found exclusions of every row; expected at least one row",
                "exclude: {loss: NS}                      | 5:10: found a map; expected a list of maps, such as [{loss: Softmax, scale: 30}]",
                "include: [{scale: 30}]                   | 5:11: found a map; expected a loss, and the settings that differ",
                "include: [{loss: NS}]                    | 5:18: found the row NS again; expected each row once. It first appears at FILE:4:10",
                "include: [{loss: NS, scale: 9, verify: x}] | 5:32: found the text 'verify'; expected a setting that may differ between rows. All rows have the same columns",
                "matrix: {scale: 30}                      | 5:17: found the number 30; expected a list of values, such as [30, 64]",
                "matrix: {scale: [30, 30.0]}              | 5:22: found the number 30.0; expected each value of scale once",
                "matrix: {scale: []}                      | 5:17: found a list; expected at least one value",
                "baseline: SN                             | 5:11: found the text 'SN'; expected one of the rows. Did you mean 'NS'?",
            })
    void tellsWhatIsImpossible(String line, String problem) throws IOException {
        assertThat(problems(GOOD + line + "\n")).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "- NS; - NS                       | 6:3: found the row NS again; expected each row once. It first appears at FILE:5:3",
                "- CosFace(0.2..0.5)             | 5:11: found the range 0.2..0.5; expected its step too: 0.2..0.5 by 0.05",
                "- CosFace(0.2..0.5 by 0.07)     | 5:11: found the range 0.2..0.5 by 0.07; expected a step that leads from 0.2 to 0.5 exactly",
                "- CosFace(0.5..0.2 by 0.1)      | 5:11: found the range 0.5..0.2 by 0.1; expected a range that rises, with a step above 0",
                "- ArcFace(10deg..20deg by 1)    | 5:11: found the range 10deg..20deg by 1; expected one unit for both ends and the step",
                "- ArcFace(0..1 by 1e-9)         | 5:11: found the range 0..1 by 1e-9; expected at most 10000 values",
                "- ArcFace(0..1 by 0.1234567891) | 5:11: found the range 0..1 by 0.1234567891; expected numbers such as 0.2..0.5 by 0.05, of at most nine digits",
                "- ArcFace(0.1..x by 0.1)        | 5:11: found the range 0.1..x by 0.1; expected numbers such as 0.2..0.5 by 0.05, of at most nine digits",
                "- ArcFace({0.4, })              | 5:17: found nothing between braces or commas; expected a value",
                "- ArcFace({0.4)                 | 5:11: found a '{'; expected a '}' after it",
                "- ArcFace(0.4})                 | 5:14: found a '}'; expected a '{' before it",
                "- NS + {Intra, Itner}           | 5:16: found Itner in NS + Itner; expected the name of a loss (the verb 'losses' lists them; --plugins adds those of jars). Did you mean Inter?",
                "- {loss: NS}                    | 5:3: found a map; expected a loss such as ArcFace(0.5). Put a loss with braces in quotes",
                "- Triplet(0.35); sampling: shuffle | 6:11: found sampling shuffle; expected at least 2 images of each of at least 2 identities in a batch, for Triplet(0.35) in row Triplet(0.35). For example sampling: 128 x 4",
                "- NS; devices: 3; schedule: {batch: 64} | 6:10: found a batch of 64 on 3 devices; expected an equal part for each, of at least 2 images. For example a batch of 63",
                "- NS; precision: mixed | 6:12: found precision mixed with MXNet; expected float32: MXNet 1.9.1 has no product of float16 on a processor. engine: PyTorch trains in mixed precision",
                "- NS; precision: half | 6:12: found the text 'half'; expected one of float32, mixed",
                "- Triplet(0.35); class-rate: 0.5 | 6:13: found a class-rate of 0.5; expected 1 in row Triplet(0.35), which compares embeddings with each other and with no class",
                "- NS + Center(0.5); class-rate: 0.5 | 6:13: found a class-rate of 0.5; expected 1 in row NS + Center(0.5), in which Center(0.5) keeps a centre of each class",
                "- Triplet(0.35); schedule: {batch: 11} | 6:19: found a batch of 11; expected at least 2 images of each of at least 2 identities in a batch, for Triplet(0.35) in row Triplet(0.35). A batch that 4 divides would do",
            })
    void tellsWhatIsWrongWithALoss(String lines, String problem) throws IOException {
        String text = GOOD.replace("losses: [NS]\n", "losses:\n") + lines.replace("; ", "\n") + "\n";

        assertThat(problems(text)).containsExactly(problem);
    }

    @Test
    void asksForQuotesWhereABracketCutsALoss() throws IOException {
        assertThat(problems(GOOD.replace("[NS]", "[CM(1, 0.3, 0.2)]")))
                .containsExactly(
                        "4:10: found the text 'CM(1'; expected as many '(' as ')'. In a list in brackets, put a loss with commas in quotes: [\"CM(1, 0.3, 0.2)\"]");
    }

    @Test
    void refusesFilesThatAreNoExperiment() throws IOException {
        assertThat(problems(""))
                .first()
                .isEqualTo("found nothing; expected a map: name, train, verify, losses and settings");
        assertThat(problems("- a"))
                .first()
                .isEqualTo("1:1: found a list; expected a map: name, train, verify, losses and settings");
        assertThat(problems("name: [a"))
                .containsExactly("1:9: found a '[' that is never closed; expected a ']' at the end of the list");
        assertThat(problems("a: 1\n---\nb: 2")).singleElement().asString().contains("a second document");
        assertThat(problems("name: \"\u0001\""))
                .singleElement()
                .asString()
                .contains("1:8: found a start of heading (U+0001), which is not allowed");
        Files.write(folder.resolve("e.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(thrown()).containsExactly("found bytes that are not UTF-8; expected a YAML file in UTF-8");
        Files.delete(folder.resolve("e.yaml"));
        assertThat(thrown()).containsExactly("found no such file; expected a YAML file");
    }

    @Test
    void survivesHostileFiles() throws IOException {
        assertThat(problems("a: " + "[".repeat(5_000)))
                .containsExactly("1:19: found more than 16 levels of nesting; expected at most 16");
        assertThat(problems("#".repeat(1 << 21)))
                .containsExactly("found a file of 2097152 bytes; expected at most 1048576");
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThat(problems(laughs.toString())).singleElement().asString().contains("aliases");
        assertThat(problems(GOOD.replace("[NS]", "&x [*x]")))
                .contains("4:9: found a list; expected a loss such as ArcFace(0.5)");
        assertThat(problems(GOOD.replace("NS", "\"!!java.io.File\\e[2J\"")))
                .allMatch(problem -> problem.chars().noneMatch(Character::isISOControl));
        assertThat(problems(GOOD.replace("[NS]", "ArcFace(0..1 by 0.000001)")))
                .containsExactly("4:17: found the range 0..1 by 0.000001; expected at most 10000 values");
        assertThat(problems(GOOD.replace("[NS]", "'" + "{".repeat(50_000) + "'")))
                .containsExactly("4:26: found more than 16 braces in each other; expected at most 16");
        assertThat(problems(GOOD.replace("[NS]", "A" + "-a".repeat(50_000))))
                .containsExactly("4:9: found an objective of 100001 characters; expected at most 1000");
        assertThat(problems(GOOD.replace("[NS]", "CM(0.001..1 by 0.001, 0.001..1 by 0.001, 0.1)")))
                .containsExactly("4:9: found more than 10000 losses in one line; expected at most 10000");
        assertThat(
                        problems(
                                GOOD.replace("[NS]", "ArcFace(0.001..1 by 0.001)")
                                        + "matrix: {scale: [1, 2, 3, 4], dropout: [0, 0.1, 0.2, 0.3, 0.4], schedule.rate: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]}\n"))
                .containsExactly("found 120000 trials; expected at most 100000");
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(folder.resolve("e.yaml"), text, StandardCharsets.UTF_8);
        return thrown();
    }

    /** Each problem as a line, without the file's name. */
    private List<String> thrown() {
        Path file = folder.resolve("e.yaml");
        ProblemException thrown =
                catchThrowableOfType(ProblemException.class, () -> ExperimentReader.read(file, List.of()));
        return thrown.problems().stream()
                .map(problem ->
                        problem.toString().replaceFirst("^" + java.util.regex.Pattern.quote(file + ":") + " ?", ""))
                .map(line -> line.replace(file.toString(), "FILE"))
                .toList();
    }
}
