package marginlab.store.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import marginlab.file.json.Json;
import marginlab.protocol.Protocols;

/**
 * What another machine found otherwise in a run of the same trial: same settings, seed and data, other figures. It is kept in
 * the run's folder as {@value #FILE}, so that whoever reads the run's figures can see it.
 *
 * @param with the folder that the other run came from
 * @param differences what is not equal
 */
public record RunDisagreement(String with, List<FigureDifference> differences) {
    public static final String FILE = "disagreements.json";

    private static final long LARGEST = 1 << 20;
    private static final int MOST = 1000;

    /**
     * One figure.
     *
     * @param set that was scored; empty for the state
     * @param variant of the protocol; empty for the state
     * @param figure its name
     * @param here as this run has it
     * @param there as the other one has it
     */
    public record FigureDifference(String set, String variant, String figure, String here, String there) {
        public FigureDifference {
            Objects.requireNonNull(set);
            Objects.requireNonNull(variant);
            Objects.requireNonNull(figure);
            Objects.requireNonNull(here);
            Objects.requireNonNull(there);
        }

        /** {@code accuracy on lfw (ten-fold): 0.91 here, 0.9 there}. */
        public String text() {
            return figure + (set.isEmpty() ? "" : " on " + set + " (" + variant + ")") + ": " + here + " here, " + there
                    + " there";
        }
    }

    public RunDisagreement {
        Objects.requireNonNull(with);
        differences = List.copyOf(differences.subList(0, Math.min(MOST, differences.size())));
    }

    /** The difference that counts most: of an accuracy where there is one. */
    public Optional<FigureDifference> first() {
        return differences.stream()
                .filter(difference -> difference
                        .figure()
                        .equals(Protocols.ofPairs().headline().name()))
                .findFirst()
                .or(() -> differences.stream().findFirst());
    }

    /** All that is known of a run, by its folder; what is no such file, or too large, tells nothing. */
    public static List<RunDisagreement> of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return List.of();
            }
            RunDisagreement[] all = Json.read(Files.readString(file), RunDisagreement[].class);
            return all == null ? List.of() : List.of(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // No JSON, or not this one: what the records refuse comes wrapped.
            return List.of();
        }
    }

    /** The text of the file for what was known before and this, which replaces what the same folder said before. */
    public String after(List<RunDisagreement> before) {
        List<RunDisagreement> all = new ArrayList<>(before);
        all.removeIf(other -> other.with().equals(with));
        if (!differences.isEmpty()) {
            all.add(this);
        }
        return Json.line(all) + "\n";
    }
}
