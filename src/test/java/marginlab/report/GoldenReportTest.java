package marginlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every machine-read output, to the byte, in a locale that writes numbers with a comma too. */
class GoldenReportTest {
    private static final Map<String, SweepResults> SWEEPS =
            Map.of("small", MadeUpSweeps.small(), "paper", MadeUpSweeps.paper());
    private final Locale before = Locale.getDefault();

    static Stream<Arguments> files() {
        return SWEEPS.keySet().stream()
                .flatMap(sweep -> Stream.of(
                                ReportFormat.MARKDOWN, ReportFormat.LATEX, ReportFormat.CSV, ReportFormat.JSON)
                        .flatMap(format -> Stream.of(Locale.ROOT, Locale.GERMANY)
                                .map(locale -> Arguments.of(sweep, format, locale))));
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAsReviewed(String name, ReportFormat format, Locale locale) throws IOException {
        Locale.setDefault(locale);
        SweepResults sweep = SWEEPS.get(name);
        try (InputStream golden = GoldenReportTest.class.getResourceAsStream(name + "/" + format.file())) {
            String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(format.text(Findings.of(sweep))).isEqualTo(expected);
        }
    }
}
