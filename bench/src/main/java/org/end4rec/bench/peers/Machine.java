package org.end4rec.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Facts about the machine and the JVM of a run. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** The facts, in an order to read; without anything that names a host or a user. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("processor", processor("model name"));
        facts.put("family", processor("cpu family") + " model " + processor("model"));
        facts.put("vectors", vectors(processor("flags")));
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("heapMiB", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
        facts.put("jdk", property("java.vendor") + " " + property("java.runtime.version"));
        facts.put("javaVersion", property("java.version"));
        facts.put("vm", property("java.vm.name"));
        facts.put("system", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        for (String variable : new String[] {"OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS"}) {
            String value = System.getenv(variable);
            facts.put(variable, value == null ? "not set" : value);
        }
        return facts;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String processor(String key) {
        try (var lines = Files.lines(PROCESSORS)) {
            Optional<String> line = lines.filter(
                            text -> text.split(":", 2)[0].strip().equals(key))
                    .findFirst();
            return line.map(text -> text.split(":", 2)[1].strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String vectors(String flags) {
        StringBuilder known = new StringBuilder();
        for (String flag : flags.split(" ", -1)) {
            if (flag.equals("avx") || flag.equals("avx2") || flag.equals("fma") || flag.equals("avx512f")) {
                known.append(known.isEmpty() ? "" : " ").append(flag);
            }
        }
        return known.isEmpty() ? "unknown" : known.toString();
    }
}
