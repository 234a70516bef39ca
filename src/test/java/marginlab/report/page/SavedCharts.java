package marginlab.report.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The files that the buttons under a chart save, and what other programs make of them. */
final class SavedCharts {
    private SavedCharts() {}

    /** The file that a button of a chart saves; the page waits for it. */
    static byte[] press(ChromiumBrowser browser, String chart, String button) {
        String base64 = browser.value("new Promise((done, fail) => {"
                        + " const make = URL.createObjectURL;"
                        + " URL.createObjectURL = (blob) => { URL.createObjectURL = make;"
                        + "   const reader = new FileReader();"
                        + "   reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(blob);"
                        + "   return make.call(URL, blob); };"
                        + " setTimeout(() => fail(new Error('nothing was saved')), 10000);"
                        + " [...document.querySelectorAll('figure[data-chart=\"" + chart + "\"] .tools button')]"
                        + "   .find((one) => one.textContent === '" + button + "').click(); })")
                .getAsString();
        return Base64.getDecoder().decode(base64);
    }

    /** As any reader of XML takes it; throws where it is none. */
    static Document parsed(byte[] svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(new String(svg, StandardCharsets.UTF_8))));
    }

    /** As Batik draws it. */
    static BufferedImage drawn(byte[] svg) throws Exception {
        BufferedImage[] drawn = new BufferedImage[1];
        ImageTranscoder transcoder = new ImageTranscoder() {
            @Override
            public BufferedImage createImage(int width, int height) {
                return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            }

            @Override
            public void writeImage(BufferedImage image, TranscoderOutput output) {
                drawn[0] = image;
            }
        };
        transcoder.transcode(new TranscoderInput(new ByteArrayInputStream(svg)), new TranscoderOutput());
        return drawn[0];
    }

    static BufferedImage picture(byte[] png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** The share of pixels that are not the corner's: what is drawn on the paper. */
    static double ink(BufferedImage image) {
        int paper = image.getRGB(0, 0);
        long drawn = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                drawn += image.getRGB(x, y) == paper ? 0 : 1;
            }
        }
        return (double) drawn / image.getWidth() / image.getHeight();
    }
}
