package marginlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.experiment.setting.SetReading;
import marginlab.protocol.ProtocolMetric.Direction;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every protocol of the list promises. */
class ProtocolsTest {
    static Stream<Protocol> all() {
        return Protocols.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasAHeadlineThatSaysWhichWayIsBetter(Protocol protocol) {
        ProtocolMetric headline = protocol.headline();

        assertThat(headline.direction()).isNotEqualTo(Direction.NONE);
        assertThat(headline.unit().sign()).isEqualTo("%");
        assertThat(protocol.metric(headline.name())).contains(headline);
        assertThat(protocol.metrics()).extracting(ProtocolMetric::name).doesNotHaveDuplicates();
        assertThat(protocol.metric("epoch")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsNameAndByItsOutcomes(Protocol protocol) {
        ProtocolOutcome outcome = new ProtocolOutcome(
                "set",
                protocol.owns("ten-fold") ? "ten-fold" : protocol.variant(ProtocolInputs.NOTHING),
                new TreeMap<>(Map.of(protocol.headline().name(), 0.5)),
                List.of());

        assertThat(Protocols.named(protocol.label())).contains(protocol);
        assertThat(protocol.owns(outcome.variant())).isTrue();
        assertThat(ScoredColumn.of("set", SetReading.USUAL, List.of(outcome)).value(List.of(outcome)))
                .contains(0.5);
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasExamplesOfItsOwnArguments(Protocol protocol) {
        assertThat(protocol.arguments())
                .extracting(ProtocolArgument::flag)
                .doesNotHaveDuplicates()
                .contains(protocol.namedBy());
        assertThat(protocol.examples().get(0)).startsWith("score " + protocol.label() + " ");
        Arrays.stream(protocol.examples().get(0).split(" "))
                .filter(word -> word.startsWith("--"))
                .forEach(flag -> assertThat(protocol.arguments())
                        .extracting(argument -> "--" + argument.flag())
                        .contains(flag));
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesItsRulesWithWhatItNeeds(Protocol protocol) {
        Map<String, String> sets = new TreeMap<>();
        protocol.needs().stream()
                .filter(need -> need.kind() == ProtocolNeed.Kind.SET)
                .forEach(need -> sets.put(need.name(), "other"));

        String variant = protocol.variant(new ProtocolInputs(sets, Map.of()));

        sets.keySet().forEach(need -> assertThat(variant).contains(need + "=other"));
        assertThat(protocol.isMeant(variant, new ProtocolInputs(sets, Map.of())))
                .isTrue();
    }

    /** But for lists that may be of any. */
    @Test
    void scoreEveryFormatThatIsNotTrainedOn() {
        assertThat(DatasetFormat.values())
                .filteredOn(format -> format.role() != DatasetRole.TRAIN && format != DatasetFormat.TEMPLATES)
                .allSatisfy(format -> assertThat(Protocols.all())
                        .anyMatch(protocol -> protocol.formats().contains(format)));
        assertThat(Protocols.toBeNamed()).containsExactly("megaface", "trillion-pairs", "iqiyi-vid");
    }

    @Test
    void takesTheLargestSizeOfAFigureThatHasSeveral() {
        ProtocolOutcome outcome = new ProtocolOutcome(
                "m",
                "megaface",
                new TreeMap<>(Map.of(
                        "rank-1@distractors=10", 0.9, "rank-1@distractors=900", 0.7, "rank-1@distractors=100", 0.8)),
                List.of());
        Protocol megaFace = Protocols.named("megaface").orElseThrow();

        assertThat(megaFace.headline().of(outcome)).contains(0.7);
        assertThat(megaFace.metric("rank-1@distractors=100").orElseThrow().of(outcome))
                .contains(0.8);
        assertThat(megaFace.metric("rank-1@distractors=many")).isEmpty();
        assertThat(megaFace.metric("rank-2")).isEmpty();
    }

    /** The rules of insightface, whatever was added first. */
    @Test
    void takesTheReferencesRulesOfPairs() {
        List<ProtocolOutcome> outcomes = Stream.of("ten-fold(cosine)", "ten-fold", "angles")
                .map(variant -> new ProtocolOutcome(
                        "lfw", variant, new TreeMap<>(Map.of("accuracy", variant.length() / 100.0)), List.of()))
                .toList();

        assertThat(ScoredColumn.of("lfw", SetReading.USUAL, outcomes).value(outcomes))
                .contains(0.08);
    }
}
