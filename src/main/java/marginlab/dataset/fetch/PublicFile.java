package marginlab.dataset.fetch;

import java.net.URI;
import java.nio.file.Path;
import marginlab.file.archive.ArchiveFile;
import marginlab.file.hash.Checksum;

/**
 * A file at a public address.
 *
 * @param address where it is
 * @param checksum of its content
 * @param to the file that it becomes
 * @param unpack the folder that it is unpacked into; null for what is no archive
 */
public record PublicFile(String address, Checksum checksum, Path to, Path unpack) {
    public void fetch(Downloader fetcher) {
        fetcher.fetch(URI.create(address), checksum, to);
        if (unpack != null) {
            ArchiveFile.unpack(to, unpack);
        }
    }
}
