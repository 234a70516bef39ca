package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import marginlab.plan.Plan;
import marginlab.problem.ProblemException;
import marginlab.report.page.FaceDisclosure;
import marginlab.run.MachineCapacity;
import marginlab.run.SweepListener;
import marginlab.run.Workspace;
import marginlab.run.coordinate.SweepPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of faces is never written into: neither run folders, nor a store, nor reports. */
class WrittenFolderTest {
    @TempDir
    Path folder;

    private Path experiment;

    private Workspace place;

    @BeforeEach
    void drawPeople() throws IOException {
        TinyExperiment tiny = TinyExperiment.in(folder);
        experiment = tiny.file();
        place = new Workspace(folder.resolve("runs/store").toString(), folder.resolve("runs"), tiny.datasets());
    }

    /** A folder a person; TinyExperiment's sets are files, which nothing else can lie in. */
    private void declareAFolder(String path) throws IOException {
        for (String person : List.of("anna", "bert")) {
            Path images = Files.createDirectories(folder.resolve("people").resolve(person));
            for (int i = 0; i < 8; i++) {
                BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
                grey.setRGB(i, i, 0xFFFFFF);
                ImageIO.write(grey, "png", images.resolve(i + ".png").toFile());
            }
        }
        Files.writeString(
                place.datasets(),
                Files.readString(place.datasets()) + "people: {role: train, format: folder, path: '" + path + "'}\n");
        String text = Files.readString(experiment);
        assertThat(text).contains("train: drawn");
        Files.writeString(folder.resolve("changed.yaml"), text.replace("train: drawn", "train: people"));
    }

    private void assertRefused(Workspace writing, String set, String option) throws IOException {
        Pipeline there = new Pipeline(writing);
        Plan plan = there.planner().plan(folder.resolve("changed.yaml"), List.of(), List.of());

        assertThatThrownBy(() -> there.runner().check(plan, plan.trials()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("set people, " + set + ": found a folder that " + option + " writes into")
                .hasMessageContaining("or " + option.replaceFirst(" .*", "") + " another place");
    }

    @Test
    void refusesASetWhoseFolderHoldsTheRunFolders() throws IOException {
        declareAFolder(".");

        assertRefused(place, folder.resolve("people").getParent().toString(), "--runs " + place.runs());
    }

    @Test
    void refusesASetWhoseFolderHoldsTheStoreAlone() throws IOException {
        declareAFolder("people");
        Path people = folder.resolve("people");

        assertRefused(
                new Workspace(people.resolve("store").toString(), place.runs(), place.datasets()),
                people.toString(),
                "--store " + people.resolve("store.mv.db"));
    }

    /** A link to the folder is the folder. */
    @Test
    void refusesRunFoldersThatALinkLeadsIntoTheSet() throws IOException {
        declareAFolder("people");
        Path link = Files.createSymbolicLink(folder.resolve("elsewhere"), folder.resolve("people"));

        assertRefused(
                new Workspace(place.store(), link.resolve("runs"), place.datasets()),
                folder.resolve("people").toString(),
                "--runs " + link.resolve("runs"));
    }

    @Test
    void refusesToWriteReportsIntoASet() throws IOException {
        declareAFolder("people");
        Path out = folder.resolve("people/reports");
        Pipeline.PipelineRequest request = new Pipeline.PipelineRequest(
                folder.resolve("changed.yaml"), List.of(), List.of(), "run", FaceDisclosure.LEFT_OUT, out);

        Pipeline there = new Pipeline(place);

        assertThatThrownBy(() -> there.run(
                        request,
                        plan -> new Pipeline.Running(
                                SweepPolicy.standard(),
                                there.runner().workers(new MachineCapacity(1, 1, 512, "one at a time"), false),
                                Retraining.NONE),
                        SweepListener.none()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("set people, ")
                .hasMessageContaining("found a folder that --out " + out + " writes into");
        assertThat(place.runs()).doesNotExist();
    }

    /** Hidden folders are no part of a set, so that runs in one change nothing. */
    @Test
    void takesRunFoldersInAHiddenFolderOfTheSet() throws IOException {
        declareAFolder("people");
        Path hidden = folder.resolve("people/.marginlab");
        Pipeline there = new Pipeline(
                new Workspace(hidden.resolve("store").toString(), hidden.resolve("runs"), place.datasets()));
        Plan plan = there.planner().plan(folder.resolve("changed.yaml"), List.of(), List.of());

        assertThatCode(() -> there.runner().check(plan, plan.trials())).doesNotThrowAnyException();
    }
}
