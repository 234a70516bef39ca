package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.loss.plugin.BuiltJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses of jars that no trial is started with. */
@Tag("engine")
class RefusedJarTest extends JarExperiment {
    /** Its gradients would now and then be wrong there, and nothing would say so. */
    @ParameterizedTest
    @MethodSource("marginlab.loss.TestedEngines#names")
    void isRefusedOnPyTorchAloneWhereItsNumbersWouldBeLost(String engine) throws IOException {
        Path jar = BuiltJar.of(plugins.resolve("mine.jar"), BuiltJar.mine("LossPlugin.VERSION", "Mine", """
                        return LossValue.of(batch.targetCosines().mul(-2f).mean());
                        """));
        String[] planned = {
            "plan",
            experiment.toString(),
            "--set",
            "losses=[Mine, NS]",
            "--set",
            "engine=" + engine,
            "--plugins",
            plugins.toString()
        };
        boolean isTrained = engine.equals("MXNet");

        CommandShell.Answer plan = shell.run(planned);
        CommandShell.Answer ran = isTrained
                ? plan
                : run("losses=[Mine, NS]", "--set", "engine=" + engine, "--plugins", plugins.toString());

        for (CommandShell.Answer answer : List.of(plan, ran)) {
            assertThat(answer.code()).as(answer.err()).isEqualTo(isTrained ? 0 : 2);
            assertThat(answer.err().contains(jar + ": found NDArray.mul(Number) in class Mine for Mine on PyTorch"))
                    .isNotEqualTo(isTrained);
        }
        assertThat(folder.resolve("runs"))
                .satisfiesAnyOf(
                        runs -> assertThat(runs).doesNotExist(),
                        runs -> assertThat(runs).isDirectoryNotContaining("glob:**/[0-9a-f]*"));
    }
}
