package org.end4rec.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not answered as wanted: becomes a body of RFC 9457, with the part of the request at fault. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int WRONG_TYPE = 415;
    static final int MISDIRECTED = 421;
    static final int FAILED = 500;
    static final int UNAVAILABLE = 503;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(BAD_REQUEST, "Bad Request"),
            Map.entry(UNAUTHORIZED, "Unauthorized"),
            Map.entry(FORBIDDEN, "Forbidden"),
            Map.entry(NOT_FOUND, "Not Found"),
            Map.entry(METHOD_NOT_ALLOWED, "Method Not Allowed"),
            Map.entry(CONFLICT, "Conflict"),
            Map.entry(TOO_LARGE, "Content Too Large"),
            Map.entry(WRONG_TYPE, "Unsupported Media Type"),
            Map.entry(MISDIRECTED, "Misdirected Request"),
            Map.entry(FAILED, "Internal Server Error"),
            Map.entry(UNAVAILABLE, "Service Unavailable"));

    private final int status;
    private final @Nullable String field;
    private final String detail;

    /** @param field the part of the request at fault, such as {@code history[3].item}; null if no part is */
    Problem(int status, @Nullable String field, String detail) {
        super(field == null ? detail : field + ": " + detail, null, false, false);
        this.status = status;
        this.field = field;
        this.detail = detail;
    }

    /** A value that is not allowed. */
    static Problem invalid(String field, String detail) {
        return new Problem(BAD_REQUEST, field, detail);
    }

    int status() {
        return status;
    }

    @Nullable
    String field() {
        return field;
    }

    /** The reply, of type application/problem+json. */
    Reply reply() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", TITLES.getOrDefault(status, "Error"));
        body.put("status", status);
        body.put("detail", detail);
        if (field != null) {
            body.put("field", field);
        }
        Reply reply = Reply.json(status, body).as("application/problem+json");
        return switch (status) {
            case UNAUTHORIZED -> reply.with("WWW-Authenticate", "Bearer realm=\"end4rec\"");
            case UNAVAILABLE -> reply.with("Retry-After", "1");
            default -> reply;
        };
    }
}
