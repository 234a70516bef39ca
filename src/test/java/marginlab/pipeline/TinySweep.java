package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import marginlab.plan.Plan;
import marginlab.report.table.SweepResults;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.Workspace;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.run.launch.Launcher;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of {@link TinyExperiment} with another design, in this process, with whatever trains its trials. */
abstract class TinySweep {
    @TempDir
    Path folder;

    Path file;
    Workspace place;
    Pipeline pipeline;
    final List<String> said = new ArrayList<>();
    SweepListener.Totals last;

    /** Writes the experiment with other lines. */
    void declare(UnaryOperator<String> changed) throws IOException {
        file = TinyExperiment.in(folder).file();
        Files.writeString(file, changed.apply(Files.readString(file)));
        open("runs");
    }

    void open(String runs) {
        place = new Workspace(
                folder.resolve(runs + "/store").toString(), folder.resolve(runs), folder.resolve("datasets.yaml"));
        pipeline = new Pipeline(place);
    }

    SweepOutcome run(Launcher launcher, List<String> only) throws IOException {
        Plan plan = pipeline.planner().plan(file, List.of(), only);
        return pipeline.runner()
                .run(
                        plan,
                        pipeline.planner().scope(file, List.of()),
                        SweepPolicy.standard().withJobs(2),
                        launcher,
                        Retraining.NONE,
                        new SweepListener() {
                            @Override
                            public void said(String line) {
                                said.add(line);
                            }

                            @Override
                            public void totals(Totals totals) {
                                last = totals;
                            }
                        });
    }

    SweepResults results() throws IOException {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return pipeline.reporter().view(pipeline.planner().scope(file, List.of()), "run tiny.yaml", store);
        }
    }
}
