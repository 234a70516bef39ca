package marginlab.dataset.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** A small dataset of each format in its published layout, written from the format's description and not by our writers. */
public final class DatasetLayouts {
    /** Two folds of three pairs of 1.jpg, 2.jpg and 3.jpg, by scipy.io.savemat: a cell array of structures, a row a fold. */
    public static final String MAT_OF_STRUCTURES_IN_CELLS =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFN1biBOb3YgMjIgMTc6MTc6MTQgMjAyNgAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAnQAAAHic42NgYDjAxsAARAwcQMzIAAGs"
                    + "UD4TEDNDxUFqigtyMkuKGRj4gGwBRoQ+JjR9jEgYIs4CVgviCwFxXmJuqiGYNGLISUxKzYGqA5lrwYAwlwWLuaxI5gpA+YZ6WQXpFOg3"
                    + "wqGfjYC/OKHiEPDBfrCFCy5/URquQz1cKE0vxtQJl/2DLVxw+YvO6WXQhQul+Wg0vdC03N0PAOJkTVQ=";

    private DatasetLayouts() {}

    /** Writes the files that a row of the catalog expects. */
    public static void write(Dataset row) throws IOException {
        Path path = row.path();
        Path list = row.list();
        switch (row.format()) {
            case SYNTHETIC -> {}
            case RECORDIO -> records(path);
            case BIN -> bin(path);
            case FOLDER -> images(path, "Ada/1.jpg", "Ada/2.jpg", "Bo/1.jpg");
            case LFW_PAIRS -> {
                images(path, "Ada/Ada_0001.jpg", "Ada/Ada_0002.jpg", "Bo/Bo_0001.jpg");
                text(list, "1\t1\nAda\t1\t2\nAda\t1\tBo\t1\n");
            }
            case IMAGE_LIST -> {
                images(path, "a/1.jpg", "a/2.jpg", "b/1.jpg");
                text(list, "a/1.jpg 0\na/2.jpg 0\nb/1.jpg 1\n");
            }
            case PAIR_LIST -> {
                images(path, "1.jpg", "2.jpg", "3.jpg");
                text(list, "1.jpg 2.jpg 1\n1.jpg 3.jpg 0\n");
            }
            case CROSS_LFW -> {
                images(path, "1.jpg", "2.jpg", "3.jpg");
                text(list, "1.jpg 1\n2.jpg 1\n1.jpg 0\n3.jpg 0\n");
            }
            case AGEDB_MAT -> {
                images(path, "1.jpg", "2.jpg", "3.jpg");
                bytes(list, Base64.getDecoder().decode(MAT_OF_STRUCTURES_IN_CELLS));
            }
            case CFP_FF, CFP_FP -> cfp(path);
            case IJB -> {
                images(path, "1.jpg", "2.jpg", "3.jpg");
                text(list.resolve("ijbx_face_tid_mid.txt"), "1.jpg 1 5\n2.jpg 1 6\n3.jpg 2 7\n");
                text(list.resolve("ijbx_template_pair_label.txt"), "1 2 0\n1 1 1\n");
                String points = ".jpg 2 3 5 3 4 4 2 6 5 6 0.9\n";
                text(list.resolve("ijbx_name_5pts_score.txt"), "1" + points + "2" + points + "3" + points);
            }
            case YTF -> {
                images(path, "Ada/0/0.1.jpg", "Ada/0/0.2.jpg", "Bo/1/1.1.jpg");
                text(
                        list,
                        "split number, pair number, first name, second name, is same\n1, 1, Ada/0, Bo/1, 0\n1, 2, Ada/0, Ada/0, 1\n");
            }
            case MEGAFACE -> {
                images(path, "facescrub/Ada/Ada_1.png", "facescrub/Ada/Ada_2.png", "megaface/1@N/2.jpg");
                text(
                        list.resolve("facescrub_features_list.json"),
                        "{\"path\": [\"Ada/Ada_1.png\", \"Ada/Ada_2.png\"], \"id\": [\"Ada\", \"Ada\"]}");
                text(list.resolve("megaface_features_list.json_1000000_1"), "{\"id\": [7], \"path\": [\"1@N/2.jpg\"]}");
            }
            case RFW -> {
                for (String group : new String[] {"African", "Asian", "Caucasian", "Indian"}) {
                    images(path.resolve(group), "m.01/m.01_0001.jpg", "m.01/m.01_0003.jpg", "m.02/m.02_0001.jpg");
                    text(list.resolve(group + "/" + group + "_pairs.txt"), "m.01\t1\t3\nm.01\t1\tm.02\t1\n");
                }
            }
            case TINYFACE -> {
                images(path, "Probe/7_1.jpg", "Gallery_Match/7_2.jpg", "Gallery_Distractor/others_1.jpg");
                tinyFaceList(list.resolve("probe_img_ID_pairs.mat"), "probe", "7_1.jpg", 7);
                tinyFaceList(list.resolve("gallery_match_img_ID_pairs.mat"), "gallery", "7_2.jpg", 7);
            }
            case VIDEO_LIST -> {
                images(path, "VAL_1/1.jpg", "VAL_1/2.jpg", "VAL_2/1.jpg");
                text(list, "VAL_1.mp4 12\nVAL_2.mp4 3\n");
            }
            case IMAGE_NAMES -> {
                images(path, "0/1.jpg", "0/2.jpg", "1/3.jpg");
                text(list, "0/1.jpg\n0/2.jpg\n1/3.jpg\n");
            }
            case TEMPLATES -> {
                images(path, "1.jpg", "2.jpg", "3.jpg");
                text(list, "image,template,media,subject\n1.jpg,a,0,4\n2.jpg,a,1,4\n3.jpg,b,0,-1\n");
            }
        }
    }

