package dev.fleetcast.device.event.log;

import dev.fleetcast.threading.ThreadSafe;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** An event of the log as streams send it. Its bytes are shared by all of them. */
@ThreadSafe
public final class LoggedEvent {

    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    /** Objects and references beside the bytes. */
    private static final int OVERHEAD = 400;

    private final long number;
    private final int partition;
    private final long offset;
    private final Positions after;
    private final String coreid;
    private final String key;
    private final Instant recordedAt;
    private final String name;
    private final Set<Long> clients;
    private final byte[] frame;
    // Two event loops may make it at the same time; either result is valid.
    private String id;

    /**
     * @param number its place in the order in which this replica has read; negative for one read again
     * @param after the point of the log after it, in that order; null for one read again
     */
    LoggedEvent(long number, Positions after, ReadEvent read) {
        this.number = number;
        this.partition = read.partition();
        this.offset = read.offset();
        this.after = after;
        this.coreid = read.coreid();
        this.key = read.event().coreid();
        this.recordedAt = read.recordedAt();
        this.name = read.event().name();
        this.clients = read.event().clients();
        this.frame = EventFrame.of(read.event(), coreid);
    }

    long number() {
        return number;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    Positions after() {
        return after;
    }

    /** The device's name on the wire, or {@code api}. */
    public String coreid() {
        return coreid;
    }

    /** The number of the device that its sender used. */
    public String key() {
        return key;
    }

    /** The time of its record: when it was published, as far as no device decides it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The event's name. */
    public String name() {
        return name;
    }

    /** The clients whose users see an event of a user; empty for a device's. */
    public Set<Long> clients() {
        return clients;
    }

    /** The approximate bytes on a stream. */
    int size() {
        return frame.length + ID.length + EventCursors.USUAL_LENGTH;
    }

    int weight() {
        return frame.length + OVERHEAD;
    }

    /** Its id on the streams that follow the log in this replica's order. */
    String sharedId(EventCursors cursors) {
        String made = id;
        if (made == null) {
            made = cursors.text(after);
            id = made;
        }
        return made;
    }

    void write(ByteBuf piece, String eventId) {
        piece.writeBytes(ID);
        piece.writeCharSequence(eventId, StandardCharsets.US_ASCII);
        piece.writeByte('\n');
        piece.writeBytes(frame);
    }
}
