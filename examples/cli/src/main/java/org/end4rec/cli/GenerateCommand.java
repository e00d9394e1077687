package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
        SyntheticShop.Config config;
        try {
            config = size.shop(hard, soft, seed);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        WorkProgress progress = WorkProgress.of(this);
        Map<String, Long> behaviors;
        try {
            behaviors = SyntheticShop.write(config, newItems, file, progress.rate("users"));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        } finally {
            progress.clear();
        }
        long events = behaviors.values().stream().mapToLong(Long::longValue).sum();
        String counts = behaviors.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        say("wrote %s: %,d users, %,d events (%s)", file, config.users(), events, counts);
        return 0;
    }
}
