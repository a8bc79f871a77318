package dev.fleetcast.history.api;

import dev.fleetcast.history.format.HistoryFormat;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.query.Condition;
import dev.fleetcast.query.Fields;
import dev.fleetcast.query.InvalidQueryException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a request for past messages asks for beside a unit and a time. */
public class TelemetryParameters {

    @QueryParam("_fields")
    @Parameter(
            description = "Only these fields of each message, by their paths.",
            example = "gps.local_time,gps.speed,events")
    String fields;

    @QueryParam("_query")
    @Parameter(
            description = "Only messages that fulfil this condition, see docs/history.md.",
            example = "gps.speed > 50 AND sensors.ignition == on")
    String query;

    @QueryParam("format")
    @Parameter(description = "`json`, `csv`, `geojson`, `geojsons` or `gpx`; takes precedence over `Accept`.")
    String format;

    @QueryParam("limit")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = 100_000, message = "must be at most 100000")
    @Parameter(description = "The maximum number of messages; the header `Link` then has the address of the next page.")
    Integer limit;

    @QueryParam("cursor")
    @Parameter(description = "Begins behind the last message of the page before.")
    String cursor;

    @Context
    HttpHeaders headers;

    /** @throws HttpProblem 422 if a field cannot be read */
    Optional<Fields> fields() {
        try {
            return fields == null ? Optional.empty() : Optional.of(Fields.parse(fields));
        } catch (InvalidQueryException invalid) {
            throw PathTimes.invalid("_fields", "cannot be read: " + invalid.getMessage());
        }
    }

    /** @throws HttpProblem 422 if the condition cannot be read, with the position */
    Optional<Condition> condition() {
        try {
            return query == null ? Optional.empty() : Optional.of(Condition.parse(query));
        } catch (InvalidQueryException invalid) {
            throw PathTimes.invalid("_query", "cannot be read: " + invalid.getMessage());
        }
    }

    /** @throws HttpProblem 422 for a text that is no cursor */
    Optional<Place> after() {
        return cursor == null
                ? Optional.empty()
                : Optional.of(Place.parse(cursor)
                        .orElseThrow(() -> PathTimes.invalid("cursor", "must be the cursor of a page")));
    }

    /** @throws HttpProblem 422 for an unknown format, 406 if the client accepts none */
    HistoryFormat chosen() {
        if (format != null) {
            return HistoryFormat.of(format)
                    .orElseThrow(
                            () -> PathTimes.invalid("format", "must be one of json, csv, geojson, geojsons and gpx"));
        }
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            for (HistoryFormat each : HistoryFormat.values()) {
                if (accepted.isCompatible(MediaType.valueOf(each.mediaType()))) {
                    return each;
                }
            }
        }
        throw HttpProblem.valueOf(Status.NOT_ACCEPTABLE, "Accept JSON, CSV, GeoJSON or GPX.");
    }

    boolean acceptsGzip() {
        String encodings = headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        return encodings != null
                && encodings.matches("(?i)(.*,)?\\s*gzip\\s*(;\\s*q=(0\\.\\d*[1-9]\\d*|1(\\.0*)?))?\\s*(,.*)?");
    }
}
