package marginlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("installed")
final class BinTest {
    @TempDir
    private Path folder;

    private Path bin;

    @BeforeEach
    void namesTheFile() {
        bin = folder.resolve("pairs.bin");
    }

    /** Each made by CPython from {@code ([b'img0', b'img1', b'img2', b'img3'], [True, False])} in the form that it names. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes at protocol 3, 80035d7100284304696d673071014304696d673171024304696d673271034304696d67337104655d7105288889658671062e",
        "bytes at protocol 4, 80049529000000000000005d94284304696d6730944304696d6731944304696d6732944304696d673394655d942888896586942e",
        "bytes at protocol 5, 80059529000000000000005d94284304696d6730944304696d6731944304696d6732944304696d673394655d942888896586942e",
        "numpy arrays at protocol 3, 80035d710028636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7101636e756d70790a6e6461727261790a71024b008571034301627104877105527106284b014b044b01867107636e756d70790a64747970650a7108580200000075317109898887710a52710b284b0358010000007c710c4e4e4e4affffffff4affffffff4b0074710d62894304696d6730710e74710f62680168024b008571106804877111527112284b014b044b01867113680b894304696d6731711474711562680168024b008571166804877117527118284b014b044b01867119680b894304696d6732711a74711b62680168024b0085711c680487711d52711e284b014b044b0186711f680b894304696d6733712074712162655d7122288889658671232e",
        "numpy 1 arrays at protocol 3, 80035d710028636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7101636e756d70790a6e6461727261790a71024b008571034301627104877105527106284b014b044b01867107636e756d70790a64747970650a7108580200000075317109898887710a52710b284b0358010000007c710c4e4e4e4affffffff4affffffff4b0074710d62894304696d6730710e74710f62680168024b008571106804877111527112284b014b044b01867113680b894304696d6731711474711562680168024b008571166804877117527118284b014b044b01867119680b894304696d6732711a74711b62680168024b0085711c680487711d52711e284b014b044b0186711f680b894304696d6733712074712162655d7122288889658671232e",
        "numpy arrays at protocol 4, 80049507010000000000005d94288c166e756d70792e5f636f72652e6d756c74696172726179948c0c5f7265636f6e7374727563749493948c056e756d7079948c076e6461727261799493944b0085944301629487945294284b014b044b01869468048c0564747970659493948c02753194898887945294284b038c017c944e4e4e4affffffff4affffffff4b00749462894304696d673094749462680368064b008594680887945294284b014b044b0186946810894304696d673194749462680368064b008594680887945294284b014b044b0186946810894304696d673294749462680368064b008594680887945294284b014b044b0186946810894304696d673394749462655d942888896586942e",
        "numpy arrays at protocol 5, 800595e3000000000000005d94288c136e756d70792e5f636f72652e6e756d65726963948c0b5f66726f6d62756666657294939428960400000000000000696d6730948c056e756d7079948c0564747970659493948c02753194898887945294284b038c017c944e4e4e4affffffff4affffffff4b007494624b044b0186948c01439474945294680328960400000000000000696d673194680a4b044b018694680e74945294680328960400000000000000696d673294680a4b044b018694680e74945294680328960400000000000000696d673394680a4b044b018694680e74945294655d942888896586942e",
        "numpy answers, 80035d7100284304696d673071014304696d673171024304696d673271034304696d67337104655d710528636e756d70792e5f636f72652e6d756c746961727261790a7363616c61720a7106636e756d70790a64747970650a7107580200000062317108898887710952710a284b0358010000007c710b4e4e4e4affffffff4affffffff4b0074710c62430101710d86710e52710f6806680a4301007110867111527112658671132e",
        "an array of answers, 80035d710028636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7101636e756d70790a6e6461727261790a71024b008571034301627104877105527106284b014b044b01867107636e756d70790a64747970650a7108580200000075317109898887710a52710b284b0358010000007c710c4e4e4e4affffffff4affffffff4b0074710d62894304696d6730710e74710f62680168024b008571106804877111527112284b014b044b01867113680b894304696d6731711474711562680168024b008571166804877117527118284b014b044b01867119680b894304696d6732711a74711b62680168024b0085711c680487711d52711e284b014b044b0186711f680b894304696d673371207471216265680168024b008571226804877123527124284b014b0285712568085802000000623171268988877127527128284b03680c4e4e4e4affffffff4affffffff4b00747129628943020100712a74712b6286712c2e",
        "bytearrays at protocol 5, 80059545000000000000005d9428960400000000000000696d673094960400000000000000696d673194960400000000000000696d673294960400000000000000696d673394655d942888896586942e",
        "numbers for answers, 80035d7100284304696d673071014304696d673171024304696d673271034304696d67337104655d7105284b01470000000000000000658671062e",
        "answers as long, 80035d7100284304696d673071014304696d673171024304696d673271034304696d67337104655d7105288a01018a00658671062e",
        "bytes of Python 3 at protocol 2, 80025d710028635f636f646563730a656e636f64650a71015804000000696d6730710258060000006c6174696e31710386710452710568015804000000696d67317106680386710752710868015804000000696d67327109680386710a52710b68015804000000696d6733710c680386710d52710e655d710f288889658671102e",
        "numpy arrays of Python 3 at protocol 2, 80025d710028636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7101636e756d70790a6e6461727261790a71024b00857103635f636f646563730a656e636f64650a7104580100000062710558060000006c6174696e31710686710752710887710952710a284b014b044b0186710b636e756d70790a64747970650a710c58020000007531710d898887710e52710f284b0358010000007c71104e4e4e4affffffff4affffffff4b00747111628968045804000000696d67307112680686711352711474711562680168024b008571166808877117527118284b014b044b01867119680f8968045804000000696d6731711a680686711b52711c74711d62680168024b0085711e680887711f527120284b014b044b01867121680f8968045804000000696d67327122680686712352712474712562680168024b008571266808877127527128284b014b044b01867129680f8968045804000000696d6733712a680686712b52712c74712d62655d712e2888896586712f2e",
        "numpy answers of Python 3 at protocol 2, 80025d710028635f636f646563730a656e636f64650a71015804000000696d6730710258060000006c6174696e31710386710452710568015804000000696d67317106680386710752710868015804000000696d67327109680386710a52710b68015804000000696d6733710c680386710d52710e655d710f28636e756d70792e5f636f72652e6d756c746961727261790a7363616c61720a7110636e756d70790a64747970650a71115802000000623171128988877113527114284b0358010000007c71154e4e4e4affffffff4affffffff4b007471166268015801000000017117680386711852711986711a52711b681068146801580100000000711c680386711d52711e86711f527120658671212e",
        "bytes of Python 3 at protocol 1, 285d710028635f636f646563730a656e636f64650a7101285804000000696d6730710258060000006c6174696e3171037471045271056801285804000000696d6731710668037471075271086801285804000000696d67327109680374710a52710b6801285804000000696d6733710c680374710d52710e655d710f284930310a4930300a657471102e",
        "Python 2 short strings, 80025d7101285504696d673071025504696d673171035504696d673271045504696d67337105655d7106288889658671072e",
        "Python 2 long strings with protocol 1 answers, 80025d7101285404000000696d673071025404000000696d673171035404000000696d673271045404000000696d67337105655d7106284930310a4930300a658671072e",
        "Python 2 numpy arrays, 80025d710128636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7102636e756d70790a6e6461727261790a71034b008555016287527104284b014b044b0186636e756d70790a64747970650a7105550275314b004b0187527106284b0355017c4e4e4e4affffffff4affffffff4b007462895504696d67307462680268034b00855501628752284b014b044b01866806895504696d67317462680268034b00855501628752284b014b044b01866806895504696d67327462680268034b00855501628752284b014b044b01866806895504696d67337462655d28888965862e"
    })
    void readsWhatPythonWrote(String form, String hex) throws IOException {
        Files.write(bin, HexFormat.of().parseHex(hex));
        try (VerificationSet set = BinReader.open(bin)) {
            assertThat(set.name()).isEqualTo("pairs");
            assertThat(set.same()).containsExactly(true, false);
            assertThat(set.left()).containsExactly(0, 2);
            assertThat(set.right()).containsExactly(1, 3);
            for (int i = 0; i < 4; i++) {
                assertThat(set.images().encoded(i)).isEqualTo(("img" + i).getBytes(StandardCharsets.US_ASCII));
            }
            int at = hex.indexOf("696d6733") / 2;
            assertThat(set.images().name(3)).isEqualTo(bin + " image 3 at byte " + at);
        }
    }

    @Test
    void writesWhatPythonWrites() throws IOException {
        write("img0", "img1", "img2", "img3");
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(bin)))
                .isEqualTo(
                        "80035d7100284304696d673071014304696d673171024304696d673271034304696d67337104655d7105288889658671062e");
    }

    /** {@code ([b'\\xff\\xd8~\\x7f\\x80\\x81\\x82', b'b'], [True])}, which Python 3 writes as text at protocol 2. */
    @Test
    void readsBytesThatPythonWroteAsText() throws IOException {
        String hex =
                "80025d710028635f636f646563730a656e636f64650a7101580c000000c3bfc3987e7fc280c281c282710258060000006c6174696e317103867104527105680158010000006271066803867107527108655d7109886186710a2e";
        Files.write(bin, HexFormat.of().parseHex(hex));
        try (VerificationSet set = BinReader.open(bin)) {
            assertThat(set.images().encoded(0)).isEqualTo(HexFormat.of().parseHex("ffd87e7f808182"));
        }
        // The character 0x17f has no byte.
        Files.write(bin, HexFormat.of().parseHex(hex.replace("c3bf", "c5bf")));
        try (VerificationSet set = BinReader.open(bin)) {
            assertThatThrownBy(() -> set.images().encoded(0))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(bin.toString());
        }
    }