    /** Keys 0 (where the table is), 1 to 3 (images of two people), 4 and 5 (the table). */
    private static void records(Path rec) throws IOException {
        byte[][] contents = {
            record(2, 0, new float[] {4, 6}, new byte[0]),
            record(0, 0, new float[0], image(1)),
            record(2, 0, new float[] {0, 1}, image(2)),
            record(0, 1, new float[0], image(3)),
            record(2, 0, new float[] {1, 3}, new byte[0]),
            record(2, 0, new float[] {3, 4}, new byte[0])
        };
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        StringBuilder index = new StringBuilder();
        for (int key = 0; key < contents.length; key++) {
            index.append(key).append('\t').append(file.size()).append('\n');
            file.writeBytes(numbers(0xCED7230A, contents[key].length));
            file.writeBytes(contents[key]);
            file.writeBytes(new byte[-contents[key].length & 3]);
        }
        bytes(rec, file.toByteArray());
        text(RecordIoReader.indexOf(rec), index.toString());
        text(RecordIoReader.propertyOf(rec), "2,8,8");
    }

    /** {@code flag, label, id, id2}, as many labels as the flag says, and the image. */
    private static byte[] record(int flag, float label, float[] labels, byte[] image) {
        ByteBuffer bytes = ByteBuffer.allocate(24 + 4 * labels.length + image.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(flag)
                .putFloat(label)
                .putLong(0)
                .putLong(0);
        for (float one : labels) {
            bytes.putFloat(one);
        }
        return bytes.put(image).array();
    }

    /** A pickle of protocol 2: a tuple of a list of four BINSTRINGs and a list of two booleans. */
    private static void bin(Path file) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2, ']', '('});
        for (int i = 0; i < 4; i++) {
            byte[] image = image(i);
            pickle.write('T');
            pickle.writeBytes(numbers(image.length));
            pickle.writeBytes(image);
        }
        pickle.writeBytes(new byte[] {'e', ']', '(', (byte) 0x88, (byte) 0x89, 'e', (byte) 0x86, '.'});
        bytes(file, pickle.toByteArray());
    }

    /** By the library that reads them, for there is no other here: a cell of names, and a matrix of as many numbers. */
    private static void tinyFaceList(Path file, String kind, String name, int person) throws IOException {
        Files.createDirectories(file.getParent());
        try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
            Mat5.newMatFile()
                    .addArray(kind + "_ids", Mat5.newScalar(person))
                    .addArray(kind + "_set", Mat5.newCell(1, 1).set(0, Mat5.newString(name)))
                    .writeTo(sink);
        }
    }

    private static void cfp(Path protocol) throws IOException {
        images(
                protocol.resolveSibling("Data"),
                "Images/001/frontal/01.jpg",
                "Images/001/frontal/02.jpg",
                "Images/002/frontal/01.jpg",
                "Images/001/profile/01.jpg",
                "Images/002/profile/01.jpg");
        text(
                protocol.resolve("Pair_list_F.txt"),
                "1 ../Data/Images/001/frontal/01.jpg\n2 ../Data/Images/001/frontal/02.jpg\n"
                        + "3 ../Data/Images/002/frontal/01.jpg\n");
        text(
                protocol.resolve("Pair_list_P.txt"),
                "1 ../Data/Images/001/profile/01.jpg\n2 ../Data/Images/002/profile/01.jpg\n");
        for (int fold = 1; fold <= 10; fold++) {
            for (String kind : List.of("FF", "FP")) {
                Path split = protocol.resolve(String.format(Locale.ROOT, "Split/%s/%02d", kind, fold));
                text(split.resolve("same.txt"), kind.equals("FF") ? "1,2\n" : "1,1\n");
                text(split.resolve("diff.txt"), kind.equals("FF") ? "1,3\n" : "1,2\n");
            }
        }
    }

    private static byte[] image(int i) {
        return TestImages.plain(8, 0x203040 * i & 0xFFFFFF);
    }

    private static void images(Path folder, String... names) throws IOException {
        for (int i = 0; i < names.length; i++) {
            bytes(folder.resolve(names[i]), image(i));
        }
    }

    private static byte[] numbers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static void text(Path file, String text) throws IOException {
        bytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
