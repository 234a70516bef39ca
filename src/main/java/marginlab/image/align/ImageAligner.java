package marginlab.image.align;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.Prefetch;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.FileImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.ListedFile;
import marginlab.image.decode.RgbImage;
import marginlab.image.folder.FolderCensus;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.progress.Progress;

/** Makes aligned crops of photos whose five landmarks are known: {@code data align}. */
public final class ImageAligner {
    private final LandmarkTemplate template;
    private final int threads;

    /** Crops of a side in pixels, made by so many threads. */
    public ImageAligner(int side, int threads) {
        this.template = LandmarkTemplate.arcFace(side);
        this.threads = threads;
    }

    /**
     * Writes the crop of each photo of a list, as a JPEG of the same name below another folder. Photos that are not there or cannot be read are
     * told together at the end, when the crops of all others are there.
     *
     * @param photos folder that the names of the list start from
     * @param landmarks the list
     * @param crops where the crops go
     * @param progress told how many are done
     * @return how many crops were written
     */
    public int align(Path photos, Path landmarks, Path crops, Progress progress) {
        List<Landmarks> all = Landmarks.read(landmarks, photos);
        EncodedImages images = new FileImages(all.stream().map(Landmarks::photo).toList());
        CropFiles files = CropFiles.of(crops, all, photos, landmarks);
        ThreadLocal<ImageDecoder> decoders = ThreadLocal.withInitial(() -> new ImageDecoder(template.side()));
        LineProblems faults = new LineProblems();
        int written = 0;
        try (Prefetch<Boolean> work = new Prefetch<>(threads)) {
            int done = 0;
            int submitted = 0;
            while (done < all.size()) {
                while (work.size() < 8 * threads && submitted < all.size()) {
                    int i = submitted++;
                    Landmarks face = all.get(i);
                    work.submit(() -> write(face, images.encoded(i), decoders.get(), files));
                }
                written += faults.gather(work::take) ? 1 : 0;
                progress.at("photos", ++done, all.size());
            }
        }
        faults.end(
                written,
                new Problem(
                        crops.toString(),
                        (written == 1 ? "1 crop of " : written + " crops of ")
                                + (all.size() == 1 ? "1 photo" : all.size() + " photos"),
                        "a crop of each",
                        "The crops that were written stay; fix the other photos or take their lines out of the list"));
        return written;
    }

    /** What lies in the folder of photos and is not aligned; the list and the crops may lie there. */
    public static List<SkippedEntries> passedOver(Path photos, Path landmarks, Path crops) {
        List<Path> used = new ArrayList<>(List.of(landmarks, crops));
        Landmarks.read(landmarks, photos)
                .forEach(face -> used.add(ListedFile.image(face.photo()).orElse(face.photo())));
        return FolderCensus.of(photos, used, false);
    }

    private boolean write(Landmarks face, byte[] photo, ImageDecoder decoder, CropFiles crops) {
        RgbImage crop = template.crop(decoder, photo, () -> face.photo().toString(), face.points());
        crops.write(face, crop.jpeg());
        return true;
    }
}
