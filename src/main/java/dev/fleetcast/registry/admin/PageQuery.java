package dev.fleetcast.registry.admin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a list. */
public class PageQuery {

    @QueryParam("page")
    @DefaultValue("1")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = 10_000_000, message = "must be at most 10000000")
    @Parameter(description = "The number of the page, from 1.")
    int page;

    @QueryParam("size")
    @DefaultValue("50")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = 500, message = "must be at most 500")
    @Parameter(description = "The number of entries per page, at most 500.")
    int size;

    @QueryParam("q")
    @OneLine
    @Size(max = 200, message = "must have at most 200 characters")
    @Parameter(description = "Only entries whose names or numbers contain this text, ignoring case.")
    String q;

    /** The number of the page, from 1. */
    public int page() {
        return page;
    }

    /** The maximum number of entries per page. */
    public int size() {
        return size;
    }

    /** The number of entries before the page. */
    public int offset() {
        return (int) Math.min((page - 1L) * size, Integer.MAX_VALUE);
    }

    /** The text to search for, in lower case; empty without a search. */
    String sought() {
        return q == null ? "" : q.toLowerCase(Locale.ROOT);
    }

    /** The search as a pattern of SQL's {@code like}, with a backslash as escape, for texts in lower case. */
    public String pattern() {
        return "%" + sought().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** Whether one of the texts, any of which may be null, contains the search text. */
    public boolean matches(String... texts) {
        String sought = sought();
        return sought.isEmpty()
                || Stream.of(texts)
                        .anyMatch(text ->
                                text != null && text.toLowerCase(Locale.ROOT).contains(sought));
    }
}
