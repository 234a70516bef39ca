package marginlab.report.gate;

import static marginlab.report.gate.GateTest.HALF_A_POINT;
import static marginlab.report.gate.GateTest.SETTINGS;
import static marginlab.report.gate.GateTest.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What the gate says, for a person and for a build server. */
class GateTextTest {
    @Test
    void writesJUnitThatAnXmlParserReads() throws Exception {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        String xml = GateText.junit(check, "quick<start> \"&\" \u0007");
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure")).isNotNull();
    }

    @Test
    void printsATableThatNamesTheVerdict() {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        assertThat(GateText.table(check, 0))
                .contains("ArcFace(0.5)  plain        88.00    85.05")
                .contains("Regressed: a cell has fallen by more than 0.50 points.");
        assertThat(check.json()).contains("\"verdict\": \"regressed\"", "\"protocol\": \"plain\"");
    }

    /** It has no seed, and nothing of it was trained. */
    @Test
    void marksANetworkThatOthersTrained() {
        ImageForm form = new ImageForm(InputSize.square(112), PixelScale.BYTES, ColourOrder.RGB);
        Settings network = Settings.ofNetwork(form, "plain");
        Baseline before = Baseline.of(new MadeUpSweep()
                .done("y1", network, Trial.NO_SEED, 0.9)
                .done("NS", SETTINGS, 1, 0.8)
                .sweep());
        SweepResults worse = new MadeUpSweep()
                .done("y1", network, Trial.NO_SEED, 0.7)
                .done("NS", SETTINGS, 1, 0.8)
                .sweep();
        SweepResults without = new MadeUpSweep().done("NS", SETTINGS, 1, 0.8).sweep();

        GateResult check = Gate.check(before, worse, HALF_A_POINT);
        assertThat(GateText.table(check, 0))
                .contains("y1 (not trained here)  plain        90.00    70.00")
                .contains("y1 (not trained here) on plain: fell by 20.0")
                .doesNotContain("NS (not");
        assertThat(GateText.junit(check, "own")).contains("name=\"y1 (not trained here) on plain\"");
        assertThat(check.json())
                .contains("\"objective\": \"y1\",\n      \"trained\": false")
                .contains("\"objective\": \"NS\",\n      \"trained\": true");
        assertThat(GateText.table(Gate.check(before, without, HALF_A_POINT), 0))
                .contains("y1 (not trained here) on plain: no result\n");
    }
}
