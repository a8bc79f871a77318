package dev.fleetcast.registry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which part of a list is asked for. */
public class PageQuery {

    @QueryParam("page")
    @DefaultValue("1")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = 10_000_000, message = "must be at most 10000000")
    @Parameter(description = "The number of the page, from 1")
    int page;

    @QueryParam("size")
    @DefaultValue("50")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = 500, message = "must be at most 500")
    @Parameter(description = "How many entries a page has, at most 500")
    int size;

    @QueryParam("q")
    @OneLine
    @Size(max = 200, message = "must have at most 200 characters")
    @Parameter(description = "Only entries with this in one of their names or numbers, in upper or lower case")
    String q;

    /** The number of the page, from 1. */
    public int page() {
        return page;
    }

    /** The most entries on a page. */
    public int size() {
        return size;
    }

    /** How many entries come before the page. */
    public int offset() {
        return (int) Math.min((page - 1L) * size, Integer.MAX_VALUE);
    }

    /** What entries are looked for, in lower case; empty when all are. */
    String sought() {
        return q == null ? "" : q.toLowerCase(Locale.ROOT);
    }

    /** Whether one of the texts, of which any may be null, has what is looked for in it. */
    public boolean matches(String... texts) {
        String sought = sought();
        return sought.isEmpty()
                || Stream.of(texts)
                        .anyMatch(text ->
                                text != null && text.toLowerCase(Locale.ROOT).contains(sought));
    }
}
