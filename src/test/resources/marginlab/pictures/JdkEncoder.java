import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

/** Writes a picture as the JPEG that the JDK makes of it. */
final class JdkEncoder {
    public static void main(String[] args) throws Exception {
        BufferedImage from = ImageIO.read(new File(args[0]));
        BufferedImage rgb = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.getGraphics().drawImage(from, 0, 0, null);
        ImageIO.write(rgb, "jpeg", new File(args[1]));
    }
}
