package org.end4rec.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code end4rec completion}. */
@Command(
        name = "completion",
        description =
                "Prints a script for bash and zsh. With it the Tab key completes commands and options of end4rec.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  source <(end4rec completion)")
final class CompletionCommand extends BaseCommand {
    @Override
    public Integer call() {
        CommandLine program = Main.whole();
        out().println(AutoComplete.bash(program.getCommandName(), program));
        out().flush();
        return 0;
    }
}
