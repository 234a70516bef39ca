package marginlab.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.experiment.FaultyLines;
import marginlab.experiment.Problem;

/** Makes aligned crops of photos whose five landmarks are known: {@code data align}. */
public final class Aligner {
    private final Template template;
    private final int threads;

    /** Crops of a side in pixels, made by so many threads. */
    public Aligner(int side, int threads) {
        this.template = Template.arcFace(side);
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
        Images images = new FileImages(all.stream().map(Landmarks::photo).toList());
        CropFiles files = CropFiles.of(crops, all, photos, landmarks);
        ThreadLocal<Decoder> decoders = ThreadLocal.withInitial(() -> new Decoder(template.side()));
        FaultyLines faults = new FaultyLines();
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
                        written + " crops of " + all.size() + " photos",
                        "a crop of each",
                        "The crops that were written stay; mend the other photos or take their lines out of the list"));
        return written;
    }

    /** What lies in the folder of photos and is not aligned; the list and the crops may lie there. */
    public static List<PassedOver> passedOver(Path photos, Path landmarks, Path crops) {
        List<Path> used = new ArrayList<>(List.of(landmarks, crops));
        Landmarks.read(landmarks, photos)
                .forEach(face -> used.add(ListedFile.image(face.photo()).orElse(face.photo())));
        return FolderCensus.of(photos, used, false);
    }

    private boolean write(Landmarks face, byte[] photo, Decoder decoder, CropFiles crops) {
        Picture crop = decoder.crop(photo, () -> face.photo().toString(), template, face.points());
        crops.write(face, crop.jpeg());
        return true;
    }
}
