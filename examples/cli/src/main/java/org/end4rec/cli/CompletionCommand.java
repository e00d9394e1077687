package org.end4rec.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code end4rec completion}. */
@Command(
        name = "completion",
        description =
                "Prints a script for bash and zsh. With it the Tab key completes commands and options of end4rec.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  source <(end4rec completion)")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class CompletionCommand extends BaseCommand {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec program = spec.root();
        out().println(AutoComplete.bash(program.name(), program.commandLine()));
        out().flush();
        return 0;
    }
}
