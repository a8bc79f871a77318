package dev.fleetcast.stream.event;

import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.event.OutboundEvent.Kind;
import dev.fleetcast.telemetry.DeliveryObserver;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;

/**
 * A message on its way to the streams: extended once, with frames and events that all followers of the unit share, so a
 * delivery allocates nothing. Two event loops may create a missing frame or event at the same time, and either result
 * is valid.
 */
@ThreadSafe
public final class Update {

    private static final int ENVELOPES = Envelope.values().length;

    private final UnitId unit;
    private final Long vehicleId;
    private final String messageType;
    private final byte[] extended;
    private final long sequence;
    private final Instant recordTime;
    private final RecordOffset position;
    private final byte[][] frames = new byte[ENVELOPES][];
    /** By envelope: for subscriptions that were promised every message, then for those that want only the newest. */
    private final OutboundEvent[] events = new OutboundEvent[2 * ENVELOPES];

    private boolean notable;
    private boolean current;
    private boolean found;
    private GeoPoint place;
    private DeliveryObserver observer;
    private DeliveredPosition reached;

    /**
     * Creates an update that may be left out for a slow client, does not supersede others, and is not observed.
     *
     * @param vehicleId the unit's vehicle, null when unassigned
     * @param messageType the {@code message_type}
     * @param extended the extended message, UTF-8 JSON on one line; never modified
     * @param sequence this replica's ascending number of the update; 0 for a snapshot of a message that was loaded
     *     rather than routed
     * @param recordTime Kafka's time of the message
     * @param position its position in Kafka
     */
    public Update(
            UnitId unit,
            Long vehicleId,
            String messageType,
            byte[] extended,
            long sequence,
            Instant recordTime,
            RecordOffset position) {
        this.unit = unit;
        this.vehicleId = vehicleId;
        this.messageType = messageType;
        this.extended = extended;
        this.sequence = sequence;
        this.recordTime = recordTime;
        this.position = position;
    }

    /**
     * Marks it as one that must reach every subscriber, see {@code TelemetryMessage.isNotable}; before it is handed to
     * other threads.
     */
    public Update asNotable() {
        notable = true;
        return this;
    }

    /**
     * Marks it as the unit's current position, which supersedes earlier ones; before it is handed to other threads.
     */
    public Update asCurrent() {
        current = true;
        return this;
    }

    /** Sets the observer of its delivery, or null; before it is handed to other threads. */
    public Update observedBy(DeliveryObserver deliveries) {
        observer = deliveries;
        return this;
    }

    public UnitId unit() {
        return unit;
    }

    public Long vehicleId() {
        return vehicleId;
    }

    public String messageType() {
        return messageType;
    }

    /** Whether it must reach every subscriber. */
    public boolean notable() {
        return notable;
    }

    /** Whether it has the unit's current position. */
    public boolean current() {
        return current;
    }

    /** The extended message, UTF-8 JSON on one line. */
    public byte[] extended() {
        return extended;
    }

    public long sequence() {
        return sequence;
    }

    public Instant recordTime() {
        return recordTime;
    }

    /** Its position in Kafka. */
    public RecordOffset position() {
        return position;
    }

    /** Observes its delivery; null without an observer. */
    public DeliveryObserver observer() {
        return observer;
    }

    /** Sets where its unit is; before it is handed to other threads. */
    public Update at(GeoPoint position) {
        place = position;
        return this;
    }

    /** Where its unit is, if that is its news: {@link #current}; otherwise null. */
    public GeoPoint place() {
        return place;
    }

    /** Marks it as what this deployment itself has found; before it is handed to other threads. */
    public Update found() {
        found = true;
        return this;
    }

    /** Whether this deployment itself has found it, rather than a device has sent it. */
    boolean isFound() {
        return found;
    }

    /** Sets the feed position that a client has been given with it; once, before it is handed to other threads. */
    public Update reaching(FeedPosition feed) {
        reached = new DeliveredPosition(feed);
        return this;
    }

    /** The feed position that a live client has been given with it. */
    public FeedPosition reached() {
        return reached.position();
    }

    /** The SSE event without its {@code id:} line; encoded on first use. */
    public byte[] frame(Envelope envelope) {
        byte[] frame = frames[envelope.ordinal()];
        if (frame == null) {
            frame = envelope.encode(this, false);
            frames[envelope.ordinal()] = frame;
        }
        return frame;
    }

    /**
     * The live event that all streams share.
     *
     * @param newestOnly whether the subscription wants only the newest position, rather than every message
     */
    public OutboundEvent live(Envelope envelope, boolean newestOnly) {
        int index = newestOnly ? ENVELOPES + envelope.ordinal() : envelope.ordinal();
        OutboundEvent event = events[index];
        if (event == null) {
            event = OutboundEvent.message(kind(newestOnly), frame(envelope), this, reached, OutboundEvent.UNCHANGED);
            events[index] = event;
        }
        return event;
    }

    /** The event of one stream whose client is given it later, at {@code position}. */
    public OutboundEvent missed(Envelope envelope, boolean newestOnly, FeedPosition position, int change) {
        return OutboundEvent.message(kind(newestOnly), frame(envelope), this, new DeliveredPosition(position), change);
    }

    private Kind kind(boolean newestOnly) {
        if (notable) {
            return Kind.REQUIRED;
        }
        return newestOnly ? Kind.LATEST_POSITION : Kind.POSITION;
    }
}
