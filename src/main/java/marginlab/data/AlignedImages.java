package marginlab.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import marginlab.experiment.Problem;

/** Photos as aligned crops, which are made when they are asked for: JPEG of quality 95. */
final class AlignedImages implements Images {
    private final Images photos;
    private final IntFunction<double[]> landmarks;
    private final Template template;
    private final ThreadLocal<Decoder> decoders;

    /** @param landmarks the five points of photo i */
    AlignedImages(Images photos, IntFunction<double[]> landmarks, Template template) {
        this.photos = photos;
        this.landmarks = landmarks;
        this.template = template;
        this.decoders = ThreadLocal.withInitial(() -> new Decoder(template.side()));
    }

    @Override
    public int size() {
        return photos.size();
    }

    @Override
    public byte[] encoded(int i) {
        return decoders.get()
                .crop(photos.encoded(i), () -> photos.name(i), template, landmarks.apply(i))
                .jpeg();
    }

    @Override
    public Images originals() {
        return photos;
    }

    @Override
    public List<Problem> missing() {
        return photos.missing();
    }

    @Override
    public List<Path> files() {
        return photos.files();
    }

    @Override
    public String name(int i) {
        return photos.name(i);
    }

    @Override
    public void close() {
        photos.close();
    }
}
