package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.FeatureFile;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.file.FileDamage;
import marginlab.file.archive.ArchiveFile;
import marginlab.file.archive.TestArchives;
import marginlab.image.align.Landmarks;
import marginlab.image.decode.ImageDecoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages good files in thousands of ways: each either still reads or is a problem with a place, never anything else. */
@Tag("installed")
final class FileFuzzTest {
    private static final int ROUNDS = 400;

    /** Two pairs as numpy arrays, by CPython at protocols 3 and 5. */
    private static final String NUMPY_3 =
            "80035d710028636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7101636e75"
                    + "6d70790a6e6461727261790a71024b008571034301627104877105527106284b014b044b01867107636e756d70790a64"
                    + "747970650a7108580200000075317109898887710a52710b284b0358010000007c710c4e4e4e4affffffff4affffffff"
                    + "4b0074710d62894304696d6730710e74710f62680168024b008571106804877111527112284b014b044b01867113680b"
                    + "894304696d6731711474711562680168024b008571166804877117527118284b014b044b01867119680b894304696d67"
                    + "32711a74711b62680168024b0085711c680487711d52711e284b014b044b0186711f680b894304696d67337120747121"
                    + "62655d7122288889658671232e";

    private static final String NUMPY_5 =
            "800595e3000000000000005d94288c136e756d70792e5f636f72652e6e756d65726963948c0b5f66726f6d6275666665"
                    + "7294939428960400000000000000696d6730948c056e756d7079948c0564747970659493948c02753194898887945294"
                    + "284b038c017c944e4e4e4affffffff4affffffff4b007494624b044b0186948c01439474945294680328960400000000"
                    + "000000696d673194680a4b044b018694680e74945294680328960400000000000000696d673294680a4b044b01869468"
                    + "0e74945294680328960400000000000000696d673394680a4b044b018694680e74945294655d942888896586942e";

    @TempDir
    private Path folder;

