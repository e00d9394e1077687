package org.end4rec.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.end4rec.autograd.Parameter;
import org.end4rec.bench.peers.Workload.Elementwise;
import org.end4rec.bench.peers.Workload.Operation;
import org.end4rec.bench.peers.Workload.Product;
import org.end4rec.bench.peers.Workload.Transform;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;

/** The Python peers, NumPy with SciPy and PyTorch: one process for each of them and each number of threads. */
final class Python implements AutoCloseable {
    private final String command;
    private final Path script;
    private final Path folder;
    private final Map<String, PythonChild> children = new TreeMap<>();
    private int files;
    private int contenders;

    /** @param script peers.py */
    Python(String command, Path script) throws IOException {
        this.command = command;
        this.script = script;
        folder = Files.createTempDirectory("end4rec-peers");
    }

    /** The peers that this Python has, with their facts. */
    List<Peer> peers() {
        JsonNode facts = child("numpy", 1).ask(Map.of("do", "facts"));
        List<Peer> peers = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("numpy", "NumPy/SciPy");
        names.put("torch", "PyTorch");
        names.forEach((library, name) -> {
            if (facts.has(library)) {
                Map<String, String> about = new LinkedHashMap<>();
                facts.get(library)
                        .fields()
                        .forEachRemaining(
                                fact -> about.put(fact.getKey(), fact.getValue().asText()));
                about.put("python", facts.get("python").asText());
                peers.add(new Library(library, name, about));
            }
        });
        return peers;
    }

