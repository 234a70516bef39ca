package marginlab.train.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.label.TermParameter;
import marginlab.loss.plugin.BuiltJar;
import marginlab.loss.plugin.LossBatch;
import marginlab.loss.plugin.LossPlugin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract finds. */
@Tag("engine")
final class LossContractTest {
    @TempDir
    Path folder;

    /** CosFace, as somebody would bring it. */
    private record Cosine(int interfaceVersion, double standard, BiFunction<LossBatch, Double, LossValue> how)
            implements LossPlugin {
        @Override
        public String name() {
            return "Cosine";
        }

        @Override
        public String formula() {
            return "target s (cos - m)";
        }

        @Override
        public List<TermParameter> parameters() {
            return List.of(new TermParameter("m", standard, ParameterRange.COSINE));
        }

        @Override
        public LossValue value(LossBatch batch, double[] numbers) {
            return how.apply(batch, numbers[0]);
        }
    }

    private static LossValue right(LossBatch batch, double m) {
        return batch.softmax(batch.targetCosines().sub((float) m));
    }

    private static double plain(PlainBatch batch, double m) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int own = batch.labels()[i];
            double target = batch.scale() * (batch.cosine(i, own) - m);
            double odds = 0;
            for (int j = 0; j < batch.classes(); j++) {
                odds += j == own ? 1 : Math.exp(batch.scale() * batch.cosine(i, j) - target);
            }
            sum += Math.log(odds);
        }
        return sum / batch.size();
    }

    private static void check(int version, double standard, BiFunction<LossBatch, Double, LossValue> how) {
        LossContract.check(
                new Cosine(version, standard, how), new double[] {0.2}, (batch, frozen) -> plain(batch, 0.2));
    }

    private static void fails(BiFunction<LossBatch, Double, LossValue> how, String... reasons) {
        assertThatThrownBy(() -> check(LossPlugin.VERSION, 0.35, how))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cosine(0.2):")
                .hasMessageContainingAll(reasons);
    }

    @Test
    void findsNothingWrongWithALossThatIsRight() {
        check(LossPlugin.VERSION, 0.35, LossContractTest::right);
    }

    @Test
    void findsAnotherValue() {
        fails((batch, m) -> right(batch, m + 0.01), "the value is ", ", plain loops give ");
    }

    @Test
    void findsAnotherGradient() {
        fails(
                (batch, m) -> {
                    NDArray cosine = batch.targetCosines();
                    NDArray same = batch.stopGradient(cosine).sub(cosine).add(batch.stopGradient(cosine));
                    return batch.softmax(same.sub(m.floatValue()));
                },
                "the gradient of ",
                "embeddings [",
                "central differences give");
    }

    @Test
    void findsThatTheOrderOfABatchCounts() {
        fails((batch, m) -> right(batch, m).times(batch.label(0) == 0 ? 1 : 2), "a reordered batch gives");
    }

    @Test
    void findsWhatIsNotFinite() {
        // The square root of a sine: infinite slope at the centre.
        fails((batch, m) -> LossValue.of(batch.targetCosines().acos().mean()), "that are not finite");
    }

    @Test
    void findsAVersionAndANumberThatDoNotFit() {
        assertThatThrownBy(() -> check(7, 3, LossContractTest::right))
                .hasMessageContaining("m = 3.0 is not a number in [0, 2)")
                .hasMessageContaining("for version 7 of LossPlugin");
    }

    /** The test of the example project, as its build runs it. */
    @Test
    void theExampleProjectPassesItsOwnTest() throws Exception {
        BuiltJar.classesOfTheExample(folder, "main");
        BuiltJar.classesOfTheExample(folder, "test");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, LossPlugin.class.getClassLoader())) {
            Class<?> test = loader.loadClass("example.HardestOtherTest");
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            List<Method> methods = Arrays.stream(test.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .toList();

            assertThat(methods).isNotEmpty();
            for (Method method : methods) {
                method.setAccessible(true);
                try {
                    method.invoke(constructor.newInstance());
                } catch (InvocationTargetException e) {
                    throw new AssertionError(e.getCause());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
