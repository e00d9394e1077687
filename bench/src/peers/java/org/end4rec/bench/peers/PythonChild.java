package org.end4rec.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A Python process with a fixed number of threads that runs peers.py and answers one JSON line with another. */
final class PythonChild implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer requests;
    private final BufferedReader replies;

    /** @param sharing whether two pools of threads, OpenMP's and OpenBLAS's, take turns within a call */
    PythonChild(String python, Path script, int threads, boolean sharing) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python, script.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        for (String variable : new String[] {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}) {
            builder.environment().put(variable, String.valueOf(threads));
        }
        if (threads > 1 && sharing) {
            // a pool that waits by spinning takes the cores from the other: without this two threads are slower than
            // one
            builder.environment().put("GOMP_SPINCOUNT", "1000");
            builder.environment().put("OPENBLAS_THREAD_TIMEOUT", "10");
        }
        process = builder.start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        replies = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Sends a request and waits for its reply. */
    JsonNode ask(Map<String, ?> request) {
        try {
            requests.write(JSON.writeValueAsString(request) + "\n");
            requests.flush();
            String reply = replies.readLine();
            if (reply == null) {
                throw new IllegalStateException("the Python process has ended; its own message is above. Request: "
                        + request.get("do") + " " + request.get("id"));
            }
            return JSON.readTree(reply);
        } catch (IOException e) {
            throw new UncheckedIOException("the Python process does not answer", e);
        }
    }

    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
