package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochFiguresTest {
    @Test
    void goesOnFromItsText() {
        EpochFigures figures = new EpochFigures();
        figures.images(16);
        figures.add("loss", 0.1);
        figures.add("term/CosFace(0.35) + Intra", 2.5);
        figures.add("spoilt", Double.NaN);

        EpochFigures read = EpochFigures.parse(figures.text());
        read.add("loss", 0.2);

        assertThat(read.means())
                .containsEntry("loss", (0.1 + 0.2) / 2)
                .containsEntry("term/CosFace(0.35) + Intra", 2.5)
                .containsKey("images-per-second")
                .hasSize(3);
    }

    @Test
    void beginsAnEpochWhereAnOlderCheckpointHasNoText() {
        assertThat(EpochFigures.parse("").means()).containsOnlyKeys("images-per-second");
    }
}
