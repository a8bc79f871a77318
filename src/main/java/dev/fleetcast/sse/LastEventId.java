package dev.fleetcast.sse;

import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the id of the last event that a reconnecting client has seen, from any of the ways to send it. */
public final class LastEventId {

    private LastEventId() {}

    /** Reads the header, or else one of the query parameters, for clients that cannot set headers. */
    public static Optional<String> of(HttpServerRequest request) {
        return inHeader(request, "Last-Event-ID")
                .or(() -> Optional.ofNullable(request.getParam("last_event_id")))
                .or(() -> Optional.ofNullable(request.getParam("lastEventId")))
                .filter(id -> !id.isEmpty());
    }

    /**
     * Reads a header that contains an event id. Browsers send the id as the UTF-8 bytes they received, but headers are
     * decoded as ISO 8859-1; values that are not UTF-8 are returned unchanged.
     */
    public static Optional<String> inHeader(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).map(LastEventId::decoded);
    }

    private static String decoded(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return header;
        }
    }
}
