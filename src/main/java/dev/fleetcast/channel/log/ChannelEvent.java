package dev.fleetcast.channel.log;

import dev.fleetcast.threading.ThreadSafe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** An event at its position in the log. Immutable except for lazily encoded bytes. */
@ThreadSafe
public final class ChannelEvent {

    /** Approximate memory of an event beyond its texts. */
    private static final int OVERHEAD = 250;

    private static final int USUAL_ID_LINES = 100;

    private final long position;
    private final long at;
    private final String channel;
    private final EventContent content;
    private volatile byte[] afterId;

    /**
     * @param position its position in the log, see {@link LogPosition}
     * @param at Kafka's time of the event, in milliseconds since the epoch
     * @param channel a {@link ChannelName}, or the name of another log that cannot be a channel name
     */
    public ChannelEvent(long position, long at, String channel, EventContent content) {
        this.position = position;
        this.at = at;
        this.channel = channel;
        this.content = content;
    }

    public long position() {
        return position;
    }

    public long at() {
        return at;
    }

    public String channel() {
        return channel;
    }

    public EventContent content() {
        return content;
    }

    /**
     * The SSE id: the publisher's, else its position. Other producers may have written ids that clients cannot send
     * back.
     */
    public String id() {
        return content.id() == null || !EventText.isId(content.id()) ? positionId() : content.id();
    }

    /** The id that names the event's position, even if the publisher gave another. */
    public String positionId() {
        return new EventPosition(position, at).id();
    }

    /** Approximate memory of the event on a replica. */
    public int weight() {
        return OVERHEAD + 3 * content.dataLength();
    }

    /** Writes the SSE event with the id; bytes common to all feeds are encoded once. */
    public void write(ByteBuf piece, String id) {
        ByteBufUtil.writeUtf8(piece, EventText.beforeId(content));
        EventText.writeId(piece, id);
        piece.writeBytes(afterId());
    }

    /** Approximate size of the SSE event in bytes. */
    public int size() {
        return USUAL_ID_LINES + afterId().length;
    }

    private byte[] afterId() {
        byte[] made = afterId;
        if (made == null) {
            made = EventText.afterId(content).getBytes(StandardCharsets.UTF_8);
            afterId = made;
        }
        return made;
    }
}
