package dev.fleetcast.history.record;

import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One partition of a feed, whose messages are read in batches. */
public final class TestFeed {

    public static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final String TOPIC = "fleet.telemetry";

    final List<RecordedMessage> messages = new ArrayList<>();
    private final int partition;
    private final String topicId;
    private Instant arrival = Instant.now();

    public TestFeed(int partition) {
        this(partition, "topic-1");
    }

    TestFeed(int partition, String topicId) {
        this.partition = partition;
        this.topicId = topicId;
    }

    /** Further messages were in Kafka at that time. */
    TestFeed arriving(Instant at) {
        arrival = at;
        return this;
    }

    /** Adds a message of the unit, which drives north in a straight line at 36 km/h, or stands. */
    public TestFeed add(long unit, Instant at, double north, double kmh) {
        String json =
                "{\"message_type\":\"gps\",\"seq_no\":" + messages.size() + ",\"timestamp\":\"" + at.plusSeconds(2)
                        + "\",\"device\":{\"identifier\":\"imei\",\"imei\":\"35956805000" + unit
                        + "\",\"firm_ver\":\"V2.20\",\"type\":\"teltonika\",\"model\":\"fmb920\"},\"gps\":{\"timestamp\":\""
                        + at
                        + "\",\"latitude\":" + (30 + north / 111_195.08) + ",\"longitude\":-97.0,\"speed\":" + kmh
                        + ",\"satellites\":9,\"activity\":\"driving\",\"fix\":[\"fixed\",\"3d\"]},"
                        + "\"sensors\":[[\"ignition\",\"on\"],[\"ebat_volts\",27.9]],\"inputs\":\"10000000\",\"outputs\":\"00\"}";
        return add(unit, json, at.plusSeconds(3));
    }

    public TestFeed add(long unit, String json, Instant kafkaTime) {
        try {
            byte[] content = json.getBytes(StandardCharsets.UTF_8);
            TelemetryMessage message = new MessageDecoder().decode(content);
            messages.add(RecordedMessage.of(
                    messages.size(),
                    arrival,
                    new Placement(unit, 1, unit * 10, "primary", null, "{\"vehicle\":{\"id\":" + unit * 10 + "}}"),
                    Filing.of(message, kafkaTime, Instant.EPOCH),
                    message,
                    content));
            return this;
        } catch (InvalidMessageException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    /** The unit drives from a time for some minutes, with a point every ten seconds. */
    TestFeed drive(long unit, Instant from, int minutes) {
        for (int second = 0; second <= minutes * 60; second += 10) {
            add(unit, from.plusSeconds(second), second * 10, 36);
        }
        return this;
    }

    TestFeed stand(long unit, Instant from, int minutes, double north) {
        for (int second = 0; second <= minutes * 60; second += 10) {
            add(unit, from.plusSeconds(second), north, 0);
        }
        return this;
    }

    FeedBatch all() {
        return batch(0, messages.size());
    }

    FeedBatch batch(int from, int to) {
        return new FeedBatch(TOPIC, topicId, partition, from, to, messages.subList(from, to));
    }
}
