package marginlab.data;

import java.net.URI;
import java.nio.file.Path;

/**
 * A file at a public address.
 *
 * @param address where it is
 * @param checksum of its content
 * @param to the file that it becomes
 * @param unpack the folder that it is unpacked into; null for what is no archive
 */
record Download(String address, Checksum checksum, Path to, Path unpack) {
    void fetch(Fetcher fetcher) {
        fetcher.fetch(URI.create(address), checksum, to);
        if (unpack != null) {
            Archive.unpack(to, unpack);
        }
    }
}
