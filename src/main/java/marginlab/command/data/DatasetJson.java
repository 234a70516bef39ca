package marginlab.command.data;

import java.util.Optional;
import java.util.OptionalLong;
import marginlab.dataset.catalog.DatasetListing;

/**
 * A dataset as {@code --json} prints it; a count that is not known is null.
 *
 * @param generated whether this call made it
 */
record DatasetJson(
        String name,
        String role,
        String format,
        Long identities,
        Long images,
        Long pairs,
        String state,
        String path,
        String detail,
        Optional<Boolean> generated) {
    static DatasetJson of(DatasetListing listing) {
        return new DatasetJson(
                listing.name(),
                listing.role().label(),
                listing.format().label(),
                number(listing.counts().identities()),
                number(listing.counts().images()),
                number(listing.counts().pairs()),
                listing.state().label(),
                listing.path(),
                listing.detail(),
                Optional.empty());
    }

    DatasetJson generated(boolean now) {
        return new DatasetJson(name, role, format, identities, images, pairs, state, path, detail, Optional.of(now));
    }

    static Long number(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    /** A count as a cell of a table: a dash where it is not known. */
    static String cell(OptionalLong count) {
        return count.isPresent() ? String.valueOf(count.getAsLong()) : "-";
    }
}
