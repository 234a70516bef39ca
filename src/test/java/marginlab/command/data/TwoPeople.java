package marginlab.command.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;

/** Three images of two people in folders, and a catalog with them and with a dataset whose files are not there. */
final class TwoPeople {
    private TwoPeople() {}

    /** Writes them below a folder; gives the command line that knows them. */
    static CommandShell write(Path folder) throws IOException {
        for (String name : new String[] {"ada/1", "ada/2", "bo/1"}) {
            Path file = folder.resolve("people").resolve(name + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        }
        Files.writeString(folder.resolve("datasets.yaml"), """
                people:
                  role: train
                  format: folder
                  path: %s
                  identities: 2
                  images: 3
                nowhere:
                  role: verify
                  format: bin
                  path: %s
                  source: the moon
                  get: Fly there.
                """.formatted(
                        folder.resolve("people"), folder.resolve("nowhere.bin")));
        return new CommandShell(folder);
    }
}