    @Test
    void survivesDamagedRecords() throws IOException {
        TestImages.write(folder.resolve("train.rec"), 4, 2, 3, 1).close();
        for (String name : new String[] {"train.rec", "train.idx", "property"}) {
            Path file = folder.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < ROUNDS; round++) {
                Files.write(file, FileDamage.of(good, round));
                FileDamage.survives(name + " with damage " + round, () -> {
                    try (RecordIoReader faces = RecordIoReader.open(folder.resolve("train.rec"))) {
                        for (int i = 0; i < Math.min(10, faces.size()); i++) {
                            faces.label(i);
                            faces.encoded(i);
                        }
                    }
                });
            }
            Files.write(file, good);
        }
    }

    @Test
    void survivesDamagedPickles() throws IOException {
        Path file = folder.resolve("pairs.bin");
        for (String hex : new String[] {NUMPY_3, NUMPY_5}) {
            byte[] good = HexFormat.of().parseHex(hex);
            for (int round = 0; round < 2 * ROUNDS; round++) {
                Files.write(file, FileDamage.of(good, round));
                FileDamage.survives("pickle with damage " + round, () -> {
                    try (VerificationSet set = BinReader.open(file)) {
                        assertThat(set.pairs()).isPositive();
                        set.images().encoded(0);
                    }
                });
            }
        }
    }

    @Test
    void survivesDamagedLandmarks() throws IOException {
        Path list = folder.resolve("landmarks.txt");
        for (String good : new String[] {
            "a/1.jpg\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\nb/2.jpg\t1.5\t2\t3\t4\t5\t6\t7\t8\t9\t1e1\n",
            "0\ta/1.jpg\t7\t0\t0\t9\t9\t1\t3\t5\t7\t9\t2\t4\t6\t8\t10\n",
            "\uFEFFa/\u00e4.jpg 1 2 3 4 5 6 7 8 9 10 0.998\r\nb.jpg 1 2 3 4 5 6 7 8 9 10 1\r\n"
        }) {
            Files.writeString(list, good);
            FileDamage.survives(list, ROUNDS, () -> {
                for (Landmarks face : Landmarks.read(list, folder)) {
                    assertThat(face.photo()).startsWithRaw(folder);
                    assertThat(face.points()).hasSize(10);
                    assertThat(Arrays.stream(face.points())).allMatch(Double::isFinite);
                }
            });
        }
    }

    @Test
    void survivesDamagedFeatures() throws IOException {
        Path file = Files.write(
                folder.resolve("a_x.bin"),
                HexFormat.of().parseHex("040000000100000004000000050000000000003f000000c00000803f0000003f"));
        FileDamage.survives(file, 4 * ROUNDS, () -> {
            for (float value : FeatureFile.read(file)) {
                assertThat(value).isFinite();
            }
        });
    }

    @Test
    void survivesDamagedArchives() throws IOException {
        byte[] tar = TestArchives.join(
                TestArchives.entry("a/one.txt", '0', "eins"),
                TestArchives.entry("././@LongLink", 'L', "d/".repeat(60) + "deep.txt\0"),
                TestArchives.entry("cut", '0', "tief"),
                new byte[1024]);
        Path inside = folder.resolve("around/inside");
        for (String name : new String[] {"x.tar", "x.tgz", "x.zip"}) {
            byte[] good = name.equals("x.tar")
                    ? tar
                    : name.equals("x.tgz") ? TestArchives.gzip(tar) : TestArchives.zip("a/one.txt", "eins");
            Path file = Files.write(folder.resolve(name), good);
            FileDamage.survives(file, ROUNDS, () -> ArchiveFile.unpack(file, inside));
            assertThat(inside.resolve("a/one.txt")).exists();
        }
        try (var around = Files.list(inside.getParent())) {
            assertThat(around).containsExactly(inside);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossy.webp",
                "lossless.webp",
                "lossy-alpha.webp",
                "orientation-6.webp",
                "refused-animated.webp",
                "bits-24.bmp",
                "bits-8-palette.bmp",
                "bits-4.bmp",
                "run-lengths-8.bmp",
                "bits-16-rgb565.bmp",
                "version-4.bmp",
                "version-2.bmp",
                "top-down.bmp",
                "orientation-6.jpg",
                "orientation-6-big-endian.jpg",
                "ycck.jpg",
                "sampling-1x2.jpg",
                "sampling-mixed.jpg",
                "progressive-2x2.jpg",
                "arithmetic-2x2.jpg",
                "rgb.jpg",
                "orientation-8-at-the-end.png",
                "palette-2-bit.png",
                "interlaced-rgb.png",
                "grey-alpha-16-bit.png"
            })
    void survivesDamagedPictures(String name) throws IOException {
        byte[] good = Files.readAllBytes(Path.of("src/test/resources/marginlab/pictures", name));
        ImageDecoder jdk = new ImageDecoder(8, false);
        ImageDecoder best = new ImageDecoder(8);
        byte[] rgb = new byte[jdk.bytes()];
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] damaged = FileDamage.of(good, round);
            FileDamage.survives(name + " with damage " + round, () -> jdk.decode(damaged, () -> "an image", rgb));
            FileDamage.survives(name + " with damage " + round, () -> best.decode(damaged, () -> "an image", rgb));
        }
    }

    @Test
    void survivesDamagedImages() {
        ImageDecoder jdk = new ImageDecoder(8, false);
        ImageDecoder best = new ImageDecoder(8);
        byte[] rgb = new byte[jdk.bytes()];
        for (byte[] good : new byte[][] {TestImages.plain(16, 0x336699), TestImages.exact(16, 0x336699)}) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] damaged = FileDamage.of(good, round);
                FileDamage.survives("image with damage " + round, () -> jdk.decode(damaged, () -> "an image", rgb));
                FileDamage.survives("image with damage " + round, () -> best.decode(damaged, () -> "an image", rgb));
            }
        }
    }
}
