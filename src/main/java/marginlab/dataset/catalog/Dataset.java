package marginlab.dataset.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.batch.TrainingSet;
import marginlab.problem.Problem;

/**
 * A row of the catalog: where a dataset is, what it holds as published, and how to get it.
 *
 * @param name what experiments call it
 * @param place of the row in the catalog, for messages
 * @param role what it is for
 * @param format how it is stored
 * @param path its file or folder
 * @param list its list of pairs or images, where the format has one; otherwise null
 * @param drop list of people who are left out, one a line; otherwise null
 * @param counts as published
 * @param editions counts of other editions that are whole too
 * @param protocol that scores it, where its format fits several; otherwise empty
 * @param beside what its protocol needs beside it
 * @param origin where it comes from and on what terms
 */
public record Dataset(
        String name,
        String place,
        DatasetRole role,
        DatasetFormat format,
        Path path,
        Path list,
        Path drop,
        Counts counts,
        List<Counts> editions,
        String protocol,
        ProtocolInputs beside,
        DatasetOrigin origin) {

    /** Figures of a dataset; what is unknown is empty. */
    public record Counts(OptionalLong identities, OptionalLong images, OptionalLong pairs) {
        static final Counts UNKNOWN = new Counts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    public Dataset {
        editions = List.copyOf(editions);
    }

    /** Whether it is made on first use. */
    public boolean isGenerated() {
        return !origin.generator().isEmpty();
    }

    /** The first of its files and folders that is not there. */
    Optional<Path> missing() {
        return parts().stream().filter(part -> !Files.exists(part)).findFirst();
    }

    /** All that its content depends on. */
    public List<Path> parts() {
        List<Path> parts = new ArrayList<>(format.parts(this));
        if (drop != null) {
            parts.add(drop);
            format.names(this).ifPresent(parts::add);
        }
        return parts;
    }

    /** Opens a training set, without those who are left out. */
    public LabelledImages openFaces() {
        LabelledImages faces = format.openFaces(this);
        if (drop == null) {
            return faces;
        }
        try {
            return TrainingSet.without(faces, drop);
        } catch (RuntimeException e) {
            faces.close();
            throw e;
        }
    }

    /** That a file of it is not there: its path, where it comes from, how to get it. */
    Problem missing(Path part) {
        return new Problem(place, "no " + part, "the files of '" + name + "'", origin.hint());
    }
}
