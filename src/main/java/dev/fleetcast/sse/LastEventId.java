package dev.fleetcast.sse;

import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The id of the last event a reconnecting client has seen, in whichever way it can send it. */
public final class LastEventId {

    private LastEventId() {}

    /** From the header, else from either query parameter, for clients that cannot set headers. */
    public static Optional<String> of(HttpServerRequest request) {
        return inHeader(request, "Last-Event-ID")
                .or(() -> Optional.ofNullable(request.getParam("last_event_id")))
                .or(() -> Optional.ofNullable(request.getParam("lastEventId")))
                .filter(id -> !id.isEmpty());
    }

    /**
     * A header that names an event. Browsers send the id as the UTF-8 it came in, and headers are read byte by byte here;
     * bytes that are no UTF-8 stay as they are.
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
