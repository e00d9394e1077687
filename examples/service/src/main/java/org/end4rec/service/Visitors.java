package org.end4rec.service;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask: whoever has the key. A service without a key is asked by programs of its machine, also by a browser that
 * shows a page of an enemy. Such a page comes with the name of another host, or of another origin, and is refused. An
 * enemy does not have the key, so with a key the names may be those of a proxy in front.
 */
final class Visitors {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final @Nullable ApiKey key;
    private final boolean isLocal;
    private final String host;

    /** @param host name or number under which the service listens at {@code address} */
    Visitors(@Nullable ApiKey key, String host, InetAddress address) {
        this.key = key;
        this.host = host.toLowerCase(Locale.ROOT);
        isLocal = address.isLoopbackAddress();
    }

    /** Refuses a request that a page of another origin made. */
    void check(Headers headers) {
        String asked = headers.getFirst("Host");
        if (asked == null) {
            throw Problem.invalid("Host", "this header is missing");
        }
        if (key != null) {
            return;
        }
        String name = asked.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        if (isLocal && !LOCAL.contains(name) && !name.equals(host)) {
            throw new Problem(
                    Problem.MISDIRECTED,
                    "Host",
                    "this service has no key, so it answers as localhost only; start it with a key");
        }
        List<String> origins = headers.getOrDefault("Origin", List.of());
        for (String origin : origins) {
            if (!origin.equalsIgnoreCase("http://" + asked) && !origin.equalsIgnoreCase("https://" + asked)) {
                throw new Problem(Problem.FORBIDDEN, "Origin", "pages of other origins may not ask");
            }
        }
    }

    /** Refuses a request without the key, if there is one. */
    void checkKey(Headers headers) {
        if (key != null && !key.accepts(headers.getFirst("Authorization"))) {
            throw new Problem(
                    Problem.UNAUTHORIZED, "Authorization", "send the key of the service: 'Authorization: Bearer KEY'");
        }
    }
}
