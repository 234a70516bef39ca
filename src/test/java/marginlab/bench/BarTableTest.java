package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarTableTest {
    private static final List<BenchFigure> FIGURES = List.of(
            BenchFigure.of(
                    "train speed",
                    Map.of("objective", "NS <b>&", "batch", "4"),
                    List.of(90.0, 100.0, 200.0),
                    "images/s"),
            BenchFigure.of("train memory", Map.of("objective", "NS <b>&", "batch", "4"), List.of(7.0), "MB"),
            BenchFigure.of("train speed", Map.of("objective", "Softmax", "batch", "4"), List.of(50.0), "images/s"));

    @Test
    void drawsBarsInProportionToTheHighestOfAColumn() throws Exception {
        List<Element> bars = of("rect", "b");

        assertThat(bars).hasSize(3);
        double speed = width(bars.get(0));
        assertThat(width(bars.get(2))).isCloseTo(speed / 2, within(0.1));
        assertThat(width(bars.get(1))).isCloseTo(2 * speed, within(0.1));
    }

    @Test
    void namesARowByWhatTellsItApartAndShowsNamesAsText() throws Exception {
        List<String> texts = new ArrayList<>();
        NodeList nodes = document().getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }

        assertThat(texts)
                .containsExactly(
                        "batch 4", "speed, images/s", "memory, MB", "NS <b>&", "100", "7.00", "Softmax", "50.0");
    }

    private static double width(Element bar) {
        return Double.parseDouble(bar.getAttribute("width"));
    }

    private static List<Element> of(String name, String style) throws Exception {
        List<Element> found = new ArrayList<>();
        NodeList nodes = document().getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (element.getAttribute("class").equals(style)) {
                found.add(element);
            }
        }
        return found;
    }

    private static Document document() throws Exception {
        byte[] svg = BarTable.svg(FIGURES).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }
}
