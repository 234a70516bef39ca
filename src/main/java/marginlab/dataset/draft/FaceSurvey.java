package marginlab.dataset.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.audit.FaceCrops;
import marginlab.image.folder.FolderCensus;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.Problem;
import marginlab.progress.Progress;

/**
 * What somebody's faces are: how many people, how many images of each, what these look like.
 *
 * @param labels who is on each image
 * @param perPerson how many images there are of each person, the least first
 * @param images what the images are like
 * @param doubt why they look unaligned; empty where they look aligned
 * @param passedOver what lies in the folder and is no part of it
 * @param nested the name of a person whose folder lies in somebody else's, if there is one
 */
public record FaceSurvey(
        int[] labels,
        int[] perPerson,
        ImageSurvey images,
        Optional<String> doubt,
        List<SkippedEntries> passedOver,
        Optional<String> nested) {

    public FaceSurvey {
        labels = labels.clone();
        perPerson = perPerson.clone();
        passedOver = List.copyOf(passedOver);
    }

    /** Looks at faces; images are decoded. */
    public static FaceSurvey of(FaceSource source, LabelledImages faces, Progress progress) {
        int[] labels = IntStream.range(0, faces.size()).map(faces::label).toArray();
        int[] perPerson = new int[faces.identities()];
        Arrays.stream(labels).forEach(label -> perPerson[label]++);
        List<SkippedEntries> passedOver =
                source.isPackage() ? List.of() : FolderCensus.of(source.folder(), faces.files(), true);
        Optional<String> nested = source.isPackage() ? Optional.empty() : nested(faces);
        Arrays.sort(perPerson);
        return new FaceSurvey(
                labels,
                perPerson,
                ImageSurvey.of(faces, progress),
                FaceCrops.doubt(faces, FaceCrops.NO_INPUT),
                passedOver,
                nested);
    }

    private static Optional<String> nested(LabelledImages faces) {
        return IntStream.range(0, faces.identities())
                .mapToObj(faces::identity)
                .filter(name -> name.contains("/"))
                .findFirst();
    }

    public int people() {
        return perPerson.length;
    }

    public int size() {
        return labels.length;
    }

    public int least() {
        return perPerson[0];
    }

    /** Of the person in the middle of all, by their number of images. */
    public int middle() {
        return perPerson[perPerson.length / 2];
    }

    public int most() {
        return perPerson[perPerson.length - 1];
    }

    /** People with one image, who show nothing of how much a face varies. */
    public int singles() {
        return (int) Arrays.stream(perPerson).filter(count -> count == 1).count();
    }

    /** How many images were decoded. */
    public int looked() {
        return images.looked();
    }

    /** How many of these cannot be read. */
    public int broken() {
        return images.broken().cardinality();
    }

    /** What is wrong with the first of them, and what became of all. */
    public List<Problem> problemsWith(FaceSource source) {
        List<Problem> problems = new ArrayList<>(images.problems());
        problems.add(new Problem(
                source.folder().toString(),
                broken() + (broken() == 1 ? " image" : " images") + " that cannot be read",
                "none",
                source.isPackage()
                        ? "Trainings stop at such an image: 'data pack' writes the package without them"
                        : "The experiment does without them"));
        return problems;
    }

    /** As {@code 112 x 112}, or {@code 480 x 640 to 1200 x 800}; empty where no image can be read. */
    public String sizes() {
        List<ImageSurvey.Size> all = List.copyOf(images.sizes().keySet());
        if (all.isEmpty()) {
            return "";
        }
        return all.size() == 1 ? all.get(0).toString() : all.get(0) + " to " + all.get(all.size() - 1);
    }

    /** The shorter side of the usual image in pixels. */
    OptionalInt side() {
        return images.usual()
                .map(size -> OptionalInt.of(Math.min(size.width(), size.height())))
                .orElse(OptionalInt.empty());
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public int[] perPerson() {
        return perPerson.clone();
    }
}
