package dev.fleetcast.history.api;

import dev.fleetcast.history.format.HistoryFormat;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * What requests for past messages accept: {@code ?format=} counts as an {@code Accept}, because links cannot have
 * headers, and a range of types is replaced by its first format, because the framework would name none of them.
 */
@ApplicationScoped
class AcceptedFormat {

    private static final String PAST = "/api/v1/history/";
    private static final int PRIORITY = 10;

    void register(@Observes Filters filters) {
        filters.register(AcceptedFormat::apply, PRIORITY);
    }

    private static void apply(RoutingContext request) {
        if (request.normalizedPath().startsWith(PAST)) {
            request.queryParam("format").stream()
                    .findFirst()
                    .flatMap(HistoryFormat::of)
                    .map(HistoryFormat::mediaType)
                    .or(() -> withoutRanges(request.request().headers().getAll(HttpHeaders.ACCEPT)))
                    .ifPresent(accepted -> request.request().headers().set(HttpHeaders.ACCEPT, accepted));
        }
        request.next();
    }

    /** Empty if there are no ranges. */
    private static Optional<String> withoutRanges(List<String> accepts) {
        String all = String.join(", ", accepts);
        String formats = all.replace("application/*", HistoryFormat.JSON.mediaType())
                .replace("text/*", HistoryFormat.CSV.mediaType());
        return formats.equals(all) ? Optional.empty() : Optional.of(formats);
    }
}
