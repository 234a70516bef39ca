package marginlab.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    /** A Tuesday. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);

    private static final List<String> USUAL = List.of("id", "loss", "seed", "state");

    /** Of the runs a and b alone. */
    private static final RunColumns.LastMetrics METRICS = ids -> ids.stream()
            .filter(id -> id.startsWith("a") || id.startsWith("b"))
            .collect(Collectors.toMap(
                    id -> id, id -> Map.of("loss", id.startsWith("a") ? 2.5 : 7, "accuracy/lfw", 0.75)));

    /** Runs named a to g, newest first; all at scale 30 but d and e, which are at 64. */
    private final List<RunRecord> records = List.of(
            record("a", "ArcFace(0.5)", 1, 30, TrialState.DONE, "2026-12-01T09:00:00Z", 90, 0.9, "paper"),
            record("b", "ArcFace(0.5)", 2, 30, TrialState.DONE, "2026-11-30T23:59:00Z", 100, 0.92, "paper", "best"),
            record("c", "ArcFace(0.5)", 10, 30, TrialState.DONE, "2026-11-30T00:00:00Z", 110, 0.94),
            record("d", "ArcFace(0.5) + Intra", 1, 64, TrialState.DONE, "2026-11-29T10:00:00Z", 3700, 0.88),
            record("e", "CM(1, 0.3, 0.2)", 1, 64, TrialState.FAILED, "2026-11-28T10:00:00Z", 3, null),
            record("f", "CosFace(0.35)", 1, 30, TrialState.CRASHED, "2026-10-01T10:00:00Z", 5, null),
            record("g", "Softmax", 1, 30, TrialState.RUNNING, "2026-12-01T11:58:00Z", 0, null));

    private static RunRecord record(
            String name,
            String loss,
            int seed,
            int scale,
            TrialState state,
            String started,
            double seconds,
            Double accuracy,
            String... tags) {
        Map<String, String> flat = new TreeMap<>(TestTrials.trial(1).settings().flat());
        flat.put("scale", String.valueOf(scale));
        flat.put("verify", "lfw + ijb-c");
        Trial made = Trial.of(loss, Settings.of(flat), seed, Map.of("faces", "0123abcd"));
        Trial trial = new Trial(name + "0123456789a", loss, made.settings(), seed, 1, made.fingerprints());
        List<ProtocolOutcome> outcomes = accuracy == null
                ? List.of()
                : List.of(
                        new ProtocolOutcome(
                                "lfw", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)), List.of()),
                        new ProtocolOutcome(
                                "ijb-c",
                                "ijb-11",
                                new TreeMap<>(Map.of("tar@far=1e-4", accuracy - 0.1, "tar@far=1e-3", accuracy)),
                                List.of()));
        return new RunRecord(
                new Run(trial, state, "", 1, Instant.parse(started), seconds, Map.of(), outcomes),
                List.of(name.equals("d") ? "second" : "first"),
                List.of(tags),
                name.equals("d") ? "this and that" : "");
    }

    private SelectedRuns selected(SelectionWords words) {
        return Selection.of(words, RunColumns.of(records, METRICS), USUAL, CLOCK)
                .apply(records);
    }

    private String names(SelectionWords words) {
        StringBuilder names = new StringBuilder();
        selected(words)
                .rows()
                .forEach(row -> row.runs().forEach(run -> names.append(run.id().charAt(0))));
        return names.toString();
    }

    private static SelectionWords where(String... conditions) {
        return new SelectionWords(List.of(conditions), "", "", "", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "loss=ArcFace*~abcd",
                "loss = arcface(0.5)~abc",
                "objective=ArcFace(0.5)+Intra~d",
                "loss=CM(1,0.3,0.2)~e",
                "loss!=ArcFace*~efg",
                "loss=Soft?ax~g",
                "loss=CosFace*|Softmax~fg",
                "scale>=32~de",
                "scale<64~abcfg",
                "scale=64.0~de",
                "scale==64~de",
                "scale!=64~abcfg",
                "batch=16~abcdefg",
                "schedule.rate>0.05~abcdefg",
                "stop-at>=2 epochs~abcdefg",
                "stop-at>=2~``",
                "seed>9~c",
                "seed<=2~abdefg",
                "accuracy@lfw>0.9~bc",
                "accuracy@lfw>=90%~abc",
                "lfw>90 %~bc",
                "lfw=92%~b",
                "lfw!=92%~acd",
                "accuracy<0.9~d",
                "tar@far=1e-4@ijb-c>0.8~bc",
                "tar@far=1e-3@ijb-c>=0.94~c",
                "ijb-c>0.83~c",
                "loss@training<3~a",
                "loss@training!=~ab",
                "loss@training=~cdefg",
                "accuracy/lfw@training>=75%~ab",
                "accuracy/lfw>0.8~``",
                "lfw=~efg",
                "lfw!=~abcd",
                "tag=paper~ab",
                "tag!=paper~cdefg",
                "tag=~cdefg",
                "tags=b*~b",
                "note='this and that'~d",
                "note=*THAT*~d",
                "note!=~d",
                "experiment=second~d",
                "state=done~abcd",
                "state=failed|crashed~ef",
                "id=e01~e",
                "since=yesterday~abcg",
                "started=yesterday~bc",
                "started!=yesterday~adefg",
                "started>yesterday~ag",
                "until=yesterday~bcdef",
                "since=monday~abcg",
                "since=2h~g",
                "since=3d~abcdg",
                "since=2026-11-29~abcdg",
                "started<=2026-11-29~def",
                "started=2026-11-30T23:59~b",
                "started<2026-11-30 00:00~def",
                "duration>1h~d",
                "time>=1min40s~bcd",
                "duration=100~b",
                "duration<5s~e",
                "scale>=32 and state=done~d",
                "scale=30 AND lfw>0.9 and tag!=best~c"
            })
    void choosesRuns(String condition, String names) {
        assertThat(names(where(condition))).isEqualTo(names);
    }

    @Test
    void joinsSeveralConditions() {
        assertThat(names(where("loss=ArcFace*", "scale>=32"))).isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "lfw~dabcefg",
                "-lfw~cbadefg",
                "-seed,id~cbadefg",
                "seed, -started~gadefbc",
                "-scale,lfw~deabcfg",
                "-started~gabcdef",
                "loss,-id~cbadefg",
                "-tag~abcdefg"
            })
    void sortsWithWhatIsAbsentAtTheEnd(String sort, String names) {
        assertThat(names(new SelectionWords(List.of(), sort, "", "", 0))).isEqualTo(names);
    }

    @Test
    void groupsRunsOfARowWithMeanDeviationAndCount() {
        SelectedRuns rows = selected(new SelectionWords(List.of(), "-lfw", "loss,seed,state,lfw,duration", "row", 3));
        RunColumn lfw = rows.columns().get(3);
        SelectedRow best = rows.rows().get(0);
        // 0.90, 0.92, 0.94: the mean is 0.92, the deviation the root of (0.02^2 + 0.02^2) / 2.
        assertThat(best.summary(lfw).orElseThrow().mean()).isEqualTo(0.92);
        assertThat(rows.columns())
                .extracting(column -> best.text(column, ZoneOffset.UTC))
                .containsExactly(
                        "ArcFace(0.5)", "1; 2; 10", "done", "92.00 \u00b1 2.00 (3)", "1 min 40 s \u00b1 10 s (3)");
        assertThat(rows.rows().get(1).text(lfw, ZoneOffset.UTC)).isEqualTo("88.00 (1)");
        assertThat(rows.rows().get(2).text(lfw, ZoneOffset.UTC)).isEmpty();
        assertThat(List.of(rows.rows().size(), rows.all(), rows.runs())).containsExactly(3, 5, 7);
    }

    /** Else two rows of one loss look the same. */
    @Test
    void showsTheSettingsInWhichRowsOfALossDiffer() {
        List<RunRecord> two = new ArrayList<>(records);
        two.add(record("h", "ArcFace(0.5)", 1, 64, TrialState.DONE, "2026-09-01T10:00:00Z", 90, 0.8));

        assertThat(columns(records, "", "row")).isEqualTo(USUAL);
        assertThat(columns(two, "", "row")).containsExactly("id", "loss", "scale", "seed", "state");
        assertThat(columns(two, "+lfw", "row")).containsExactly("id", "loss", "scale", "seed", "state", "lfw");
        assertThat(columns(two, "loss,lfw", "row")).containsExactly("loss", "lfw");
        assertThat(columns(two, "", "loss")).isEqualTo(USUAL);
        assertThat(columns(two, "", "")).isEqualTo(USUAL);
    }

    private static List<String> columns(List<RunRecord> runs, String columns, String group) {
        return Selection.of(
                        new SelectionWords(List.of(), "", columns, group, 0),
                        RunColumns.of(runs, METRICS),
                        USUAL,
                        CLOCK)
                .apply(runs)
                .columns()
                .stream()
                .map(RunColumn::name)
                .toList();
    }

    @Test
    void groupsByColumns() {
        SelectedRuns rows = selected(new SelectionWords(List.of(), "scale", "scale,state,lfw,seed", "scale", 0));
        assertThat(rows.rows())
                .extracting(row -> rows.columns().stream()
                        .map(column -> row.text(column, ZoneOffset.UTC))
                        .toList())
                .containsExactly(
                        List.of("30", "3 done, 1 crashed, 1 running", "92.00 \u00b1 2.00 (3)", "1; 2; 10"),
                        List.of("64", "1 done, 1 failed", "88.00 (1)", "1"));
    }

    @Test
    void showsTheColumnsThatAreAskedFor() {
        SelectedRuns own = selected(new SelectionWords(where("id=b").where(), "", "started, rate,lfw,lfw", "", 0));
        assertThat(own.columns()).extracting(RunColumn::name).containsExactly("started", "schedule.rate", "lfw");
        assertThat(own.columns())
                .extracting(column -> own.rows().get(0).text(column, ZoneId.of("Europe/Berlin")))
                .containsExactly("2026-12-01 00:59", "0.1", "92.00");
        assertThat(selected(new SelectionWords(List.of(), "", "+scale", "", 0)).columns())
                .extracting(RunColumn::name)
                .containsExactly("id", "loss", "seed", "state", "scale");
        assertThat(selected(SelectionWords.NONE).columns())
                .extracting(RunColumn::name)
                .isEqualTo(USUAL);
    }

    @Test
    void readsTheSameWordsFromAnAddress() {
        SelectionWords words = SelectionWords.ofQuery("where=scale%3E%3D32&token=x&where=loss%3DArcFace*+and+tag!%3Dbad"
                + "&sort=-accuracy@lfw&columns=loss,lfw&group=row&limit=20&sort=-lfw&state=");
        assertThat(words)
                .isEqualTo(new SelectionWords(
                        List.of("scale>=32", "loss=ArcFace* and tag!=bad"), "-lfw", "loss,lfw", "row", 20));
        assertThat(SelectionWords.ofQuery(null)).isEqualTo(SelectionWords.NONE);
        assertThat(names(words)).isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "los=ArcFace*~Did you mean 'loss'?",
                "scal>=32~Did you mean 'scale'?",
                "accuracy@lfv>0.9~Did you mean 'accuracy@lfw'?",
                "schedule.rat=1~Did you mean 'schedule.rate'?",
                "std@lfw>1%x~'1%x'",
                "lfw>90~Did you mean '90%'?",
                "lfw>high~a number",
                "scale>big~a number",
                "since=tomorrow~today, yesterday",
                "since>yesterday~since=",
                "duration>long~10min",
                "started=2026-02-30~2026-11-30",
                "scale~loss=ArcFace*, scale>=32",
                "=3~loss=ArcFace*, scale>=32",
                "lfw>~a value",
                "loss=NS or loss=AdaCos~loss=NS|AdaCos",
                "tag=paper or scale>32~joined by 'and'"
            })
    void saysWhatIsWrong(String condition, String part) {
        assertThatThrownBy(() -> names(where(condition)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("where: found ")
                .hasMessageContaining(part);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        SelectionWords words = new SelectionWords(List.of("los=a and scal=1", "lfw>90"), "-lwf", "ids", "sed", 0);
        assertThatThrownBy(() -> names(words))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::place)
                                .containsExactlyInAnyOrder("where", "where", "where", "sort", "columns", "group"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-3", "limit=many", "limit=9999999999", "where=%zz", "where=%"})
    void refusesAddressesThatMeanNothing(String query) {
        assertThatThrownBy(() -> SelectionWords.ofQuery(query)).isInstanceOf(ProblemException.class);
    }

    @Test
    void boundsWhatIsTyped() {
        String stars = "note=" + "*a".repeat(900) + "b";
        assertThat(names(where(stars))).isEmpty();
        assertThatThrownBy(() -> where("note=" + "x".repeat(3000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SelectionWords.ofQuery("where=seed%3D1&".repeat(60)))
                .isInstanceOf(ProblemException.class);
    }
}
