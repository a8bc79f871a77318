package dev.fleetcast.device.history;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a device's history. */
public class HistoryParameters {

    @QueryParam("name")
    @Parameter(description = "Return only entries of events with this name.")
    String name;

    @QueryParam("from")
    @Parameter(description = "Return only entries of this time or later.", example = "2026-02-16T13:51:30Z")
    String from;

    @QueryParam("to")
    @Parameter(description = "Return only entries before this time.", example = "2026-02-17T13:51:30Z")
    String to;

    @QueryParam("limit")
    @DefaultValue("100")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = 1000, message = "must be at most 1000")
    @Parameter(description = "The number of entries of a page, at most 1,000.")
    int limit;

    @QueryParam("cursor")
    @Parameter(description = "The `meta.next` of the page before.")
    String cursor;

    HistoryQuery of(String coreid, Set<Long> clients) {
        return HistoryQuery.of(coreid, clients, name, from, to, limit, cursor);
    }
}
