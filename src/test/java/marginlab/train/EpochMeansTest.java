package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochMeansTest {
    @Test
    void goesOnFromItsText() {
        EpochMeans figures = new EpochMeans();
        figures.images(16);
        figures.add("loss", 0.1);
        figures.add("term/CosFace(0.35) + Intra", 2.5);
        figures.add("spoilt", Double.NaN);

        EpochMeans read = EpochMeans.parse(figures.text());
        read.add("loss", 0.2);

        assertThat(read.means())
                .containsEntry("loss", (0.1 + 0.2) / 2)
                .containsEntry("term/CosFace(0.35) + Intra", 2.5)
                .containsKey("images-per-second")
                .hasSize(3);
    }

    @Test
    void beginsAnEpochWhereAnOlderCheckpointHasNoText() {
        assertThat(EpochMeans.parse("").means()).containsOnlyKeys("images-per-second");
    }
}
