package marginlab.file.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a YAML parser says, in the words of somebody who writes a file. */
record YamlGrammar(String found, String expected) {
    /**
     * @param said in the parser's words
     * @param context in which it said that
     * @param words what it means; {@code $1} is what the first group holds
     */
    private record Rule(Pattern said, String context, YamlGrammar words) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    "could not find expected ':'",
                    "",
                    "a line without a colon",
                    "'key: value', with a blank after the colon"),
            rule(
                    "mapping values are not allowed",
                    "",
                    "a second ': ' in a value",
                    "quotes around a text with ': ' in it"),
            rule(
                    "expected ',' or ']', but got <stream end>",
                    "",
                    "a '[' that is never closed",
                    "a ']' at the end of the list"),
            rule(
                    "expected ',' or '}', but got <stream end>",
                    "",
                    "a '{' that is never closed",
                    "a '}' at the end of the map"),
            rule("expected ',' or ']'", "", "a list in brackets that goes on without a comma", "',' or ']'"),
            rule("expected ',' or '}'", "", "a map in braces that goes on without a comma", "',' or '}'"),
            rule(
                    "found unexpected end of stream",
                    "quoted scalar",
                    "a quote that is never closed",
                    "the same quote at the end of the text"),
            rule("found character '\\\\?t\\(TAB\\)' that cannot start", "", "a tab in the indentation", "blanks"),
            rule("found character '?(.)'? that cannot start", "", "a value that begins with '$1'", "quotes around it"),
            rule(
                    "found undefined alias (\\S+)",
                    "",
                    "'*$1', which is no text without quotes",
                    "quotes around a text that begins with '*'"),
            rule(
                    "unexpected character found",
                    "scanning an a",
                    "a value that begins with '*' or '&'",
                    "quotes around it"),
            rule(
                    "but found '<scalar>'",
                    "",
                    "text behind the quote that ends a value",
                    "one value a key; '' is a quote in quotes"),
            rule(
                    "expected <block end>, but found",
                    "",
                    "a line that fits neither the map nor the list above it",
                    "the indentation of the lines that it belongs to"),
            rule(
                    "sequence entries are not allowed",
                    "",
                    "a list item behind a key on the same line",
                    "each '- item' on a line of its own"),
            rule("but found another document", "", "a second document, which begins with '---'", "one document"));

    private static Rule rule(String said, String context, String found, String expected) {
        return new Rule(Pattern.compile(said), context, new YamlGrammar(found, expected));
    }

    /** The words for what was said, if there are any. */
    static Optional<YamlGrammar> of(String said, String context) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.said().matcher(said);
            if (matcher.find() && context.contains(rule.context())) {
                String found = rule.words().found();
                return Optional.of(new YamlGrammar(
                        matcher.groupCount() > 0 ? found.replace("$1", matcher.group(1)) : found,
                        rule.words().expected()));
            }
        }
        return Optional.empty();
    }
}