    @Test
    void writesOnePairAsPythonDoes() throws IOException {
        try (BinWriter writer = new BinWriter(bin)) {
            writer.write(new byte[] {1}, new byte[300], true);
            writer.commit();
        }
        String zeros = "00".repeat(300);
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(bin)))
                .isEqualTo("80035d7100284301017101422c010000" + zeros + "7102655d710388618671042e");
    }

    @Test
    void leavesNothingBehindWhenWritingWasInterrupted() throws IOException {
        try (BinWriter writer = new BinWriter(bin)) {
            writer.write(new byte[] {1}, new byte[] {2}, true);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "os.system, 80 02 63 6f 73 0a 73 79 73 74 65 6d 0a",
        "builtins.eval, 80 03 63 62 75 69 6c 74 69 6e 73 0a 65 76 61 6c 0a",
        "posix.system, 80 04 8c 05 70 6f 73 69 78 8c 06 73 79 73 74 65 6d 93",
        "os.system, 28 69 6f 73 0a 73 79 73 74 65 6d 0a",
        "numpy.core.multiarray.fromfile, 63 6e 75 6d 70 79 2e 63 6f 72 65 2e 6d 75 6c 74 69 61 72 72 61 79 0a 66 72 6f 6d 66 69 6c 65 0a"
    })
    void refusesAnyOtherGlobalByName(String global, String hex) throws IOException {
        Files.write(bin, HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThatThrownBy(() -> BinReader.open(bin))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'" + global + "', which was refused and not run");
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown instruction, 80037d2e, instruction 0x7d",
        "an empty file, '', the end of the file",
        "no pair of lists, 80035d2e, a pickle of something else",
        "more images than answers, 80035d28430101430102430103655d8861862e, 3 images and 1 answers",
        "no pairs, 80035d5d862e, 0 images and 0 answers",
        "answers that are numbers, 80035d2843010143010265" + "5d4b0761862e, neither true nor false",
        "an empty image, 80035d28430101430065" + "5d8861862e, no bytes",
        "an unknown protocol, 80092e, pickle protocol 9",
        "a huge length, 80038effffffffffffff7f2e, end after the file",
        "a huge text, 800358ffffffff2e, bytes of length 4294967295",
        "a huge cell, 80035d72ffffff7f2e, memory cell 2147483647",
        "an empty cell, 80036805 2e, memory cell 5",
        "an empty stack, 800330, an empty stack",
        "a list that never began, 800365, its beginning before it",
        "a call of data, 80035d29522e, a call of something that is not a name",
        "a state for data, 80035d5d622e, a state that is not that of a numpy array",
        "an array of floats, 8003636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a636e756d70790a6e6461727261790a4b00854301628752284b014b0185636e756d70790a64747970650a8c0266388552894301787462, elements of type 'f8'"
    })
    void saysWhatIsWrongWithAPickle(String what, String hex, String message) throws IOException {
        Files.write(bin, HexFormat.of().parseHex(hex == null ? "" : hex.replace(" ", "")));
        assertThatThrownBy(() -> BinReader.open(bin))
                .as(what)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(bin.toString())
                .hasMessageContaining(message);
    }

    @Test
    void saysWhereATruncatedFileEnds() throws IOException {
        write("img0", "img1", "img2", "img3");
        byte[] whole = Files.readAllBytes(bin);
        for (int length = 0; length < whole.length; length++) {
            Files.write(bin, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> BinReader.open(bin))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(bin + " at byte");
        }
    }

    @Test
    void endsOnAPickleThatNestsForEver() throws IOException {
        byte[] nested = new byte[1 << 22];
        java.util.Arrays.fill(nested, (byte) ']');
        Files.write(bin, nested);
        assertThatThrownBy(() -> BinReader.open(bin))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 2097152 pickle instructions");
    }

    @Test
    @EnabledIf(value = "marginlab.data.LfwView1#isThere", disabledReason = LfwView1.NEEDED)
    void rewritesLfwViewOneByteForByte() throws IOException {
        Path original = LfwView1.file("lfw-view1/test.bin");
        try (VerificationSet set = BinReader.open(original);
                BinWriter writer = new BinWriter(bin)) {
            assertThat(set.pairs()).isEqualTo(999);
            boolean[] same = set.same();
            for (int i = 0; i < same.length; i++) {
                writer.write(set.images().encoded(2 * i), set.images().encoded(2 * i + 1), same[i]);
            }
            writer.commit();
        }
        assertThat(Files.mismatch(original, bin)).isEqualTo(-1);
    }

    @Test
    @EnabledIf(value = "marginlab.data.LfwView1#isThere", disabledReason = LfwView1.NEEDED)
    void readsAFileOfNumpyArraysThatOthersWrote() {
        try (VerificationSet set = BinReader.open(LfwView1.file("insightface-small-lfw.bin"))) {
            assertThat(set.pairs()).isEqualTo(10);
            assertThat(set.same()).containsOnly(true);
            Decoder decoder = new Decoder(112);
            byte[] rgb = new byte[decoder.bytes()];
            for (int i = 0; i < set.images().size(); i++) {
                decoder.decode(set.images(), i, rgb);
                assertThat(set.images().encoded(i)).startsWith(0xFF, 0xD8);
            }
        }
    }

    private void write(String... images) {
        try (BinWriter writer = new BinWriter(bin)) {
            for (int i = 0; i < images.length; i += 2) {
                writer.write(
                        images[i].getBytes(StandardCharsets.US_ASCII),
                        images[i + 1].getBytes(StandardCharsets.US_ASCII),
                        i % 4 == 0);
            }
            writer.commit();
        }
    }

    @Test
    void refusesAnImageLargerThanAnyPhoto() throws IOException {
        int size = 70 * 1024 * 1024;
        try (FileChannel file = FileChannel.open(bin, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.wrap(HexFormat.of().parseHex("80035d284200000000"));
            start.order(ByteOrder.LITTLE_ENDIAN).putInt(5, size);
            file.write(start);
            file.write(ByteBuffer.wrap(HexFormat.of().parseHex("430101655d288865862e")), 9L + size);
        }
        assertThatThrownBy(() -> BinReader.open(bin))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(bin + " at byte 9: found image 0 of " + size + " bytes");
    }
}
