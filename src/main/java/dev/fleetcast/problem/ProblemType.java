package dev.fleetcast.problem;

import java.net.URI;
import java.util.Locale;

/** The kinds of problems. The {@code type} of each leads to its section on a page of the application. */
public enum ProblemType {
    MALFORMED_REQUEST,
    LOGIN_REQUIRED,
    NOT_PERMITTED,
    ROLE_REQUIRED,
    NOT_FOUND,
    NO_SUCH_STREAM,
    METHOD_NOT_SUPPORTED,
    NOT_ACCEPTABLE,
    TIMED_OUT,
    CONFLICT,
    STILL_IN_USE,
    GONE,
    PRECONDITION_FAILED,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID_FIELDS,
    TOO_MANY,
    INTERNAL_ERROR,
    UNAVAILABLE;

    /** The page, below a path that reverse proxies let through. */
    static final String PAGE = "/dashboard/problems.html";

    /** The kind of problems with that status, unless there is more to say. */
    static ProblemType of(int status) {
        return switch (status) {
            case 401 -> LOGIN_REQUIRED;
            case 403 -> NOT_PERMITTED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_SUPPORTED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> TIMED_OUT;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case Violations.STATUS -> INVALID_FIELDS;
            case 429 -> TOO_MANY;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }

    /** The section of the page. */
    String anchor() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A reference relative to the application's own address. */
    public URI uri() {
        return URI.create(PAGE + "#" + anchor());
    }
}
