package marginlab.image.align;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.problem.Problem;

/** Photos as aligned crops, which are made when they are asked for: JPEG of quality 95. */
public final class AlignedImages implements EncodedImages {
    private final EncodedImages photos;
    private final IntFunction<double[]> landmarks;
    private final LandmarkTemplate template;
    private final ThreadLocal<ImageDecoder> decoders;

    /** @param landmarks the five points of photo i */
    public AlignedImages(EncodedImages photos, IntFunction<double[]> landmarks, LandmarkTemplate template) {
        this.photos = photos;
        this.landmarks = landmarks;
        this.template = template;
        this.decoders = ThreadLocal.withInitial(() -> new ImageDecoder(template.side()));
    }

    @Override
    public int size() {
        return photos.size();
    }

    @Override
    public byte[] encoded(int i) {
        return template.crop(decoders.get(), photos.encoded(i), () -> photos.name(i), landmarks.apply(i))
                .jpeg();
    }

    @Override
    public EncodedImages originals() {
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
