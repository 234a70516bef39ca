package marginlab.command;

import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code completion SHELL}: what a shell completes verbs, options and their values with. */
@Command(
        name = "completion",
        description = "Prints a script that lets bash or zsh complete verbs, options and values with Tab.",
        footer = {
            "",
            "Example:  completion bash > ~/.local/share/bash-completion/completions/marginlab",
            "          completion zsh >> ~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** Shells that the script is written for. */
    enum Shell {
        bash,
        zsh
    }

    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    @Override
    public Integer call() {
        // The script brings what zsh needs to run it, where zsh's own completion is on.
        String zsh = shell == Shell.zsh ? "autoload -Uz compinit && compinit\n" : "";
        String script = zsh + AutoComplete.bash("marginlab", Verbs.line(context.program(), context.clusters()));
        if (context.json()) {
            CommandOutput.json(context.out(), new CompletionScript(shell.name(), script));
        } else {
            context.out().print(script);
            context.out().flush();
        }
        return 0;
    }

    /** What {@code --json} prints. */
    private record CompletionScript(String shell, String script) {}
}
