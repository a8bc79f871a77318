package dev.fleetcast.channel.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Parses records of the events topic, to which other applications may write. */
@ThreadSafe
@Singleton
public class EventRecords {

    /** Longer names and ids would not fit into the indexes of the archive. */
    private static final int MAX_NAME = 300;

    private static final int MAX_ID = 500;

    private final ObjectMapper json;

    public EventRecords(ObjectMapper json) {
        this.json = json;
    }

    /** Returns the event; empty for an invalid record. */
    public Optional<ChannelEvent> read(ConsumerRecord<byte[], byte[]> record, LogPosition log) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        return content(record.value())
                .filter(content -> isShortLine(name, MAX_NAME) && isWellFormed(content))
                .map(content -> new ChannelEvent(log.of(record.offset()), record.timestamp(), name, content));
    }

    /** Parses the content of an event from the value of its record. */
    public Optional<EventContent> content(byte[] value) {
        try {
            return Optional.ofNullable(json.readValue(value, EventContent.class));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isWellFormed(EventContent content) {
        return (content.data() != null || content.comment() != null)
                && (content.id() == null || isShortLine(content.id(), MAX_ID))
                && (content.event() == null || EventText.isOneLine(content.event()))
                && (content.comment() == null || EventText.isOneLine(content.comment()));
    }

    private static boolean isShortLine(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength && EventText.isOneLine(text);
    }
}
