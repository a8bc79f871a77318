package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import java.time.Instant;

/**
 * An event waiting to be written.
 *
 * @param kind what may be done with it when the client is slow
 * @param frame the SSE event without its {@code id:} line; shared, never changed
 * @param unit the unit it is about, or null
 * @param recordTime Kafka's time of the message in it, or null when there is none to measure a lag by
 * @param current whether it is a position that supersedes earlier ones of the unit
 * @param missed how many positions before this one the client was promised and will not get
 * @param given what the client has been given of the feed with it; null without an {@code id:} line
 * @param change how many of the stream's subscriptions the client has been told of as ready with it, or {@link #UNCHANGED}
 */
record OutboundEvent(
        Kind kind,
        byte[] frame,
        UnitId unit,
        Instant recordTime,
        boolean current,
        int missed,
        Given given,
        int change) {

    /** As many as with the event before: what streams share cannot say how many. */
    static final int UNCHANGED = -1;

    static final OutboundEvent PING =
            new OutboundEvent(Kind.SIGNAL, ControlEvents.PING, null, null, false, 0, null, UNCHANGED);

    enum Kind {
        /** Without an {@code id:} line: missing it does no harm. */
        SIGNAL,
        /** Must reach the client. */
        REQUIRED,
        /** A position of a subscription that was promised every one: giving it up is told. */
        POSITION,
        /** A position of a subscription that wants the newest only: giving it up is no loss. */
        LATEST_POSITION
    }

    /** An event of the API itself; {@code unit} may be null. */
    static OutboundEvent control(byte[] frame, UnitId unit, Given given, int change) {
        return new OutboundEvent(Kind.REQUIRED, frame, unit, null, false, 0, given, change);
    }

    static OutboundEvent message(Kind kind, byte[] frame, Update update, Given given, int change) {
        return new OutboundEvent(kind, frame, update.unit(), update.recordTime(), update.current(), 0, given, change);
    }

    /** This one, telling before it of so many positions that were given up. */
    OutboundEvent afterMissing(int positions) {
        return new OutboundEvent(kind, frame, unit, recordTime, current, positions, given, change);
    }

    /** This one, after which the client has been given that. */
    OutboundEvent at(Given given) {
        return given == this.given
                ? this
                : new OutboundEvent(kind, frame, unit, recordTime, current, missed, given, change);
    }

    /** This one, saying how many subscriptions the client has been told of; it must reach the client to say so. */
    OutboundEvent tellingOf(int change) {
        return new OutboundEvent(Kind.REQUIRED, frame, unit, recordTime, current, missed, given, change);
    }

    /** Whether a position of the unit, as a rule a newer one, makes it worthless to a slow client. */
    boolean isPosition() {
        return kind == Kind.POSITION || kind == Kind.LATEST_POSITION;
    }

    /** Whether an {@code id:} line goes before it. */
    boolean isNumbered() {
        return kind != Kind.SIGNAL;
    }
}
