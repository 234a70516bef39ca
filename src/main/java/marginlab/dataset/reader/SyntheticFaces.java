package marginlab.dataset.reader;

import java.util.Objects;
import marginlab.dataset.LabelledImages;
import marginlab.image.decode.JpegEncoder;
import marginlab.synthetic.FaceConditions;
import marginlab.synthetic.FaceIdentity;
import marginlab.synthetic.FacePainter;
import marginlab.synthetic.FaceView;

/** A training set of synthetic faces that needs no file: each image is drawn when it is asked for. */
public final class SyntheticFaces implements LabelledImages {
    private final SyntheticSpec spec;

    public SyntheticFaces(SyntheticSpec spec) {
        this.spec = spec;
    }

    @Override
    public int size() {
        return spec.identities() * spec.images();
    }

    @Override
    public int identities() {
        return spec.identities();
    }

    @Override
    public int label(int i) {
        return Objects.checkIndex(i, size()) / spec.images();
    }

    /** The image as JPEG, the same bytes that {@code SyntheticGenerator} writes. */
    @Override
    public byte[] encoded(int i) {
        return JpegEncoder.encode(pixels(i), spec.side(), spec.side(), JpegEncoder.QUALITY);
    }

    /** The image as red, green and blue bytes, row by row: {@code [side * side * 3]}. */
    public byte[] pixels(int i) {
        long person = label(i);
        int image = i % spec.images();
        return FacePainter.paint(
                FaceIdentity.of(spec.seed(), person),
                FaceView.of(spec.seed(), person, image, FaceConditions.WILD),
                spec.side());
    }

    @Override
    public String name(int i) {
        return "synthetic face " + i % spec.images() + " of identity " + label(i) + ", seed " + spec.seed();
    }

    /** Nothing is open. */
    @Override
    public void close() {}
}
