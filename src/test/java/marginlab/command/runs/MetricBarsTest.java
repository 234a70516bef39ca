package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import marginlab.store.record.Metric;
import org.junit.jupiter.api.Test;

class MetricBarsTest {
    @Test
    void drawsEachValueBetweenTheLowestAndTheHighest() {
        assertThat(MetricBars.bars(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), false, 24))
                .isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(MetricBars.bars(List.of(8.0, 4.0, 0.0), true, 24)).isEqualTo("#=_");
        assertThat(MetricBars.bars(List.of(2.0, 2.0), false, 24)).isEqualTo("▅▅");
    }

    @Test
    void takesTheMeanOfWhatFallsToABar() {
        // 48 values on 24 bars: pairs (0, 1), (2, 3) ... rise evenly, three bars a step of eight.
        List<Double> values =
                IntStream.range(0, 48).mapToObj(value -> (double) value).toList();
        assertThat(MetricBars.bars(values, true, 24)).isEqualTo("___...---~~~===+++***###");
    }

    @Test
    void namesTheFirstAndTheLastFigureWithTheirUnit() {
        List<Metric> metrics = List.of(
                new Metric(1, "loss", 10, 1, 8.5),
                new Metric(1, "loss", 20, 2, 1.25),
                new Metric(2, "images-per-second", 20, 2, 412.4));
        assertThat(MetricBars.of(metrics, true, 0))
                .hasSize(2)
                .satisfiesExactly(
                        speed -> assertThat(speed.replaceAll(" +", " ")).isEqualTo(" images-per-second = 412 images/s"),
                        loss -> assertThat(loss.replaceAll(" +", " ")).isEqualTo(" loss #_ 8.50000 to 1.25000"));
    }

    @Test
    void givesEachTrainingMetricItsUnitAndLeavesProgressOut() {
        List<Metric> metrics = List.of(
                new Metric(1, "target-angle", 10, 1, 88.5),
                new Metric(1, "target-angle", 20, 2, 71.25),
                new Metric(1, "data-wait", 20, 2, 0.25),
                new Metric(1, "peak-megabytes", 20, 2, 427.51),
                new Metric(1, "speed", 20, 2, 100.9),
                new Metric(1, "progress", 20, 2, 0.98));

        assertThat(MetricBars.of(metrics, true, 0).stream()
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .toList())
                .containsExactly(
                        "data-wait = 0.250000 s a step",
                        "peak-megabytes = 428 MB",
                        "speed = 101 images/s",
                        "target-angle #_ 88.5000 to 71.2500 degrees");
    }

    @Test
    void drawsFewerBarsInANarrowTerminal() {
        List<Metric> metrics = IntStream.range(0, 30)
                .mapToObj(epoch -> new Metric(1, "images-per-second", 10 * epoch, epoch, 501 + epoch))
                .toList();
        assertThat(MetricBars.of(metrics, true, 0).get(0)).hasSizeGreaterThan(60);
        assertThat(MetricBars.of(metrics, true, 60).get(0)).hasSize(60).endsWith("# 501 to 530 images/s");
    }
}
