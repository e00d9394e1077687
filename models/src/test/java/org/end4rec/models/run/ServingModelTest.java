package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingModelTest {
    @TempDir
    private static Path shared;

    private static Path run = Path.of("");
    private static Path zip = Path.of("");

    @TempDir
    private Path temporary;

    @BeforeAll
    static void export() throws IOException {
        run = shared.resolve("run");
        trainAndSave(TinyRuns.create(run, FinishedRuns.CONFIG));
        zip = shared.resolve("model.zip");
        ServingModel.of(RunFolder.open(run)).write(zip);
    }

    /** As {@link TrainingRun}, with votes that weigh much. */
    private static void trainAndSave(RunFolder made) throws IOException {
        TinyRuns.train(made, 1, stop -> TrainingListener.NONE);
        made.saveNeighbors(NeighborVotes.of(
                made.data().histories(), made.data().split(), made.config().votes(), 5));
        made.saveVotes(new VoteWeights(0.5, 0.1, 0.9, 5));
    }

    // values

    @Test
    void theFilesAreThese() throws IOException {
        assertThat(entries(zip).keySet())
                .containsExactly(
                        "serving.json",
                        "config.json",
                        "vocabulary.json",
                        "model.safetensors",
                        "popularity.safetensors",
                        "neighbors.safetensors");
    }

    // oracle

    /** Folder, zip and resource: every answer has the items and the bits of the run. */
    @Test
    void anExportAnswersAsItsRun() throws IOException {
        Path folder = temporary.resolve("exported");
        ServingModel.of(RunFolder.open(run)).write(folder);
        Recommender expected = Recommender.load(run);
        int equal = 0;
        for (Recommender exported : List.of(Recommender.load(zip), Recommender.load(folder), resource())) {
            for (String user : expected.users()) {
                List<HistoryEvent> history = expected.historyOf(user);
                assertThat(exported.answer(history, 70, true)).isEqualTo(expected.answer(history, 70, true));
                assertThat(exported.explain(history)).isEqualTo(expected.explain(history));
                equal++;
            }
            assertThat(exported.answer(List.of(), 9, false)).isEqualTo(expected.answer(List.of(), 9, false));
            assertThat(exported.stage()).isEqualTo(expected.stage());
            assertThat(exported.behaviors()).containsExactlyElementsOf(expected.behaviors());
        }
        Figures.print(
                "R8",
                "answers of an exported model",
                "%d of %d equal in every bit to those of the run",
                equal,
                3 * expected.users().size());
    }

    /** As an application does that has its model in a jar. */
    private Recommender resource() throws IOException {
        Path jar = temporary.resolve("application.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("models/shop.zip"));
            Files.copy(zip, out);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                InputStream in = loader.getResourceAsStream("models/shop.zip")) {
            return Recommender.load(Objects.requireNonNull(in));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasrec", "gru4rec", "bert4rec", "fmlprec", "mbstr", "end4rec"})
    void everyModelCanBeExported(String model) throws IOException {
        RunFolder made = TinyRuns.create(
                temporary.resolve("run"),
                TinyRuns.with("dim=8", "chunks=2", "heads=2", "model=" + model, "level=sequence"));
        made.saveBest(0, made.newEncoder().stages().get(0), made.newEncoder().parameters());
        Path exported = temporary.resolve("model.zip");
        ServingModel.of(made).write(exported);
        Recommender expected = Recommender.load(made.path());
        List<HistoryEvent> history = expected.historyOf("u3");
        assertThat(Recommender.load(exported).answer(history, 20, false))
                .isEqualTo(expected.answer(history, 20, false));
    }

    @Test
    void aModelTrainedInMemoryCanBeExported() throws IOException {
        RunData data = TinyRuns.data();
        Path exported = temporary.resolve("model.zip");
        try (TrainingRun training = TrainingRun.inMemory(FinishedRuns.CONFIG, data, 1)) {
            ServingModel.of(training.train(TrainingListener.NONE).orElseThrow()).write(exported);
        }
        assertThat(Recommender.load(exported).recommend(List.of(new HistoryEvent("i1", "click")), 5))
                .hasSize(5);
    }

    @Test
    void equalModelsGiveEqualBytesAndZipAndFolderHaveEqualFiles() throws IOException {
        Path again = temporary.resolve("again.zip");
        ServingModel.read(zip).write(again);
        assertThat(again).hasSameBinaryContentAs(zip);
        Path folder = temporary.resolve("exported");
        ServingModel.of(RunFolder.open(run)).write(folder);
        Map<String, byte[]> expected = entries(zip);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
        }
        for (Map.Entry<String, byte[]> each : expected.entrySet()) {
            assertThat(folder.resolve(each.getKey())).hasBinaryContent(each.getValue());
        }
    }

    /** Other tools pack the files of a folder in any order, and all of them. */
    @Test
    void aFolderThatWasPackedByHandIsRead() throws IOException {
        Map<String, byte[]> files = entries(zip);
        List<String> names = new ArrayList<>(files.keySet());
        Collections.reverse(names);
        Path packed = temporary.resolve("packed");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(files.get(name));
            }
        }
        assertThat(Recommender.load(packed).recommend(List.of(), 3)).hasSize(3);
    }

    /** The log of a shop whose customers have long ids that are no part of anything else. */
    @Test
    void noIdOfAUserIsInAnExport() throws IOException {
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < 40; user++) {
            for (int i = 0; i < 12; i++) {
                log.add(customer(user), "item-" + (user * 7 + i * i) % 50, i % 3 == 0 ? "buy" : "click", i);
            }
        }
        RunData data = RunData.leaveLastOut(Histories.of(log.build()), "buy", false);
        RunFolder made = RunFolder.create(
                temporary.resolve("run"),
                Manifest.of("end4rec", "buy", false, "/home/anna/events-of-anna.tsv"),
                FinishedRuns.CONFIG,
                data);
        trainAndSave(made);
        Path exported = temporary.resolve("exported");
        ServingModel.of(made).write(exported);
        int found = 0;
        int inRun = 0;
        for (int user = 0; user < 40; user++) {
            found += occurs(customer(user), exported) ? 1 : 0;
            inRun += occurs(customer(user), made.path()) ? 1 : 0;
        }
        Figures.print("R8", "ids of users in an exported model", "%d of 40; in its run %d", found, inRun);
        assertThat(inRun).isEqualTo(40);
        assertThat(found).isZero();
        assertThat(occurs("anna", exported)).isFalse();
        assertThat(occurs("item-7", exported)).isTrue();
    }

    private static String customer(int user) {
        return "customer-" + (9000 + user) + "@shop.example";
    }

    private static boolean occurs(String text, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    // edges

    @Test
    void anExportHasNoUsers() throws IOException {
        Recommender exported = Recommender.load(zip);
        assertThat(exported.users()).isEmpty();
        assertThat(exported.knows("u1")).isFalse();
        assertThat(exported.historyOf("u1")).isEmpty();
        exported.warmUp();
    }

    @Test
    void worthlessVotesAndNoVotesStayWhatTheyAre() throws IOException {
        RunFolder copied = RunFolder.open(FinishedRuns.copy(run, temporary.resolve("copy")));
        copied.saveVotes(new VoteWeights(0, 0.1, 0.9, 5));
        Path exported = temporary.resolve("model.zip");
        ServingModel.of(copied).write(exported);
        assertThat(entries(exported)).doesNotContainKey("neighbors.safetensors");
        assertThat(ServingModel.read(exported).model().votes().weights()).isNotNull();
        RunFolder without = TinyRuns.create(temporary.resolve("without"), FinishedRuns.CONFIG);
        TinyRuns.train(without, 1, stop -> TrainingListener.NONE);
        ServingModel.of(without).write(exported);
        assertThat(ServingModel.read(exported).model().votes()).isSameAs(Votes.NONE);
    }

    // errors

    @Test
    void noFolderIsOverwrittenAndAFailureLeavesNothing() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("exported"));
        ServingModel model = ServingModel.read(zip);
        model.write(folder);
        assertThatThrownBy(() -> model.write(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(folder + " exists already and is not an empty folder; choose another path for the export,"
                        + " or one that ends in .zip");
        assertThatThrownBy(() -> model.write(temporary.resolve("nowhere").resolve("exported")))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactly(folder);
        }
    }

    @Test
    void whereARunIsNeededAnExportIsRefused() throws IOException {
        Path folder = temporary.resolve("exported");
        ServingModel.read(zip).write(folder);
        String message = folder + " holds an export for serving, which recommends and nothing else: it has no users and"
                + " no examples. Give the folder of the run that it was made from, or another folder";
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> RunFolder.checkNew(folder, true))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> RunFolder.open(zip))
                .isInstanceOf(RunException.class)
                .hasMessage(zip + " is a file; expected the folder of a run. An export for serving recommends and"
                        + " nothing else");
    }

    @Test
    void anExportOfANewerVersionIsRefused() throws IOException {
        Path folder = temporary.resolve("exported");
        ServingModel.read(zip).write(folder);
        Path manifest = folder.resolve("serving.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"serving\" : 1", "\"serving\" : 7"));
        assertThatThrownBy(() -> ServingModel.read(folder))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(manifest + ": the export has format 7, written by version ")
                .hasMessageEndingWith("reads up to format 1: use a newer version of END4Rec for Java");
    }

    static Map<String, byte[]> entries(Path zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
