package dev.fleetcast.channel;

import dev.fleetcast.channel.archive.ArchivedSession;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.testing.Feed;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes to the topics of channels as replicas do. */
final class ChannelTopicsFeed implements AutoCloseable {

    private final Feed feed;

    ChannelTopicsFeed(String bootstrapServers) {
        feed = new Feed(bootstrapServers);
    }

    RecordMetadata event(String channel, EventContent content) {
        return send(TestArchive.EVENTS, channel, TestArchive.json(content));
    }

    void receipt(String channel, long position, String device, String status) {
        send(TestArchive.RECEIPTS, channel, """
                {"channel":"%s","event_id":"e","position":%d,"device":"%s","status":"%s","at":"2026-11-21T20:00:00.125Z"}""".formatted(channel, position, device, status));
    }

    void presence(String feedId, ArchivedSession session) {
        send(TestArchive.PRESENCE, feedId, TestArchive.json(session));
    }

    RecordMetadata send(String topic, String key, String value) {
        return feed.send(new ProducerRecord<>(topic, 0, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        feed.close();
    }
}
