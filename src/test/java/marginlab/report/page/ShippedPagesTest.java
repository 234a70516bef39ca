package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page lets run what its policy names by hash; a letter that somebody changed in a script makes it a page without charts. */
class ShippedPagesTest {
    private static final Pattern POLICY = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"");
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?![^>]*application/json)[^>]*>(.*?)</script>", Pattern.DOTALL);

    @Test
    void thereAreSome() throws IOException {
        assertThat(ShippedPages.all()).contains(Path.of("reports/example/index.html"));
    }

    @ParameterizedTest
    @MethodSource("marginlab.report.page.ShippedPages#all")
    void theirPolicyNamesTheirScripts(Path page) throws Exception {
        String html = Files.readString(page);

        assertThat(named(html)).isNotEmpty().isEqualTo(computed(html));
    }

    @ParameterizedTest
    @MethodSource("marginlab.report.page.ShippedPages#all")
    void aLabelThatWasChangedByHandIsFound(Path page) throws Exception {
        String html = Files.readString(page);
        String changed = html.replaceFirst("'Images per second'", "'Images each second'");

        assertThat(changed).isNotEqualTo(html);
        assertThat(named(changed)).isNotEqualTo(computed(changed));
    }

    private static Set<String> named(String html) {
        Matcher policy = POLICY.matcher(html);
        assertThat(policy.find()).isTrue();
        Set<String> hashes = new TreeSet<>();
        // The page's template writes an apostrophe as an entity.
        Matcher named =
                Pattern.compile("'sha256-([^']*)'").matcher(policy.group(1).replace("&#39;", "'"));
        while (named.find()) {
            hashes.add(named.group(1));
        }
        return hashes;
    }

    private static Set<String> computed(String html) throws NoSuchAlgorithmException {
        Set<String> hashes = new TreeSet<>();
        Matcher script = SCRIPT.matcher(html);
        while (script.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
            hashes.add(Base64.getEncoder().encodeToString(digest));
        }
        return hashes;
    }
}
