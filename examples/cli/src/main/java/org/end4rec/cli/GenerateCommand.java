package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.models.data.SyntheticShop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec generate}. */
@Command(
        name = "generate",
        description = "Writes the log of a synthetic shop whose noise is known: columns user_id, item_id, behavior"
                + " (click, fav, cart, buy), timestamp and label (genuine, accidental, outdated).",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec generate --out shop.tsv.gz --users 1000 --hard 0.3")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class GenerateCommand extends BaseCommand {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The TSV file to write; packed with gzip if its name ends in .gz.")
    private Path file;

    @Mixin
    private WrittenFile written;

    @Mixin
    private ShopOptions size;

    @Option(
            names = "--hard",
            paramLabel = "share",
            defaultValue = "0.2",
            description = "Share of accidental clicks among all events. Default: ${DEFAULT-VALUE}.")
    private double hard;

    @Option(
            names = "--soft",
            paramLabel = "share",
            defaultValue = "0.2",
            description = "Share of events of outdated interests. Default: ${DEFAULT-VALUE}.")
    private double soft;

    @Option(
            names = "--new-items",
            paramLabel = "share",
            defaultValue = "0",
            description = "Share of items that are not there from the beginning: each appears at a time of its own."
                    + " Default: ${DEFAULT-VALUE}.")
    private double newItems;

    @Option(
            names = "--seed",
            paramLabel = "n",
            defaultValue = "1",
            description = "The same seed gives the same file. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        written.check("--out", file, this);
        SyntheticShop shop;
        try {
            shop = new SyntheticShop(size.shop(hard, soft, seed), newItems);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        shop.write(file);
        say("wrote %s: %s", file, LogSummary.of(shop.log()));
        return 0;
    }
}
