package marginlab.image.decode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/** JPEGs of the kinds that there are, written by the JDK. */
final class TestJpegs {
    private static final String METADATA = "javax_imageio_jpeg_image_1.0";

    /** How luma and chroma are sampled, and how their codes lie in the file. */
    enum Kind {
        FULL(1, 1),
        HALF_WIDTH(2, 1),
        QUARTER(2, 2),
        RESTARTS(2, 2),
        HALF_HEIGHT(1, 2),
        QUARTER_WIDTH(4, 1),
        PROGRESSIVE(2, 2),
        GREY(1, 1);

        private final int across;
        private final int down;

        Kind(int across, int down) {
            this.across = across;
            this.down = down;
        }

        /** Whether all libraries agree on it. */
        boolean isPlain() {
            return this == FULL || this == HALF_WIDTH || this == QUARTER || this == RESTARTS;
        }
    }

    private TestJpegs() {}

    static byte[] encode(Kind kind, BufferedImage picture, float quality) {
        BufferedImage image = kind == Kind.GREY ? grey(picture) : picture;
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        if (kind == Kind.PROGRESSIVE) {
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
            Element root = (Element) metadata.getAsTree(METADATA);
            Element luma = (Element) root.getElementsByTagName("componentSpec").item(0);
            luma.setAttribute("HsamplingFactor", String.valueOf(kind.across));
            luma.setAttribute("VsamplingFactor", String.valueOf(kind.down));
            if (kind == Kind.RESTARTS) {
                IIOMetadataNode interval = new IIOMetadataNode("dri");
                interval.setAttribute("interval", "2");
                root.getElementsByTagName("markerSequence").item(0).appendChild(interval);
            }
            metadata.setFromTree(METADATA, root);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage grey(BufferedImage picture) {
        BufferedImage grey = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                grey.getRaster().setSample(x, y, 0, picture.getRGB(x, y) & 0xFF);
            }
        }
        return grey;
    }
}
