package marginlab.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code man}: every verb with its options, as a page for man(1), from what the help is made of. */
@Command(
        name = "man",
        description = "Prints the manual of all verbs as a page for man.",
        footer = {"", "Example:  man | man -l -", "          man > ~/.local/share/man/man1/marginlab.1"})
public final class ManualCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    private final StringBuilder page = new StringBuilder();

    @Override
    public Integer call() {
        CommandLine line = Verbs.line(context.program(), context.clusters());
        CommandSpec root = line.getCommandSpec();
        page.append(".TH MARGINLAB 1\n.SH NAME\nmarginlab \\- ")
                .append(escaped(text(root.usageMessage().description())))
                .append("\n.SH SYNOPSIS\n.B marginlab\n.I VERB\n[\\fIOPTIONS\\fR]\n.SH OPTIONS OF ALL VERBS\n");
        Set<String> inherited = new LinkedHashSet<>();
        root.options().forEach(option -> {
            inherited.add(option.longestName());
            option(option);
        });
        inherited.addAll(List.of("--json", "--help"));
        page.append(".SH VERBS\n");
        verbs(line, "", inherited);
        if (context.json()) {
            CommandOutput.json(context.out(), new ManualPage(page.toString()));
        } else {
            context.out().print(page);
            context.out().flush();
        }
        return 0;
    }

    private void verbs(CommandLine parent, String before, Set<String> inherited) {
        new LinkedHashSet<>(parent.getSubcommands().values()).forEach(verb -> {
            CommandSpec spec = verb.getCommandSpec();
            String name = before + spec.name();
            page.append(".SS ").append(escaped(name)).append('\n');
            page.append(escaped(text(spec.usageMessage().description()))).append('\n');
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                entry("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter.description());
            }
            spec.options().stream()
                    .filter(option -> !inherited.contains(option.longestName()) && !option.hidden())
                    .forEach(this::option);
            examples(spec);
            verbs(verb, name + " ", inherited);
        });
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
        entry("\\fB" + escaped(String.join(", ", option.names())) + "\\fR" + value, option.description());
    }

    private void entry(String term, String... description) {
        page.append(".TP\n")
                .append(term)
                .append('\n')
                .append(escaped(text(description)))
                .append('\n');
    }

    private void examples(CommandSpec spec) {
        String[] footer = spec.usageMessage().footer();
        if (footer.length > 0) {
            page.append(".PP\n.nf\n");
            for (String line : footer) {
                if (!line.isBlank()) {
                    page.append(escaped(line)).append('\n');
                }
            }
            page.append(".fi\n");
        }
    }

    private static String text(String... lines) {
        return String.join(" ", lines).replace("%%", "%").strip();
    }

    /** A backslash begins a command of roff, and so do a point and an apostrophe at the start of a line. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }

    /** What {@code --json} prints. */
    private record ManualPage(String page) {}
}
