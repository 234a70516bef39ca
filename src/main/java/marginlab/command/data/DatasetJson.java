package marginlab.command.data;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.OptionalLong;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetListing;

/** A dataset as JSON and as cells of a table; a figure that is not known is null and a dash. */
final class DatasetJson {
    private DatasetJson() {}

    static JsonObject of(DatasetListing listing) {
        JsonObject document = new JsonObject();
        document.addProperty("name", listing.name());
        document.addProperty("role", listing.role().label());
        document.addProperty("format", listing.format().label());
        counts(document, listing.counts());
        document.addProperty("state", listing.state().label());
        document.addProperty("path", listing.path());
        document.addProperty("detail", listing.detail());
        return document;
    }

    static void counts(JsonObject document, Dataset.Counts counts) {
        number(document, "identities", counts.identities());
        number(document, "images", counts.images());
        number(document, "pairs", counts.pairs());
    }

    static String cell(OptionalLong count) {
        return count.isPresent() ? String.valueOf(count.getAsLong()) : "-";
    }

    private static void number(JsonObject document, String name, OptionalLong count) {
        document.add(name, count.isPresent() ? new JsonPrimitive(count.getAsLong()) : JsonNull.INSTANCE);
    }
}
