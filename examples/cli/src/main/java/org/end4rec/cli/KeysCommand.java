package org.end4rec.cli;

import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.KeyDescription;
import picocli.CommandLine.Command;

/** {@code end4rec keys}. */
@Command(
        name = "keys",
        description = "Lists the keys of the configuration, which --config and --set of other commands set: name,"
                + " default, meaning and allowed values.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec keys")
final class KeysCommand extends BaseCommand {
    @Override
    public Integer call() {
        for (KeyDescription key : ConfigFile.keys()) {
            out().println(key.name() + " = " + key.initial());
            out().println("    " + key.meaning());
            out().println("    must be " + key.allowed());
        }
        out().flush();
        return 0;
    }
}
