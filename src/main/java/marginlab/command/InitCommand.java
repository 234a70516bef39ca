package marginlab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.command.context.TypedProgram;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.catalog.CatalogFiles;
import marginlab.dataset.draft.Draft;
import marginlab.dataset.draft.DraftPlace;
import marginlab.dataset.draft.FaceSource;
import marginlab.dataset.draft.FaceSurvey;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.UnfinishedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init FOLDER}: the first experiment for somebody's faces. */
@Command(
        name = "init",
        description = {
            "Looks at your faces, reports what it finds, and writes an experiment sized to them, with the datasets it needs: people to train on, and verification pairs of other people.",
            "FOLDER contains one subfolder per person, or an InsightFace package (train.rec, train.idx, property and, if you have them, .bin files). Without FOLDER, the experiment uses the synthetic faces.",
            "Unreadable images are left out and listed at the end, with exit code 1."
        },
        footer = {
            "",
            "Example:  init ~/photos/aligned --name family",
            "          init data/faces_webface_112x112",
            "          init --synthetic"
        })
public final class InitCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", description = "your faces")
    private Path folder;

    @Option(names = "--synthetic", description = "uses the synthetic faces, as when FOLDER is missing")
    private boolean synthetic;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "name of the experiment and its datasets (default: the folder's)")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "where experiments/NAME.yaml and datasets.d/NAME.yaml are written (default: the working folder)")
    private Path out;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "random seed for drawing people and pairs (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--force", description = "replaces files that an earlier init wrote")
    private boolean force;

    @Override
    public Integer call() {
        if (synthetic && folder != null) {
            throw new ProblemException(new Problem("--synthetic", "it with the folder " + folder, "one of the two"));
        }
        if (folder == null) {
            Draft draft = Draft.synthetic(place("first-steps"), named("first-steps"));
            write(draft, null);
            tell(null, null, draft);
            return 0;
        }
        FaceSource source = FaceSource.of(folder);
        String found = Draft.name(source.folder());
        DraftPlace place = place(found);
        try (LabelledImages faces = source.open()) {
            FaceSurvey survey;
            try (ProgressMeter meter = new ProgressMeter(context)) {
                survey = FaceSurvey.of(source, faces, meter);
            }
            Draft draft;
            try {
                draft = Draft.of(source, survey, faces, place, named(found), seed);
            } catch (ProblemException e) {
                // What was found is most of the answer to why it does not do.
                if (!context.json()) {
                    new InitSummary(context.out()).found(source, survey);
                }
                throw e;
            }
            write(draft, faces);
            tell(source, survey, draft);
            if (survey.broken() > 0) {
                throw new UnfinishedException(survey.problemsWith(source), survey.looked() - survey.broken());
            }
        }
        return 0;
    }

    private String named(String found) {
        return name == null ? found : name;
    }

    private DraftPlace place(String found) {
        Path home = out == null ? Path.of("") : out;
        Path rows = out == null
                ? CatalogFiles.folder(context.place().datasets())
                : out.resolve(CatalogFiles.folder(Path.of("datasets.yaml")));
        DraftPlace place = DraftPlace.below(home, rows, named(found));
        if (!force) {
            place.requireNew();
        }
        return place;
    }

    private void write(Draft draft, LabelledImages faces) {
        if (CatalogFiles.areThere(context.place().datasets())) {
            draft.requireNewNames(context.pipeline().catalog());
        }
        try (ProgressMeter meter = new ProgressMeter(context)) {
            draft.write(faces, meter);
        }
    }

    /** The command that shows what will run. */
    private String next(Draft draft) {
        Path used =
                CatalogFiles.folder(context.place().datasets()).toAbsolutePath().normalize();
        Path catalog = draft.place().catalog().toAbsolutePath().normalize();
        boolean isFound = used.equals(catalog.getParent());
        return TypedProgram.line("plan " + draft.place().experiment()
                + (isFound ? given() : " --datasets " + draft.place().catalog()));
    }

    private String given() {
        String datasets = context.place().datasets().toString();
        return datasets.equals("datasets.yaml") ? "" : " --datasets " + datasets;
    }

    private void tell(FaceSource source, FaceSurvey survey, Draft draft) {
        if (context.json()) {
            CommandOutput.json(context.out(), Document.of(survey, draft, next(draft)));
            return;
        }
        InitSummary summary = new InitSummary(context.out());
        if (survey != null) {
            summary.found(source, survey);
        }
        summary.written(draft);
        summary.next(next(draft));
    }

    /** What {@code --json} prints; the figures of faces that are still to be drawn are those that will be there. */
    private record Document(
            String experiment,
            Integer identities,
            Integer images,
            String sizes,
            Boolean aligned,
            Integer decoded,
            Integer broken,
            int trainedIdentities,
            int trainedImages,
            Map<String, Integer> pairs,
            Integer heldOut,
            List<String> files,
            String next) {
        static Document of(FaceSurvey survey, Draft draft, String next) {
            boolean isFound = survey != null;
            return new Document(
                    draft.experiment(),
                    isFound ? survey.people() : null,
                    isFound ? survey.size() : null,
                    isFound ? survey.sizes() : null,
                    isFound ? survey.doubt().isEmpty() : null,
                    isFound ? survey.looked() - survey.broken() : null,
                    isFound ? survey.broken() : null,
                    draft.people(),
                    draft.images(),
                    draft.columns(),
                    draft.heldOut().map(held -> held.count()).orElse(null),
                    draft.files().stream().map(Path::toString).toList(),
                    next);
        }
    }
}
