package dev.fleetcast.stream;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The id of the last event a reconnecting client has seen, in whichever way it can send it. */
final class LastEventId {

    private LastEventId() {}

    /** From the header, else from either query parameter, for clients that cannot set headers. */
    static Optional<String> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.getParam("last_event_id")))
                .or(() -> Optional.ofNullable(request.getParam("lastEventId")))
                .filter(id -> !id.isEmpty());
    }
}
