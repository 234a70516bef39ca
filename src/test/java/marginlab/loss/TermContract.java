package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every term, on every engine: each is recomputed with plain loops in double. */
@Tag("engine")
abstract class TermContract {
    /** Labels of the term with several numbers. */
    abstract List<String> labels();

    /** The value by plain loops. With the straight-through gradient, {@code frozen} holds what counts as constant. */
    abstract double plain(Term term, SmallBatch batch, SmallBatch frozen);

    /** The factors that change this term. */
    List<LossFactors> factors() {
        return List.of(new LossFactors(16, MarginGradient.EXACT, BeyondPi.RAW));
    }

    /** A batch on which the term shows what it does. */
    SmallBatch batch(Term term, long seed, LossFactors factors) {
        return batch(seed, factors);
    }

    /** A batch where it is the same for all terms of the family. */
    SmallBatch batch(long seed, LossFactors factors) {
        return SmallBatch.random(seed, factors);
    }

    /** Whether the order of a batch does not matter; where it does, equal batches have equal values. */
    boolean forgetsOrder() {
        return true;
    }

    static Stream<String> engines() {
        return TestedEngines.names();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void valueAgreesWithPlainLoops(String engine) {
        forEach((term, batch) -> {
            double expected = plain(term, batch, batch);
            assertThat(batch.compute(engine, Objective.of(term)).value())
                    .as(term.label() + " " + batch.factors())
                    .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void gradientAgreesWithCentralDifferences(String engine) {
        forEach((term, batch) -> {
            SmallBatch frozen = batch.copy();
            SmallBatch.Result result = batch.compute(engine, Objective.of(term));
            String name = term.label() + " " + batch.factors();
            same(name + " embeddings", result.embeddings(), batch, frozen, term, batch.embeddings());
            if (term.usesCentres()) {
                same(name + " centres", result.centres(), batch, frozen, term, batch.centres());
            }
            if (term.usesBias()) {
                double[][] bias = {batch.bias()};
                same(name + " bias", new double[][] {result.bias()}, batch, frozen, term, bias);
            }
        });
    }

    private void same(
            String name, double[][] actual, SmallBatch batch, SmallBatch frozen, Term term, double[][] variable) {
        double[][] expected = SmallBatch.differences(variable, () -> plain(term, batch, frozen));
        double largest = Stream.of(expected)
                .flatMapToDouble(DoubleStream::of)
                .map(Math::abs)
                .max()
                .orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(name + " row " + i).containsExactly(expected[i], within(1e-3 * largest + 1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void permutingTheBatchLeavesItUnchanged(String engine) {
        forEach((term, batch) -> {
            SmallBatch other = forgetsOrder() ? batch.reversed() : batch;
            double value = batch.compute(engine, Objective.of(term)).value();
            assertThat(other.compute(engine, Objective.of(term)).value())
                    .as(term.label())
                    .isCloseTo(value, within(1e-5 * Math.max(1, Math.abs(value))));
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void extremeCosinesHaveFiniteGradients(String engine) {
        forEach((term, batch) -> {
            for (int k = 0; k < batch.embeddings()[0].length; k++) {
                batch.embeddings()[0][k] = batch.centres()[batch.labels()[0]][k];
                batch.embeddings()[1][k] = -batch.centres()[batch.labels()[1]][k];
                batch.embeddings()[2][k] = 0;
                batch.embeddings()[3][k] = batch.embeddings()[5][k];
            }
            SmallBatch.Result result = batch.compute(engine, Objective.of(term));
            assertThat(result.value()).as(term.label()).isFinite();
            for (double[][] gradient : new double[][][] {result.embeddings(), result.centres(), {result.bias()}}) {
                for (double[] row : gradient) {
                    assertThat(DoubleStream.of(row).allMatch(Double::isFinite))
                            .as(term.label())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void labelParsesBack() {
        for (String label : labels()) {
            assertThat(Objective.parse(label).label()).isEqualTo(label);
            assertThat(Objective.parse(Objective.parse(label).label())).isEqualTo(Objective.parse(label));
        }
    }

    /** What is checked for a term on a batch. */
    interface Check {
        void accept(Term term, SmallBatch batch);
    }

    private void forEach(Check check) {
        for (String label : labels()) {
            for (LossFactors factors : factors()) {
                Term term = Objective.parse(label).addends().get(0).term();
                check.accept(term, batch(term, label.hashCode(), factors));
            }
        }
    }
}