    private PythonChild child(String library, int threads) {
        return children.computeIfAbsent(library + threads, ignored -> {
            try {
                return new PythonChild(command, script, threads, library.equals("torch"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + command, e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        children.values().forEach(PythonChild::close);
        Files.delete(folder);
    }

    private final class Library implements Peer {
        private final String library;
        private final String name;
        private final Map<String, String> facts;

        Library(String library, String name, Map<String, String> facts) {
            this.library = library;
            this.name = name;
            this.facts = facts;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Map<String, String> facts() {
            return facts;
        }

        @Override
        public int restMillis() {
            return 150;
        }

        @Override
        public Optional<Contender> product(Product p, int threads) {
            Map<String, Object> workload = new LinkedHashMap<>();
            List<Path> inputs = new ArrayList<>();
            workload.put("op", "product");
            workload.put("form", p.form().name());
            workload.put("a", matrix(p.a(), p.strideA(), inputs));
            workload.put("b", matrix(p.b(), p.strideB(), inputs));
            return contender(workload, threads, inputs);
        }

        @Override
        public Optional<Contender> transform(Transform t, int threads) {
            Map<String, Object> workload = new LinkedHashMap<>();
            List<Path> inputs = new ArrayList<>();
            workload.put("op", t.inverse() ? "irfft" : "rfft");
            workload.put("n", t.n());
            workload.put(
                    "x",
                    t.inverse()
                            ? floats(t.spectra(), inputs, t.batch(), 2, t.bins(), t.d())
                            : floats(t.sequences(), inputs, t.batch(), t.n(), t.d()));
            return contender(workload, threads, inputs);
        }

        @Override
        public Optional<Contender> elementwise(Elementwise e, int threads) {
            Map<String, Object> workload = new LinkedHashMap<>();
            List<Path> inputs = new ArrayList<>();
            workload.put("op", e.operation().name().toLowerCase(java.util.Locale.ROOT));
            workload.put("x", matrix(e.x(), e.columns(), inputs));
            if (e.operation() == Operation.LAYER_NORM) {
                workload.put("weight", floats(e.weight(), inputs, e.columns()));
                workload.put("bias", floats(e.bias(), inputs, e.columns()));
                workload.put("epsilon", Elementwise.EPSILON);
            }
            return contender(workload, threads, inputs);
        }

        @Override
        public Optional<Contender> adam(Workload.Adam adam, int threads) {
            Map<String, Object> workload = new LinkedHashMap<>();
            List<Path> inputs = new ArrayList<>();
            workload.put("op", "adam");
            workload.put("rate", Workload.Adam.RATE);
            workload.put("weights", matrix(adam.weights(), adam.columns(), inputs));
            workload.put("gradient", matrix(adam.gradient(), adam.columns(), inputs));
            return contender(workload, threads, inputs);
        }

        @Override
        public Optional<Contender> search(Workload.Search search, int threads) {
            Map<String, Object> workload = new LinkedHashMap<>();
            List<Path> inputs = new ArrayList<>();
            workload.put("op", "search");
            workload.put("top", search.top());
            workload.put("catalogue", matrix(search.catalogue(), search.d(), inputs));
            workload.put("query", floats(search.query(), inputs, search.d()));
            return contender(workload, threads, inputs);
        }

        @Override
        public Optional<Contender> training(Workload.Training training, int threads) {
            if (library.equals("numpy")) {
                return Optional.empty();
            }
            List<Path> inputs = new ArrayList<>();
            Map<String, Object> workload =
                    model(training.model(), training.model().encoder(), BenchModel.BATCH, inputs);
            List<Object> noise = new ArrayList<>();
            for (int step = 0; step < Workload.Training.COMPARED; step++) {
                noise.add(floats(BenchModel.gumbel(step), inputs, BenchModel.BATCH, BenchModel.LENGTH, 2));
            }
            workload.put("op", "training");
            workload.put("noise", noise);
            return contender(workload, threads, inputs);
        }

        @Override
        public Optional<Contender> request(Workload.Request request, int threads) {
            if (library.equals("numpy")) {
                return Optional.empty();
            }
            List<Path> inputs = new ArrayList<>();
            Map<String, Object> workload =
                    model(request.model(), request.model().encoder(), 1, inputs);
            workload.put("op", "request");
            workload.put("top", Workload.Request.TOP);
            return contender(workload, threads, inputs);
        }

        private Optional<Contender> contender(Map<String, Object> workload, int threads, List<Path> inputs) {
            PythonChild child = child(library, threads);
            int id = contenders++;
            boolean ready = child.ask(Map.of("do", "prepare", "id", id, "library", library, "workload", workload))
                    .get("ready")
                    .asBoolean();
            inputs.forEach(Python::delete);
            return ready ? Optional.of(new ChildContender(child, id)) : Optional.empty();
        }
    }

    private Map<String, Object> model(BenchModel model, SequenceEncoder encoder, int size, List<Path> inputs) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("layers", BenchModel.LAYERS);
        settings.put("chunks", BenchModel.CHUNKS);
        settings.put("behaviors", BenchModel.BEHAVIORS);
        settings.put("feedForward", model.feedForward());
        settings.put("tokenLevel", model.tokenLevel());
        settings.put("temperature", 1.0);
        settings.put("codingPrecision", BenchModel.CODING_PRECISION);
        settings.put("weightCompactness", BenchModel.COMPACTNESS);
        settings.put("weightContrast", BenchModel.CONTRAST);
        settings.put("rate", BenchModel.RATE);
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Parameter parameter : encoder.parameters()) {
            parameters.put(
                    parameter.name(),
                    floats(parameter.value().data(), inputs, parameter.shape().dims()));
        }
        List<Object> batches = new ArrayList<>();
        for (int i = 0; i < BenchModel.BATCHES; i++) {
            Batch batch = BenchModel.batch(i, size);
            batches.add(List.of(
                    integers(batch.items(), inputs, size, batch.length()),
                    integers(batch.behaviors(), inputs, size, batch.length()),
                    integers(batch.targets(), inputs, size)));
        }
        Map<String, Object> workload = new LinkedHashMap<>();
        workload.put("model", model.isEnd4Rec() ? "end4rec" : "sasrec");
        workload.put("settings", settings);
        workload.put("parameters", parameters);
        workload.put("batches", batches);
        return workload;
    }

    private Map<String, Object> matrix(float[] data, int columns, List<Path> inputs) {
        return floats(data, inputs, data.length / columns, columns);
    }

    private Map<String, Object> floats(float[] data, List<Path> inputs, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return array(bytes, "f4", inputs, shape);
    }

    private Map<String, Object> integers(int[] data, List<Path> inputs, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(data);
        return array(bytes, "i4", inputs, shape);
    }

    private Map<String, Object> array(ByteBuffer bytes, String type, List<Path> inputs, int... shape) {
        Path file = folder.resolve(files++ + ".raw");
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inputs.add(file);
        return Map.of("file", file.toString(), "type", type, "shape", shape);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class ChildContender implements Contender {
        private final PythonChild child;
        private final int id;

        ChildContender(PythonChild child, int id) {
            this.child = child;
            this.id = id;
        }

        @Override
        public float[] answer() {
            Path file = folder.resolve(files++ + ".raw");
            int floats = child.ask(Map.of("do", "answer", "id", id, "file", file.toString()))
                    .get("floats")
                    .asInt();
            float[] answer = new float[floats];
            try {
                ByteBuffer.wrap(Files.readAllBytes(file))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            delete(file);
            return answer;
        }

        @Override
        public double seconds(int calls) {
            return child.ask(Map.of("do", "run", "id", id, "calls", calls))
                    .get("seconds")
                    .asDouble();
        }

        @Override
        public void close() {
            child.ask(Map.of("do", "release", "id", id));
        }
    }
}
