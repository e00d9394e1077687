package org.end4rec.service;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Clients that each keep one connection. They write the bytes of a request and read those of an answer, so that the
 * load comes from the service and not from them.
 */
final class LoadClients implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final List<Socket> sockets = new ArrayList<>();
    private final List<InputStream> answers = new ArrayList<>();
    private final List<byte[]> requests = new ArrayList<>();

    LoadClients(InetSocketAddress address, int clients, List<String> users, int top) throws IOException {
        for (String user : users) {
            byte[] body = Reply.json(Map.of("user", user, "top", top)).body();
            String head = "POST /v1/recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            requests.add((head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < clients; i++) {
            Socket socket = new Socket(address.getAddress(), address.getPort());
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            answers.add(new BufferedInputStream(socket.getInputStream()));
        }
    }

    /** Asks once, and waits for the answer. Whether there is one. */
    boolean ask(int client, int turn) throws IOException {
        sockets.get(client).getOutputStream().write(requests.get(turn % requests.size()));
        InputStream in = answers.get(client);
        String status = line(in);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return status.endsWith(" 200 OK");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
