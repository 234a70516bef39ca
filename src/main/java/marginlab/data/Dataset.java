package marginlab.data;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import marginlab.experiment.Problem;

/**
 * A row of the catalog: where a dataset is, what it holds as published, and how to get it.
 *
 * @param name what experiments call it
 * @param place of the row in the catalog, for messages
 * @param role what it is for
 * @param format how it is stored
 * @param path its file or folder
 * @param list its list of pairs or images, where the format has one; otherwise null
 * @param counts as published
 * @param terms of use, one line
 * @param source where it comes from
 * @param get what to do to have it, one line
 * @param generator what makes it on first use; empty where a person has to get it
 * @param downloads public files that make it up, in the order in which they are fetched
 */
public record Dataset(
        String name,
        String place,
        Role role,
        Format format,
        Path path,
        Path list,
        Counts counts,
        String terms,
        String source,
        String get,
        String generator,
        List<Download> downloads) {

    /** Figures of a dataset; what is unknown is empty. */
    public record Counts(OptionalLong identities, OptionalLong images, OptionalLong pairs) {
        static final Counts UNKNOWN = new Counts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * A file at a public address.
     *
     * @param address where it is
     * @param sha256 of its content, in hexadecimal
     * @param to the file that it becomes
     * @param unpack the folder that it is unpacked into; null for what is no archive
     */
    public record Download(String address, String sha256, Path to, Path unpack) {
        void fetch(Fetcher fetcher) {
            fetcher.fetch(URI.create(address), sha256, to);
            if (unpack != null) {
                Archive.unpack(to, unpack);
            }
        }
    }

    public Dataset {
        downloads = List.copyOf(downloads);
    }

    /** Whether it is made on first use. */
    public boolean isGenerated() {
        return !generator.isEmpty();
    }

    /** The first of its files and folders that is not there. */
    Optional<Path> missing() {
        return format.parts(this).stream().filter(part -> !Files.exists(part)).findFirst();
    }

    /** That a file of it is not there: its path, where it comes from, how to get it. */
    Problem missing(Path part) {
        String from = source.isEmpty() ? "" : "It comes from " + source + ". ";
        return new Problem(place, "no " + part, "the files of '" + name + "'", from + get);
    }
}
