package marginlab.run.rescore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.experiment.setting.Settings;
import marginlab.file.AtomicFile;
import marginlab.network.EmbeddingNetwork;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProgress;
import marginlab.run.score.PairEmbedder;
import marginlab.run.score.PlannedDataCheck;

/** The process that embeds pairs of images or videos with the network of a finished run, into the run's folder. */
public final class PairProcess {
    private PairProcess() {}

    /** Arguments: run folder, catalog, verification set, whether the network is trusted. */
    public static void main(String[] arguments) throws IOException {
        HelperAnswer.to(() -> {
            embed(
                    new RunFolder(Path.of(arguments[0])),
                    BuiltInCatalog.open(Path.of(arguments[1])),
                    arguments[2],
                    arguments[3]);
            return "";
        });
    }

    /** The fingerprint comes last: without it, what is there counts as nothing. */
    private static void embed(RunFolder folder, Catalog catalog, String name, String trust) throws IOException {
        PlannedDataCheck before = PlannedDataCheck.now(catalog, name);
        Settings settings = folder.trial().settings();
        if (catalog.dataset(name).role() == DatasetRole.IDENTIFY) {
            try (TemplateSet videos = catalog.templateSet(name);
                    EmbeddingNetwork network = TrainedNetwork.open(folder, trust)) {
                embedder(network, settings).keep(name, videos, folder);
            }
        } else {
            try (VerificationSet set = catalog.verificationSet(name);
                    EmbeddingNetwork network = TrainedNetwork.open(folder, trust)) {
                embedder(network, settings).keep(name, set, folder);
            }
        }
        before.check(List.of(name));
        AtomicFile.write(folder.fingerprint(name), before.fingerprint(name));
    }

    private static PairEmbedder embedder(EmbeddingNetwork network, Settings settings) {
        return new PairEmbedder(network, settings.embeddingBatch(), new HelperProgress());
    }
}
