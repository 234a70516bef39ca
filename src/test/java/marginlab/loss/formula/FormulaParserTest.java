package marginlab.loss.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FormulaParserTest {
    private static final FormulaScope SCOPE =
            new FormulaScope(Set.of("theta", "cos", "norm", "pi", "m"), Map.of("target", "It is known in negative"));

    /** What stands where, in the order that it is told: {@code 4: found; expected; hint}. */
    private static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Optional<Expression> read = FormulaParser.parse(
                text,
                SCOPE,
                (offset, found, expected, hint) ->
                        problems.add(offset + ": " + found + "; " + expected + (hint.isEmpty() ? "" : "; " + hint)));
        assertThat(read.isPresent()).isEqualTo(problems.isEmpty());
        return problems;
    }

    private static Expression read(String text) {
        assertThat(problems(text)).as(text).isEmpty();
        return FormulaParser.parse(text, SCOPE, (offset, found, expected, hint) -> {})
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cos(theta+m)|cos(theta + m)",
                "((cos))-(.350)|cos - 0.35",
                "1-(2-3)-4|1 - (2 - 3) - 4",
                "1 - (2*3)/pi|1 - 2 * 3 / pi",
                "m/(theta*2)|m / (theta * 2)",
                "-(m+1)^2|-pow(m + 1, 2)",
                "(-m)^2^3|pow(-m, pow(2, 3))",
                "--m|--m",
                "2*-m|2 * -m",
                "(m<1)+(m>=2)|(m < 1) + (m >= 2)",
                "if( cos>0 , cos(theta), cos )|if(cos > 0, cos(theta), cos)",
                "1e-3+1E3|0.001 + 1000",
                "clip(mean(norm),0,1.0)|clip(mean(norm), 0, 1)"
            })
    void normalFormKeepsTheOrderOfOperationsAlone(String text, String normal) {
        assertThat(read(text).text()).isEqualTo(normal);
        assertThat(read(normal)).isEqualTo(read(text));
    }

    @Test
    void normalFormOfAnyFormulaReadsBackAsTheSame() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            Expression made = made(random, 4);
            assertThat(read(made.text())).as(made.text()).isEqualTo(made);
        }
    }

    static Expression made(SplittableRandom random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            String[] names = {"theta", "cos", "norm", "pi", "m"};
            return random.nextBoolean()
                    ? new Expression.Name(names[random.nextInt(names.length)])
                    : new Expression.Constant(random.nextInt(1, 100) / 8.0);
        }
        FormulaFunction[] all = FormulaFunction.values();
        FormulaFunction function = all[random.nextInt(all.length - 1)];
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < function.arity(); i++) {
            arguments.add(made(random, depth - 1));
        }
        return new Expression.Call(function, arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cos(tehta + m)|4: tehta; a name that is known here; Did you mean 'theta'?",
                "coss(theta)|0: coss(; a function; Did you mean 'cos'?",
                "sin + 1|0: sin; a name that is known here; sin is a function: sin(...)",
                "target|0: target; another name; It is known in negative",
                "pow(m)|0: pow of 1 value; pow of 2 values",
                "cos(theta, m)|0: cos of 2 values; cos of 1 value",
                "2 theta|2: theta; an operator or the end; A product needs its *",
                "m(theta)|0: m(; a function; A product needs its *",
                "cos ** 2|4: **; an operator or the end; A power is x ^ 2, or pow(x, 2)",
                "cos == 1|4: =; an operator or the end; Comparisons are <, <=, > and >=",
                "cos(theta|9: the end; an operator, a comma or )",
                "cos(theta + )|12: ); a number, a name, - or (",
                "1 - 2θ/π|5: θ; an operator or the end; Write theta",
                "θ|0: θ; a number, a name, - or (; Write theta",
                "1e999|0: 1e999; a number below 1.8e308",
                "1 < m < 2|6: <; an operator or the end",
                "@(m)|0: @; a number, a name, - or ("
            })
    void problemsHaveTheirPlace(String text, String problem) {
        assertThat(problems(text)).containsExactly(problem);
    }

    @Test
    void tellsAllUnknownNamesAtOnce() {
        assertThat(problems("cos(teta + qqq) + max(w)"))
                .containsExactly(
                        "4: teta; a name that is known here; Did you mean 'theta'?",
                        "11: qqq; a name that is known here; Known: cos, m, norm, pi, theta",
                        "22: w; a name that is known here; Did you mean 'm'?",
                        "18: max of 1 value; max of 2 values");
    }

    static List<String> hostile() {
        return List.of(
                "(".repeat(1_000_000),
                "(".repeat(900),
                "-".repeat(900),
                "1^".repeat(450) + "1",
                "1+".repeat(450) + "1",
                "cos(".repeat(200),
                "9".repeat(999),
                "1e" + "9".repeat(900),
                "a".repeat(999),
                "\u0000\uffff\ud800",
                "\u202etheta",
                "${jndi:ldap://x}",
                "T(java.lang.Runtime).getRuntime().exec('x')",
                "",
                "   ",
                "()",
                "if(,,)",
                "cos()",
                "\n\n\n");
    }

    /** Hostile text gives a problem, not an error and not a formula. */
    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextIsAProblem(String text) {
        assertThat(problems(text)).isNotEmpty().hasSizeLessThan(20);
    }

    @Test
    void randomTextNeverBreaksIt() {
        SplittableRandom random = new SplittableRandom(11);
        String letters = "thetacosmpin()+-*/^<>=,.0123456789eE _\u03b8\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int k = 0; k < length; k++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            problems(text.toString());
        }
    }
}
