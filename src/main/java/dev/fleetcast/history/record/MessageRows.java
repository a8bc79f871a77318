package dev.fleetcast.history.record;

import dev.fleetcast.history.stored.MessageCodec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of messages. */
final class MessageRows {

    private static final String TARGET =
            "history_message (filed_at, unit_id, feed_id, feed_offset, placement_id, content)";

    private final MessageCodec codec;
    private final Placements placements;

    MessageRows(MessageCodec codec, Placements placements) {
        this.codec = codec;
        this.placements = placements;
    }

    /** @return the numbers of placements that are new in this transaction; the messages' placements among them */
    Map<Placement, Long> copy(Connection connection, int feed, List<RecordedMessage> messages)
            throws SQLException, IOException {
        Map<Placement, Long> stored = new HashMap<>();
        BinaryCopy rows = new BinaryCopy();
        for (RecordedMessage message : messages) {
            long placement = placements.id(connection, message.placement(), stored);
            stored.put(message.placement(), placement);
            rows.row(6)
                    .time(message.filing().at())
                    .number(message.placement().unitId())
                    .integer(feed)
                    .number(message.offset())
                    .number(placement)
                    .bytes(codec.compress(message.content()));
        }
        rows.send(connection, TARGET);
        return stored;
    }
}
