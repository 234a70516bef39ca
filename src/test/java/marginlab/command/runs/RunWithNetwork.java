package marginlab.command.runs;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import javax.imageio.ImageIO;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.TrainingSets;
import marginlab.experiment.setting.Subset;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.train.Checkpoints;
import marginlab.train.Training;
import marginlab.train.TrainingListener;

/** The first of the stored runs with a network: 16 made-up images of four people, trained on in this process. */
public final class RunWithNetwork {
    public static final int IMAGES = 16;
    public static final Trial TRIAL = FinishedRuns.FIRST;

    private RunWithNetwork() {}

    /** The images, in {@code people} below a folder: image i is {@code person(i % 4)/i.png}. */
    public static void writeImages(Path folder) throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            Path file = folder.resolve("people").resolve("person" + i % 4).resolve(i + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
            for (int k = 0; k < 32 * 32; k++) {
                image.setRGB(k % 32, k / 32, (i + 1) * (k + 7) * 2654435);
            }
            ImageIO.write(image, "png", file.toFile());
        }
    }

    /** Trains on the set {@code people} of the catalog in a folder. */
    public static RunFolder train(Path folder) throws IOException {
        RunFolder run = RunFolder.of(folder.resolve("runs"), TRIAL);
        Catalog catalog = Catalog.read(folder.resolve("datasets.yaml"));
        try (TrainingSet faces = new TrainingSets(catalog).open(List.of("people"), 1, Subset.ALL);
                FaceModel model = new FaceModel(
                        TRIAL.settings(), new NetworkHead(faces.identities(), false), TRIAL.seed(), Device.cpu());
                BatchSource batches = new BatchSource(
                        faces, Sampler.of(TRIAL.settings().sampling(), faces, IMAGES, 1), 32, true, 1)) {
            new Training(
                            TRIAL,
                            Objective.parse(TRIAL.objective()),
                            model,
                            new Checkpoints(run.checkpoint()),
                            new Silence())
                    .run(batches);
        }
        return run;
    }

    /** Listens to nothing. */
    private static final class Silence implements TrainingListener {
        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
            // Nobody listens.
        }

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {
            // Nobody listens.
        }

        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
