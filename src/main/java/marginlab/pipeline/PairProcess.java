package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.data.Catalog;
import marginlab.data.Role;
import marginlab.data.TemplateSet;
import marginlab.data.VerificationSet;
import marginlab.experiment.Settings;
import marginlab.model.FaceModel;
import marginlab.run.RunFolder;

/** The process that embeds pairs of images or videos with the network of a finished run, into the run's folder. */
public final class PairProcess {
    private PairProcess() {}

    /** Arguments: run folder, catalog, verification set. */
    public static void main(String[] arguments) throws IOException {
        Reply.to(() -> {
            embed(new RunFolder(Path.of(arguments[0])), Catalogs.open(Path.of(arguments[1])), arguments[2]);
            return "";
        });
    }

    /** The fingerprint comes last: without it, what is there counts as nothing. */
    private static void embed(RunFolder folder, Catalog catalog, String name) throws IOException {
        PlannedData before = PlannedData.now(catalog, name);
        Settings settings = folder.trial().settings();
        if (catalog.dataset(name).role() == Role.IDENTIFY) {
            try (TemplateSet videos = catalog.templateSet(name);
                    FaceModel model = FinishedNetwork.open(folder)) {
                EmbeddedSet.write(name, new PairEmbedder(model, settings, new Told()).embed(videos), folder);
            }
        } else {
            try (VerificationSet set = catalog.verificationSet(name);
                    FaceModel model = FinishedNetwork.open(folder)) {
                EmbeddedSet.write(name, new PairEmbedder(model, settings, new Told()).embed(set), folder);
            }
        }
        before.check(List.of(name));
        Files.writeString(folder.fingerprint(name), before.fingerprint(name));
    }
}
