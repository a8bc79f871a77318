package dev.fleetcast.stream.spi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A client's request to a stream, in a form that can be forwarded to the replica that holds it.
 *
 * @param kind the operation
 * @param streamId the stream
 * @param viewer the caller; null for a pong without a login
 * @param grants the units, with the result of checking their tokens; empty for a pong
 * @param intervalMillis the interval of mode {@code latest} for a subscription; null for {@code every}
 * @param filter the filter of a subscription; null without one
 * @param area the area to follow, as JSON; null to end it, and for other kinds
 * @param replay what a replay is to do, as JSON; null for other kinds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamRequest(
        Kind kind,
        StreamId streamId,
        Viewer viewer,
        List<TokenResult> grants,
        Long intervalMillis,
        String filter,
        String area,
        String replay) {

    /** The operations. */
    public enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PONG,
        AREA,
        REPLAY
    }

    public StreamRequest {
        grants = List.copyOf(grants);
    }

    /** A request that follows and replays nothing. */
    public StreamRequest(Kind kind, StreamId streamId, Viewer viewer, List<TokenResult> grants) {
        this(kind, streamId, viewer, grants, null, null, null, null);
    }

    /** A request to follow the units of tokens. */
    public static StreamRequest subscribe(
            StreamId streamId, Viewer viewer, List<TokenResult> grants, DeliveryMode mode) {
        return new StreamRequest(
                Kind.SUBSCRIBE,
                streamId,
                viewer,
                grants,
                mode.intervalMillis(),
                Filter.text(mode.filter()),
                null,
                null);
    }

    /** What a subscription is to receive. */
    public DeliveryMode mode() {
        return DeliveryMode.of(intervalMillis, Filter.parse(filter));
    }

    /** Whether a release without filters and areas would send more than this asks for. */
    public boolean needsFiltersOrAreas() {
        return filter != null || area != null;
    }

    /** A request to follow an area, given as JSON, or none if it is null. */
    public static StreamRequest area(StreamId streamId, Viewer viewer, String area) {
        return new StreamRequest(Kind.AREA, streamId, viewer, List.of(), null, null, area, null);
    }

    /** A request that concerns a replay. */
    public static StreamRequest replay(StreamId streamId, Viewer viewer, String replay) {
        return new StreamRequest(Kind.REPLAY, streamId, viewer, List.of(), null, null, null, replay);
    }

    /**
     * The holder's answer.
     *
     * @param found whether the stream is open and the caller may use it
     * @param grants the outcome per unit; empty when not found and for a pong
     * @param units the number of units in the area; null for other requests
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reply(boolean found, List<TokenResult> grants, Integer units) {

        /** The stream is not open, or the caller may not use it. */
        public static final Reply NOT_FOUND = new Reply(false, List.of());

        public Reply {
            grants = List.copyOf(grants);
        }

        /** A reply that concerns no area. */
        public Reply(boolean found, List<TokenResult> grants) {
            this(found, grants, null);
        }

        /** The reply to a request for an area. */
        public static Reply units(int units) {
            return new Reply(true, List.of(), units);
        }
    }

    /**
     * The outcome for one token, as an HTTP status.
     *
     * @param unitId the unit, or null if the token does not reveal it
     * @param status 200 when done, 401 for an invalid or expired token, 403 for another user's token or a lost right, 429
     *     when a limit is reached
     */
    public record TokenResult(@Schema(nullable = true) Long unitId, int status) {

        public static final int OK = 200;
        public static final int UNAUTHORIZED = 401;
        public static final int FORBIDDEN = 403;
        public static final int LIMITED = 429;

        public static TokenResult of(UnitId unit, int status) {
            return new TokenResult(unit.value(), status);
        }

        public boolean succeeded() {
            return status == OK;
        }

        public UnitId unit() {
            return new UnitId(unitId);
        }
    }
}
