package marginlab.dataset.audit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.PairPeople;
import marginlab.dataset.VerificationSet;
import marginlab.file.hash.Sha256;
import marginlab.image.decode.EncodedImages;

/**
 * Who is on the images of a set: people by the names of their folders, where a set has such names, and photographs by their bytes.
 *
 * @param people as far as names tell
 * @param files SHA-256 of each image; none of a set with more than 200,000
 */
public record ShownPeople(Set<Person> people, Set<ByteBuffer> files) {
    /** So many images are read in seconds; of larger sets the names alone are compared. */
    private static final int MOST_IMAGES = 200_000;

    private static final int EXAMPLES = 3;

    /**
     * A person's name.
     *
     * @param root the folder in which a number names one person; empty where the name has a letter and names the same person anywhere
     */
    public record Person(String name, String root) {
        private static Person of(String folder, Path root) {
            String name = folder.substring(folder.lastIndexOf('/') + 1);
            return name.codePoints().anyMatch(Character::isLetter)
                    ? new Person(DatasetOverlap.folded(name), "")
                    : new Person(name, root.toAbsolutePath().normalize().toString());
        }
    }

    public ShownPeople {
        people = Set.copyOf(people);
        files = Set.copyOf(files);
    }

    /** Who is on the pairs of a set whose images lie in a folder. */
    public static ShownPeople of(VerificationSet set, Path root) {
        Set<Person> people = new HashSet<>();
        if (PairPeople.joined(set).isNamed()) {
            for (int i = 0; i < set.images().size(); i++) {
                String path = set.images().name(i).replace('\\', '/');
                people.add(Person.of(path.substring(0, Math.max(0, path.lastIndexOf('/'))), root));
            }
        }
        return new ShownPeople(people, files(set.images()));
    }

    /** Who is on the images of a training set that lie in a folder. */
    public static ShownPeople of(LabelledImages faces, Path root) {
        Set<Person> people = new HashSet<>();
        for (int label = 0; faces.isNamed() && label < faces.identities(); label++) {
            people.add(Person.of(faces.identity(label), root));
        }
        return new ShownPeople(people, files(faces));
    }

    /** Images of which nothing else is known. */
    public static ShownPeople of(EncodedImages images) {
        return new ShownPeople(Set.of(), files(images));
    }

    private static Set<ByteBuffer> files(EncodedImages images) {
        Set<ByteBuffer> files = new HashSet<>();
        for (int i = 0; images.size() <= MOST_IMAGES && i < images.size(); i++) {
            files.add(ByteBuffer.wrap(Sha256.of(images.encoded(i))));
        }
        return files;
    }

    /** Whom two sets share: {@code 2 people (ann, bob)} or {@code 40 photographs}; empty where they share nobody that can be told. */
    public Optional<String> shared(ShownPeople other) {
        List<String> both = people.stream()
                .filter(other.people::contains)
                .map(Person::name)
                .sorted(Comparator.naturalOrder())
                .toList();
        if (!both.isEmpty()) {
            return Optional.of(both.size() + (both.size() == 1 ? " person (" : " people (")
                    + String.join(", ", both.subList(0, Math.min(EXAMPLES, both.size())))
                    + (both.size() > EXAMPLES ? ", ..." : "") + ")");
        }
        long same = files.stream().filter(other.files::contains).count();
        return Optional.of(same + (same == 1 ? " photograph" : " photographs")).filter(text -> same > 0);
    }
}
