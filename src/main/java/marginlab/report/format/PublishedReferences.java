package marginlab.report.format;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import marginlab.report.table.Cell;
import marginlab.report.table.Cell.Reference;

/** The paper's figures beside a cell, in words. */
public final class PublishedReferences {
    private PublishedReferences() {}

    /** {@code 98.56 (v3/v4, scale 64)}; a star where the setting is another one. */
    static String figures(Cell cell) {
        return joined(
                cell.references(),
                reference -> Percent.of(reference.accuracy())
                        + (reference.comparable() ? "" : "*")
                        + " (" + reference.edition() + ")");
    }

    /** {@code +0.12}: ours minus the paper's where the settings are the same, else nothing. */
    static String differences(Cell cell) {
        List<Reference> comparable =
                cell.references().stream().filter(Reference::comparable).toList();
        return joined(comparable, reference -> difference(cell, reference).orElse(""));
    }

    public static Optional<String> difference(Cell cell, Reference reference) {
        return cell.summary().map(ours -> Percent.difference(ours.mean() - reference.accuracy()));
    }

    private static String joined(List<Reference> references, Function<Reference, String> text) {
        return references.stream().map(text).collect(Collectors.joining("; "));
    }
}
