package dev.fleetcast.stream.event;

import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;

/**
 * An event waiting to be written.
 *
 * @param kind how it may be treated when the client is slow
 * @param frame the SSE event without its {@code id:} line; shared and immutable
 * @param unit the unit it concerns, or null
 * @param recordTime Kafka's time of its message, or null if no lag is measured
 * @param current whether it is a position that supersedes earlier ones of the unit
 * @param missed the number of promised positions before it that were discarded
 * @param given the part of the feed that the client has been given with it; null without an {@code id:} line
 * @param change the number of the stream's subscriptions reported as ready with it, or {@link #UNCHANGED}
 */
public record OutboundEvent(
        Kind kind,
        byte[] frame,
        UnitId unit,
        Instant recordTime,
        boolean current,
        int missed,
        DeliveredPosition given,
        int change) {

    /** Keeps the number of the previous event: a shared event cannot carry the number of one stream. */
    public static final int UNCHANGED = -1;

    public static final OutboundEvent PING =
            new OutboundEvent(Kind.SIGNAL, ControlEvents.PING, null, null, false, 0, null, UNCHANGED);

    public enum Kind {
        /** Has no {@code id:} line: losing it does no harm. */
        SIGNAL,
        /** Must reach the client. */
        REQUIRED,
        /** A position of a subscription that was promised all of them: discarding it is reported as a gap. */
        POSITION,
        /** A position of a subscription that wants only the newest: discarding it is no loss. */
        LATEST_POSITION
    }

    /** An event of the API itself; {@code unit} may be null. */
    public static OutboundEvent control(byte[] frame, UnitId unit, DeliveredPosition given, int change) {
        return new OutboundEvent(Kind.REQUIRED, frame, unit, null, false, 0, given, change);
    }

    /** A message; {@code given} is the part of the feed that the client has been given with it. */
    public static OutboundEvent message(Kind kind, byte[] frame, Update update, DeliveredPosition given, int change) {
        return new OutboundEvent(kind, frame, update.unit(), update.recordTime(), update.current(), 0, given, change);
    }

    /** A copy that reports {@code positions} discarded positions before it. */
    public OutboundEvent afterMissing(int positions) {
        return new OutboundEvent(kind, frame, unit, recordTime, current, positions, given, change);
    }

    /** A copy with {@code given} as the client's position. */
    public OutboundEvent at(DeliveredPosition given) {
        return given == this.given
                ? this
                : new OutboundEvent(kind, frame, unit, recordTime, current, missed, given, change);
    }

    /** A copy with that number of ready subscriptions; required, because its id must reach the client. */
    public OutboundEvent reporting(int change) {
        return new OutboundEvent(Kind.REQUIRED, frame, unit, recordTime, current, missed, given, change);
    }

    /** Whether a slow client can do without it because the unit has another position, usually a newer one. */
    public boolean isPosition() {
        return kind == Kind.POSITION || kind == Kind.LATEST_POSITION;
    }

    /** Whether it has an {@code id:} line. */
    public boolean isNumbered() {
        return kind != Kind.SIGNAL;
    }
}
