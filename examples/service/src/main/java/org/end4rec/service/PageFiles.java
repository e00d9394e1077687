package org.end4rec.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of the two pages. Each has its route, so no path of a request leads to a file. */
final class PageFiles {
    /** The pages have no script of their own text, and ask nobody but the service. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageFiles() {}

    static List<Route> routes() throws IOException {
        List<Route> routes = new ArrayList<>();
        routes.add(route("/", "index.html", "text/html"));
        routes.add(route("/run", "run.html", "text/html"));
        routes.add(route("/style.css", "style.css", "text/css"));
        for (String script : List.of("shared.js", "recommend.js", "run.js")) {
            routes.add(route("/" + script, script, "text/javascript"));
        }
        return routes;
    }

    private static Route route(String path, String name, String type) throws IOException {
        Reply reply = Reply.of(200, type + "; charset=utf-8", ServiceApi.resource("page/" + name))
                .with("Content-Security-Policy", POLICY);
        return Route.open(path, call -> reply);
    }
}
