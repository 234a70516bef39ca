package marginlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfwGroupsTest {
    /** Rows as RFW's authors print them, with Avg and STD (Wang and Deng, CVPR 2020): Softmax on Balancedface, ArcFace on Globalface. */
    @ParameterizedTest
    @CsvSource({"91.42, 91.23, 94.18, 92.82, 92.41, 1.38", "93.87, 94.55, 97.37, 95.68, 95.37, 1.53"})
    void givesTheMeanAndTheSpreadThatAreInPrint(
            double african, double asian, double caucasian, double indian, double mean, double spread) {
        SortedMap<String, Double> figures = RfwGroups.figures(new double[] {african, asian, caucasian, indian});

        assertThat(figures.get("mean-accuracy")).isCloseTo(mean, within(0.005));
        assertThat(figures.get("spread")).isCloseTo(spread, within(0.005));
        assertThat(figures.get("accuracy-caucasian")).isEqualTo(caucasian);
    }
}
