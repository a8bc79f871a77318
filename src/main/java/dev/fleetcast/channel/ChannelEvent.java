package dev.fleetcast.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** An event where it stands in the log. Immutable, but for bytes made when first asked for; safe for use by any thread. */
public final class ChannelEvent {

    /** What an event takes in memory beside its texts, roughly. */
    private static final int OVERHEAD = 250;

    private static final int USUAL_ID_LINES = 100;

    private final long position;
    private final long at;
    private final String channel;
    private final EventContent content;
    private volatile byte[] afterId;

    /**
     * @param position its place in the log, see {@link LogPosition}
     * @param at Kafka's time of it, in milliseconds of the epoch
     * @param channel a {@link ChannelName}, or the name of another log that no channel can have
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

    /** The SSE id: the publisher's, else its position. Others than this release may have written ids no client sends back. */
    public String id() {
        return content.id() == null || !EventText.isId(content.id()) ? positionId() : content.id();
    }

    /** An id that names its position, whether or not the publisher gave one. */
    public String positionId() {
        return new EventPosition(position, at).id();
    }

    /** What a replica keeps of it in memory, roughly. */
    int weight() {
        return OVERHEAD + 3 * content.dataLength();
    }

    /** Writes the SSE event with that id; the bytes that are the same for all feeds are made once. */
    void write(ByteBuf piece, String id) {
        ByteBufUtil.writeUtf8(piece, EventText.beforeId(content));
        EventText.writeId(piece, id);
        piece.writeBytes(afterId());
    }

    /** How many bytes the event takes, roughly. */
    int size() {
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
