package org.end4rec.models.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.json.Json;
import org.end4rec.models.training.ConfigFile;

/**
 * Writes a {@link ServingModel}. Each file is written twice: first to nowhere, for its size and its checksum, which the
 * manifest has. So nothing large is kept in memory.
 */
final class ServingExport {
    /** Any time will do, but always the same: 1980-01-01, the earliest of a zip, in every time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ServingModel model;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Writes a file for an export of that identity. */
    @FunctionalInterface
    private interface Part {
        void write(OutputStream out, String identity) throws IOException;
    }

    ServingExport(ServingModel model) throws IOException {
        this.model = model;
        byte[] config = ConfigFile.toJson(model.config()).getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> ids = new TreeMap<>(Map.of(
                "behaviors", model.ids().behaviors().ids(),
                "items", model.ids().items().ids(),
                "users", List.of()));
        byte[] vocabulary = Json.text(ids).getBytes(StandardCharsets.UTF_8);
        NeighborVotes neighbors = model.model().votes().neighbors();
        parts.put(ServingFiles.CONFIG, (out, identity) -> out.write(config));
        parts.put(ServingFiles.VOCABULARY, (out, identity) -> out.write(vocabulary));
        parts.put(ServingFiles.MODEL, this::writeParameters);
        parts.put(ServingFiles.POPULARITY, this::writeCounts);
        if (neighbors != null) {
            parts.put(ServingFiles.NEIGHBORS, neighbors::write);
        }
    }

    private void writeParameters(OutputStream out, String identity) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.model().encoder().parameters()) {
            tensors.put(parameter.name(), parameter.value());
        }
        String stage = model.model().stage().name();
        Map<String, String> metadata = new ParameterFile(identity, true)
                .metadata(model.config().model().toString(), stage);
        SafeTensors.write(out, tensors, metadata);
    }

    private void writeCounts(OutputStream out, String identity) throws IOException {
        SafeTensors.write(
                out,
                Map.of(),
                Map.of(ServingModel.COUNTS, model.itemCounts()),
                Map.of(ParameterFile.RUN, identity, SafeTensors.CHECKSUM, ""));
    }

    void write(Path target) throws IOException {
        String name = String.valueOf(target.toAbsolutePath().getFileName());
        if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
            ServingManifest manifest = manifest();
            AtomicFile.at(target).write(out -> writeZip(out, manifest));
        } else {
            checkNew(target);
            writeFolder(target, name, manifest());
        }
    }

    /** Refuses a path at which no folder can be made. */
    static void checkNew(Path folder) throws RunException {
        boolean isFree = RunFile.guarded(folder, () -> {
            if (!Files.isDirectory(folder)) {
                return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                return !entries.iterator().hasNext();
            }
        });
        if (!isFree) {
            throw new RunException(folder + " exists already and is not an empty folder; choose another path for the"
                    + " export, or one that ends in .zip");
        }
    }

    private ServingManifest manifest() throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        Map<String, String> checksums = new TreeMap<>();
        StringBuilder all = new StringBuilder(model.model().stage().name());
        all.append(model.novel())
                .append(Arrays.toString(model.behaviorCounts()))
                .append(model.model().votes().weights());
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            String sum = Checksum.of(out -> {
                Counted counted = new Counted(out);
                part.getValue().write(counted, ServingManifest.NO_DIGITS);
                bytes.put(part.getKey(), counted.bytes);
            });
            if (part.getKey().endsWith(".json")) {
                checksums.put(part.getKey(), sum);
            }
            all.append('\n').append(part.getKey()).append(' ').append(sum);
        }
        return new ServingManifest(
                model.model().stage().name(),
                model.target(),
                model.novel(),
                model.behaviorCounts(),
                model.model().votes().weights(),
                Checksum.of(all.toString().getBytes(StandardCharsets.UTF_8)),
                bytes,
                checksums);
    }

    private byte[] text(ServingManifest manifest) throws IOException {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", Manifest.VERSION);
        about.put("model", model.config().model().toString());
        about.put("target", model.ids().behaviors().id(model.target()));
        return manifest.text(about).getBytes(StandardCharsets.UTF_8);
    }

    private void writeZip(OutputStream out, ServingManifest manifest) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        begin(zip, ServingFiles.MANIFEST);
        zip.write(text(manifest));
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            begin(zip, part.getKey());
            part.getValue().write(zip, manifest.identity());
        }
        zip.finish();
    }

    /** Numbers hardly become smaller, so they are packed without a search for repetitions, and unpacked faster. */
    private static void begin(ZipOutputStream zip, String name) throws IOException {
        zip.setLevel(name.endsWith(".json") ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    /** All files get into a folder beside, which takes the name when it is complete. */
    private void writeFolder(Path target, String name, ServingManifest manifest) throws IOException {
        Path beside = target.resolveSibling("." + name + ".end4rec-" + Long.toUnsignedString(System.nanoTime(), 36));
        Files.createDirectory(beside);
        try {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                AtomicFile.at(beside.resolve(part.getKey()))
                        .write(out -> part.getValue().write(out, manifest.identity()));
            }
            byte[] text = text(manifest);
            AtomicFile.at(beside.resolve(ServingFiles.MANIFEST)).write(out -> out.write(text));
            Files.deleteIfExists(target);
            Files.move(beside, target);
        } catch (IOException | RuntimeException | Error failure) {
            takeBack(beside, failure);
            throw failure;
        }
    }

    private void takeBack(Path folder, Throwable failure) {
        try {
            for (String name : parts.keySet()) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder.resolve(ServingFiles.MANIFEST));
            Files.deleteIfExists(folder);
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    /** Counts what is written, and passes it on. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] values, int from, int length) throws IOException {
            out.write(values, from, length);
            bytes += length;
        }
    }
}
