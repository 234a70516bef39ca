package marginlab.dataset.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import marginlab.dataset.reader.RecordIoReader;

/** A small training set in RecordIO, byte by byte. */
public final class GoldenRecords {
    /** Two images, FFD8FFD9 of label 0 and FFD8FFD9'X' of label [1, 1], and two identities, as dmlc-core writes them. */
    private static final String HEX = """
            0a23d7ce20000000020000000000000000000000000000000000000000000000\
            000040400000a0400a23d7ce1c00000000000000000000000100000000000000\
            0000000000000000ffd8ffd90a23d7ce25000000020000000000000002000000\
            0000000000000000000000000000803f0000803fffd8ffd9580000000a23d7ce\
            200000000200000000000000000000000000000000000000000000000000803f\
            000000400a23d7ce200000000200000000000000000000000000000000000000\
            000000000000004000004040""";

    public static final String INDEX = "0\t0\n1\t40\n2\t76\n3\t124\n4\t164\n";
    public static final byte[] FIRST = HexFormat.of().parseHex("ffd8ffd9");
    public static final byte[] SECOND = HexFormat.of().parseHex("ffd8ffd958");

    private GoldenRecords() {}

    public static byte[] bytes() {
        return HexFormat.of().parseHex(HEX);
    }

    /** Opens a set of these three files. */
    public static RecordIoReader open(Path rec, byte[] records, String index, String property) throws IOException {
        Files.write(rec, records);
        Files.writeString(rec.resolveSibling("train.idx"), index, StandardCharsets.UTF_8);
        Files.writeString(rec.resolveSibling("property"), property, StandardCharsets.UTF_8);
        return RecordIoReader.open(rec);
    }

    /** Writes a set of one image. */
    public static void write(Path rec, byte[] image) {
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            writer.write(0, image);
            writer.commit();
        }
    }
}
