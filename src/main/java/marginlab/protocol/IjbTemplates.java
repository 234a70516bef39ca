package marginlab.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.file.SystemEntry;
import marginlab.protocol.files.TemplateFiles;

/**
 * What the two protocols of IJB-B and IJB-C share: templates of images that keep their length, with the detector's scores where
 * their list is among the metadata.
 */
abstract class IjbTemplates implements Protocol {
    @Override
    public final Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.IJB);
    }

    @Override
    public final Embeds embeds() {
        return Embeds.IMAGES;
    }

    /** Which factors there are follows from the set's files. */
    @Override
    public final boolean isMeant(String variant, ProtocolInputs beside) {
        return owns(variant);
    }

    /** The embeddings of a set with its lists. */
    static TemplateFiles templates(SetEmbeddings set) {
        Path meta = set.row().list();
        return new TemplateFiles(
                set.plain(),
                set.flipped(),
                lists(meta, "_face_tid_mid.txt").get(0),
                lists(meta, "_name_5pts_score.txt").stream().findFirst().orElse(null),
                true);
    }

    /** Files of the metadata by what their names end in, a regular expression. */
    static List<Path> lists(Path meta, String ending) {
        try (Stream<Path> all = Files.list(meta)) {
            return all.filter(file -> !SystemEntry.is(file))
                    .filter(file -> file.getFileName().toString().matches(".*" + ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments that say what the templates are made of. */
    static List<ProtocolArgument> with(ProtocolArgument... more) {
        return Stream.concat(
                        Stream.of(
                                ProtocolArgument.file("embeddings", "E.npy", "of the images, float32 [M, d]"),
                                ProtocolArgument.perhaps("flip", "F.npy", "of the mirrored images: the factor F"),
                                ProtocolArgument.file("images", "FILE", "ijbX_face_tid_mid.txt"),
                                ProtocolArgument.perhaps("detector", "FILE", "ijbX_name_5pts_score.txt: the factor D"),
                                new ProtocolArgument(
                                        "norm",
                                        "",
                                        ProtocolArgument.Kind.SWITCH,
                                        "whether embeddings keep their length: the factor N (default: they do)")),
                        Stream.of(more))
                .toList();
    }

    static TemplateFiles templates(GivenArguments given) {
        return new TemplateFiles(
                given.file("embeddings"),
                given.file("flip"),
                given.file("images"),
                given.file("detector"),
                given.isOn("norm"));
    }

    /** Templates of one image each. */
    static TemplateFiles templates(ProtocolLoad made, int templates) {
        return new TemplateFiles(
                made.rows("embeddings", templates),
                null,
                made.lines("images", templates, template -> template + ".jpg " + template + " " + template),
                null,
                true);
    }
}
