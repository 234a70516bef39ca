package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches a small LFW from a server of its own on the loopback address and makes View 1 of it. */
class DataFetchCommandTest {
    private static final String TRAIN_PAIRS = "1\nAda\t1\t2\nAda\t1\tBo\t1\n";
    private static final String TEST_PAIRS = "1\nCy\t1\t2\nCy\t1\tDi\t1\n";

    private final Map<String, byte[]> served = new TreeMap<>();
    private HttpServer server;
    private CommandShell shell;

    @TempDir
    private Path folder;

    @BeforeEach
    void serves() throws IOException {
        shell = new CommandShell(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] content = served.get(exchange.getRequestURI().getPath().substring(1));
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        server.start();
        served.put(
                "photos.zip",
                zip(
                        "photos/Ada/Ada_0001.jpg",
                        "photos/Ada/Ada_0002.jpg",
                        "photos/Bo/Bo_0001.jpg",
                        "photos/Cy/Cy_0001.jpg",
                        "photos/Cy/Cy_0002.jpg",
                        "photos/Di/Di_0001.jpg"));
        served.put("train.txt", TRAIN_PAIRS.getBytes(StandardCharsets.UTF_8));
        served.put("test.txt", TEST_PAIRS.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    @Test
    void fetchesPhotosAndListsAndMakesViewOneOfThem() throws IOException {
        writeCatalog(sha256("photos.zip"));

        CommandShell.Answer before = shell.run("data", "generate", "view");
        CommandShell.Answer fetched = shell.run("data", "fetch", "lfw", "--json");
        CommandShell.Answer made = shell.run("data", "generate", "view", "--json");
        CommandShell.Answer pairs = shell.run("data", "check", "view-test", "--all", "--json");

        assertThat(before.code()).isEqualTo(2);
        assertThat(before.err()).contains("Run 'data fetch lfw'.");
        assertThat(fetched.code()).as(fetched.err()).isZero();
        assertThat(fetched.json().getAsJsonObject().get("state").getAsString()).isEqualTo("ready");
        assertThat(made.code()).as(made.err()).isZero();
        JsonObject train = made.json().getAsJsonObject();
        assertThat(train.get("identities").getAsInt()).isEqualTo(2);
        assertThat(train.get("images").getAsInt()).isEqualTo(3);
        assertThat(folder.resolve("view/train.names")).hasContent("Ada\nBo\n");
        assertThat(pairs.json().getAsJsonObject().get("whole").getAsBoolean()).isTrue();
        assertThat(pairs.json().getAsJsonObject().get("pairs").getAsInt()).isEqualTo(2);
    }

    @Test
    void takesEveryImageOfTheListOfPeopleAndAlignsByLandmarks() throws IOException {
        writeCatalog(sha256("photos.zip"));
        shell.run("data", "fetch", "lfw");
        Files.writeString(folder.resolve("lfw/peopleDevTrain.txt"), "1\nBo\t1\n");
        StringBuilder points = new StringBuilder();
        for (String name : new String[] {"Bo/Bo_0001", "Cy/Cy_0001", "Cy/Cy_0002", "Di/Di_0001"}) {
            points.append(name).append(".jpg\t105\t110\t148\t108\t128\t135\t110\t160\t146\t158\n");
        }
        Files.writeString(folder.resolve("lfw/landmarks.txt"), points);

        CommandShell.Answer made = shell.run("data", "generate", "view", "--json");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.json().getAsJsonObject().get("images").getAsInt()).isEqualTo(1);
        assertThat(folder.resolve("view/train.names")).hasContent("Bo\n");
    }

    @Test
    void refusesWhatHasAnotherChecksum() throws IOException {
        writeCatalog("0".repeat(64));

        CommandShell.Answer answer = shell.run("data", "fetch", "lfw");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("content with SHA-256 " + sha256("photos.zip"))
                .contains("found 2 files of 3");
        assertThat(folder.resolve("lfw/photos")).doesNotExist();
        assertThat(folder.resolve("lfw/pairsDevTest.txt")).exists();
    }

    @Test
    void refusesAnArchiveThatLeavesItsFolder() throws IOException {
        served.put("photos.zip", zip("../../out.jpg"));
        writeCatalog(sha256("photos.zip"));

        CommandShell.Answer answer = shell.run("data", "fetch", "lfw");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("'../../out.jpg'");
        assertThat(folder.resolveSibling("out.jpg")).doesNotExist();
    }

    @Test
    void saysWhereToAskForWhatHasNoAddress() throws IOException {
        writeCatalog(sha256("photos.zip"));

        CommandShell.Answer answer = shell.run("data", "fetch", "asked-for");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("It comes from https://example.org. Ask its authors.");
    }

    private void writeCatalog(String checksum) throws IOException {
        String rows = """
                lfw:
                  role: verify
                  format: lfw-pairs
                  path: lfw/photos
                  list: lfw/pairsDevTest.txt
                  get: Run 'data fetch lfw'.
                  download:
                    - {address: "%1$s/photos.zip", sha256: "%2$s", to: lfw/photos.zip, unpack: lfw}
                    - {address: "%1$s/train.txt", sha256: "%3$s", to: lfw/pairsDevTrain.txt}
                    - {address: "%1$s/test.txt", sha256: "%4$s", to: lfw/pairsDevTest.txt}
                view:
                  {role: train, format: recordio, path: view/train.rec, generate: lfw-view1, made-from: lfw,
                   get: Run 'data fetch lfw'.}
                view-test:
                  {role: verify, format: bin, path: view/test.bin, pairs: 2, generate: lfw-view1, made-from: lfw}
                asked-for:
                  {role: verify, format: bin, path: a.bin, source: "https://example.org", get: Ask its authors.}
                """.formatted(
                "http://127.0.0.1:" + server.getAddress().getPort(), checksum, sha256("train.txt"), sha256("test.txt"));
        Files.writeString(folder.resolve("datasets.yaml"), rows);
    }

    private String sha256(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(served.get(name)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(250, 250, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(jpeg.toByteArray());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
