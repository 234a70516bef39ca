package marginlab.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import marginlab.image.decode.EncodedImages;

/**
 * Images in groups that are compared as a whole: templates of IJB, videos of YTF, single probes and gallery images.
 *
 * @param name as in the catalog
 * @param images what the templates are made of
 * @param template of each image, an index into {@code templates}
 * @param media of each image: images of one medium are averaged before the media of a template
 * @param templates the name of each template
 * @param subjects who is in each template; -1 where that is not told, as for distractors
 * @param left template of each pair
 * @param right the other template of each pair
 * @param same whether the pair is genuine; no pairs where templates are searched in a gallery
 */
public record TemplateSet(
        String name,
        EncodedImages images,
        int[] template,
        int[] media,
        List<String> templates,
        int[] subjects,
        int[] left,
        int[] right,
        boolean[] same)
        implements AutoCloseable {

    public TemplateSet {
        templates = List.copyOf(templates);
        template = template.clone();
        media = media.clone();
        subjects = subjects.clone();
        left = left.clone();
        right = right.clone();
        same = same.clone();
        boolean fits = template.length == images.size()
                && media.length == images.size()
                && subjects.length == templates.size()
                && left.length == same.length
                && right.length == same.length;
        if (!fits) {
            throw new IllegalArgumentException("as many templates and media as images, as many answers as pairs");
        }
        for (int t : template) {
            Objects.checkIndex(t, templates.size());
        }
        for (int i = 0; i < same.length; i++) {
            Objects.checkIndex(left[i], templates.size());
            Objects.checkIndex(right[i], templates.size());
        }
    }

    /** The same set under the name that a catalog knows it by. */
    public TemplateSet named(String newName) {
        return new TemplateSet(newName, images, template, media, templates, subjects, left, right, same);
    }

    /** Places of the images, those of a template next to each other, and of these those of a medium. */
    public int[] together() {
        return IntStream.range(0, template.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> template[i])
                        .thenComparingInt(i -> media[i])
                        .thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public int[] template() {
        return template.clone();
    }

    @Override
    public int[] media() {
        return media.clone();
    }

    @Override
    public int[] subjects() {
        return subjects.clone();
    }

    @Override
    public int[] left() {
        return left.clone();
    }

    @Override
    public int[] right() {
        return right.clone();
    }

    @Override
    public boolean[] same() {
        return same.clone();
    }

    @Override
    public void close() {
        images.close();
    }
}
