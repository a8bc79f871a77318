package dev.fleetcast.history.api;

import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.history.answer.ActiveTripAnswer;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.HistoryFormat;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Range;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.query.Fields;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Answers with past messages, as they are read. A page is read twice: first to find its end, which its head names. */
@ApplicationScoped
class TelemetryAnswer {

    private final VisiblePast past;
    private final UnitHistory history;
    private final HistoryConfig config;

    TelemetryAnswer(VisiblePast past, UnitHistory history, HistoryConfig config) {
        this.past = past;
        this.history = history;
        this.config = config;
    }

    TelemetryBody day(
            PastSubject subject,
            String date,
            boolean tripsOnly,
            TelemetryParameters parameters,
            UriInfo address,
            RoutingContext request) {
        return answer(
                subject, subject.days().day(PathTimes.date("date", date)), tripsOnly, parameters, address, request);
    }

    TelemetryBody part(
            PastSubject subject,
            String date,
            String from,
            String to,
            boolean tripsOnly,
            TelemetryParameters parameters,
            UriInfo address,
            RoutingContext request) {
        Span part = subject.days()
                .part(PathTimes.date("date", date), PathTimes.time("from", from), PathTimes.time("to", to));
        return answer(subject, part, tripsOnly, parameters, address, request);
    }

    TelemetryBody period(
            PastSubject subject,
            Period period,
            boolean tripsOnly,
            TelemetryParameters parameters,
            UriInfo address,
            RoutingContext request) {
        LocalDateTime from =
                PathTimes.date("from", period.fromDate).atTime(PathTimes.time("from_time", period.fromTime));
        LocalDateTime to = PathTimes.date("to", period.toDate).atTime(PathTimes.time("to_time", period.toTime));
        if (to.isBefore(from)) {
            throw PathTimes.invalid("to", "must not be before from");
        }
        if (Duration.between(from, to).compareTo(config.maxPeriod()) > 0) {
            throw PathTimes.invalid("to", "must be at most " + text(config.maxPeriod()) + " after from");
        }
        return answer(subject, subject.days().period(from, to), tripsOnly, parameters, address, request);
    }

    /** As in settings: {@code P31D} rather than {@code PT744H}. */
    private static String text(Duration limit) {
        return limit.equals(Duration.ofDays(limit.toDays())) ? "P" + limit.toDays() + "D" : limit.toString();
    }

    private TelemetryBody answer(
            PastSubject subject,
            Span span,
            boolean tripsOnly,
            TelemetryParameters parameters,
            UriInfo address,
            RoutingContext request) {
        HistoryFormat format = parameters.chosen();
        Optional<Fields> fields = parameters.fields();
        Instant now = Instant.now();
        // A condition may be about any.
        Optional<Set<String>> members = parameters.condition().isPresent() ? Optional.empty() : format.members(fields);
        Wanted wanted = new Wanted(
                past.user(),
                subject.units(),
                any -> subject.shown().zone(),
                new Range(span, parameters.after(), Optional.empty()),
                tripsOnly,
                members.isEmpty() || !Collections.disjoint(members.get(), ActiveTripAnswer.MEMBERS),
                members,
                parameters.condition(),
                subject.placements(),
                any -> true);
        Optional<Place> end =
                parameters.limit == null ? Optional.empty() : new Page(parameters.limit).endOf(history, wanted, now);
        Wanted part = end.map(place -> wanted.of(wanted.range().until(place))).orElse(wanted);
        boolean gzip = parameters.acceptsGzip();
        Runnable head = () -> {
            HttpServerResponse response = request.response();
            response.putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
            response.putHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(subject, span, format));
            if (gzip) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
            end.ifPresent(place -> response.putHeader(HttpHeaders.LINK, link(address, place)));
        };
        return new TelemetryBody(out -> write(
                part,
                now,
                new TelemetryDocument(out, gzip, head, body -> format.writer(body, subject.shown(), fields))));
    }

    private void write(Wanted wanted, Instant now, TelemetryDocument document) throws IOException {
        try {
            history.read(wanted, now, (place, message) -> {
                document.writer().write(message);
                return true;
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
        document.end();
    }

    private static String disposition(PastSubject subject, Span span, HistoryFormat format) {
        String kind = format == HistoryFormat.JSON ? "inline" : "attachment";
        return kind + "; filename=\"unit-" + subject.shown().unitId() + "-"
                + subject.days().date(span.from()) + "." + format.extension() + "\"";
    }

    private static String link(UriInfo address, Place end) {
        return "<"
                + address.getRequestUriBuilder()
                        .replaceQueryParam("cursor", end)
                        .build() + ">; rel=\"next\"";
    }

    /** Finds the end of a page. */
    private static final class Page {

        private final int limit;
        private int count;
        private Place last;
        private boolean more;

        Page(int limit) {
            this.limit = limit;
        }

        /** Returns the place of the last message of the page; empty if no message follows it. */
        Optional<Place> endOf(UnitHistory history, Wanted wanted, Instant now) {
            history.read(wanted, now, (place, message) -> {
                more = count == limit;
                if (!more) {
                    count++;
                    last = place;
                }
                return !more;
            });
            return more ? Optional.of(last) : Optional.empty();
        }
    }
}
