package marginlab.pipeline;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.PairIdentities;
import marginlab.dataset.PairPeople;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.problem.ProblemException;
import marginlab.protocol.pair.KnownLabelErrors;
import marginlab.report.table.ReportDatasets;

/** The datasets of a report, read from the catalog; of one whose content is no longer that of the runs nothing is said. */
final class CatalogDatasets implements ReportDatasets {
    private static final int SIDE = 96;

    private final Supplier<Catalog> opening;
    private Catalog opened;

    /** @param opening reads the catalog when something is first asked of it: the gate asks nothing */
    CatalogDatasets(Supplier<Catalog> opening) {
        this.opening = opening;
    }

    private Catalog catalog() {
        if (opened == null) {
            opened = opening.get();
        }
        return opened;
    }

    @Override
    public Optional<Facts> facts(String name, String fingerprint) {
        return unlessBroken(name, fingerprint, () -> {
            Dataset row = catalog().dataset(name);
            if (row.role() == DatasetRole.TRAIN) {
                try (LabelledImages faces = catalog().faces(name)) {
                    return new Facts(
                            row.role().label(),
                            OptionalLong.of(faces.identities()),
                            OptionalLong.of(faces.size()),
                            OptionalLong.empty(),
                            row.origin().terms());
                }
            }
            if (row.role() == DatasetRole.IDENTIFY) {
                try (TemplateSet set = catalog().templateSet(name)) {
                    return new Facts(
                            row.role().label(),
                            row.counts().identities(),
                            OptionalLong.of(set.images().size()),
                            set.same().length == 0 ? OptionalLong.empty() : OptionalLong.of(set.same().length),
                            row.origin().terms());
                }
            }
            try (VerificationSet set = catalog().verificationSet(name)) {
                return new Facts(
                        row.role().label(),
                        row.counts().identities(),
                        OptionalLong.of(set.images().size()),
                        OptionalLong.of(set.pairs()),
                        row.origin().terms());
            }
        });
    }

    @Override
    public Optional<PairIdentities> people(String set, String fingerprint) {
        return unlessBroken(set, fingerprint, () -> {
            try (VerificationSet pairs = catalog().verificationSet(set)) {
                return PairPeople.of(pairs);
            }
        });
    }

    @Override
    public Map<Integer, PairImages> images(String set, String fingerprint, Collection<Integer> pairs) {
        return unlessBroken(set, fingerprint, () -> {
                    try (VerificationSet verification = catalog().verificationSet(set)) {
                        int[] left = verification.left();
                        int[] right = verification.right();
                        ImageDecoder decoder = new ImageDecoder(SIDE);
                        Map<Integer, PairImages> images = new LinkedHashMap<>();
                        for (int pair : pairs) {
                            if (pair < left.length) {
                                images.put(
                                        pair,
                                        new PairImages(
                                                small(decoder, verification.images(), left[pair]),
                                                small(decoder, verification.images(), right[pair])));
                            }
                        }
                        return images;
                    }
                })
                .orElse(Map.of());
    }

    @Override
    public Map<Integer, List<String>> labelErrors(String set, String fingerprint, Collection<Integer> pairs) {
        return unlessBroken(set, fingerprint, () -> {
                    try (VerificationSet verification = catalog().verificationSet(set)) {
                        int[] left = verification.left();
                        int[] right = verification.right();
                        String file =
                                catalog().dataset(set).path().getFileName().toString();
                        Map<Integer, List<String>> errors = new LinkedHashMap<>();
                        for (int pair : pairs) {
                            List<String> known = pair < left.length
                                    ? known(verification, file, left[pair], right[pair], pair)
                                    : List.of();
                            if (!known.isEmpty()) {
                                errors.put(pair, known);
                            }
                        }
                        return errors;
                    }
                })
                .orElse(Map.of());
    }

    /** By the names of the images, and by the number of the pair where they have none. */
    private static List<String> known(VerificationSet set, String file, int left, int right, int pair) {
        Stream<String> named = IntStream.of(left, right)
                .distinct()
                .mapToObj(set.images()::name)
                .flatMap(name ->
                        KnownLabelErrors.of(name).map(error -> KnownLabelErrors.image(name) + " " + error).stream());
        return Stream.concat(named, KnownLabelErrors.ofPair(file, set.pairs(), pair).stream())
                .toList();
    }

    /** A report is written without what cannot be read any more; 'data check' says what is wrong with it. */
    private <T> Optional<T> unlessBroken(String name, String fingerprint, Supplier<T> work) {
        try {
            boolean here = Files.exists(catalog().dataset(name).path())
                    && catalog().fingerprint(name).equals(fingerprint);
            return here ? Optional.of(work.get()) : Optional.empty();
        } catch (ProblemException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static byte[] small(ImageDecoder decoder, EncodedImages images, int i) {
        byte[] rgb = new byte[decoder.bytes()];
        decoder.decode(images, i, rgb);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < SIDE * SIDE; p++) {
            int colour = (rgb[3 * p] & 0xFF) << 16 | (rgb[3 * p + 1] & 0xFF) << 8 | rgb[3 * p + 2] & 0xFF;
            picture.setRGB(p % SIDE, p / SIDE, colour);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }
}
