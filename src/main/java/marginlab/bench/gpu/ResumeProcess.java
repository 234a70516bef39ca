package marginlab.bench.gpu;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import marginlab.bench.BenchFigure;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.experiment.setting.Settings;
import marginlab.file.json.Json;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.plan.Trial;
import marginlab.train.Checkpoints;
import marginlab.train.ObjectiveHead;
import marginlab.train.StoppedException;
import marginlab.train.Training;
import marginlab.train.TrainingListener;

/** The process that trains a small network, stops in the middle or goes on from there, and prints a checksum of its arrays. */
public final class ResumeProcess {
    private static final SyntheticSpec FACES = new SyntheticSpec(1, 6, 8, 16, 40);

    private ResumeProcess() {}

    /** Arguments: the trial as JSON, the folder of checkpoints, the step after which it stops, 0 for none. */
    public static void main(String[] arguments) throws IOException {
        Trial trial = Trial.fromJson(arguments[0]);
        Settings settings = trial.settings();
        Objective objective = Objective.parse(trial.objective());
        StopAfter listener = new StopAfter(Long.parseLong(arguments[2]));
        try (LabelledImages faces = new SyntheticFaces(FACES);
                FaceModel model = new FaceModel(
                        settings,
                        ObjectiveHead.of(objective, settings, FACES.identities()),
                        trial.seed(),
                        Engine.getEngine(settings.engine()).defaultDevice());
                BatchSource batches = BatchSource.of(faces, settings, trial.seed())) {
            new Training(trial, objective, model, new Checkpoints(Path.of(arguments[1])), listener).run(batches);
            System.out.println(Json.line(List.of(checksum(model))));
        } catch (StoppedException stopped) {
            System.out.println("[]");
        }
        System.out.flush();
        // As a process that is killed: nothing is tidied up.
        Runtime.getRuntime().halt(0);
    }

    private static BenchFigure checksum(FaceModel model) {
        CRC32 sum = new CRC32();
        model.parts().forEach(part -> sum.update(part.array().toByteBuffer()));
        return BenchFigure.of("weights", Map.of(), List.of((double) sum.getValue()), "CRC-32");
    }

    /** @param wanted step, 0 for none */
    private static final class StopAfter implements TrainingListener {
        private final long wanted;
        private long done;

        StopAfter(long wanted) {
            this.wanted = wanted;
        }

        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
            done = step;
        }

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {
            // Only the arrays count.
        }

        @Override
        public boolean stopRequested() {
            return done == wanted;
        }
    }
}
