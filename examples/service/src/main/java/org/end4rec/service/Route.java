package org.end4rec.service;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint.
 *
 * @param method GET, which answers HEAD too, or POST
 * @param template path in which {@code {id}} stands for one part
 * @param isOpen whether no key is needed
 * @param isComputed whether it computes, and so waits for its turn
 */
record Route(String method, String template, boolean isOpen, boolean isComputed, Endpoint endpoint) {
    /** Answers a request. */
    interface Endpoint {
        Reply answer(Call call) throws IOException;
    }

    private static final String ID = "{id}";

    /** An endpoint that reads what is there. */
    static Route get(String template, Endpoint endpoint) {
        return new Route("GET", template, false, false, endpoint);
    }

    /** An endpoint that needs no key. */
    static Route open(String template, Endpoint endpoint) {
        return new Route("GET", template, true, false, endpoint);
    }

    /** An endpoint that computes. */
    static Route computed(String method, String template, Endpoint endpoint) {
        return new Route(method, template, false, true, endpoint);
    }

    static Route post(String template, Endpoint endpoint) {
        return new Route("POST", template, false, false, endpoint);
    }

    boolean takes(String asked) {
        return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
    }

    /** The part of a path that stands for the id, empty if there is none; null if the path is another one. */
    @Nullable
    String match(String path) {
        if (!template.contains(ID)) {
            return path.equals(template) ? "" : null;
        }
        List<String> wanted = List.of(template.split("/", -1));
        List<String> found = List.of(path.split("/", -1));
        if (wanted.size() != found.size()) {
            return null;
        }
        String id = "";
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equals(ID)) {
                id = found.get(i);
            } else if (!wanted.get(i).equals(found.get(i))) {
                return null;
            }
        }
        return id;
    }
}
