package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.log.EventRecords;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.Schemas;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Records of the channel topics and presence events match the published schemas. */
@QuarkusTest
class ChannelSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    EventRecords records;

    private final ChannelApi channel = ChannelApi.fresh();

    @Test
    void pushedEventsAreDescribed() {
        try (TopicTail topic = new TopicTail(broker, TestArchive.EVENTS)) {
            channel.tryPush("plain", "device", "P1");
            channel.tryPush(event -> {
                event.put("event", "price").put("id", "p-1").put("data", "a\nb").put("retry", 500);
                event.put("comment", "note").putObject("receipt").put("required", true);
            });

            assertThat(complaints(Schemas.CHANNEL_EVENT, topic.await(record -> has(record, "data", "plain"))))
                    .isEmpty();
            assertThat(complaints(Schemas.CHANNEL_EVENT, topic.await(record -> has(record, "id", "p-1"))))
                    .isEmpty();
        }
    }

    @Test
    void broadcastsAreDescribed() {
        try (TopicTail topic = new TopicTail(broker, TestArchive.EVENTS)) {
            Api.login("publisher")
                    .request()
                    .contentType("application/json")
                    .body(Map.of("content", "for " + channel.name(), "type", "news"))
                    .post("/broadcast")
                    .then()
                    .statusCode(201);

            ConsumerRecord<String, String> record = topic.await(said -> has(said, "data", "for " + channel.name()));

            assertThat(record.key()).isEqualTo("broadcast:type/news");
            assertThat(complaints(Schemas.CHANNEL_EVENT, record)).isEmpty();
        }
    }

    @Test
    void receiptsAreDescribed() {
        channel.push("e-1", "x");
        try (TopicTail topic = new TopicTail(broker, TestArchive.RECEIPTS)) {
            channel.confirm("W1", "e-1", "shown");
            channel.feedback("", "device", "W2", "Last-Event-ID", "e-1");

            for (String device : new String[] {"W1", "W2"}) {
                ConsumerRecord<String, String> receipt = topic.await(
                        record -> has(record, "device", device) && record.key().equals(channel.name()));
                assertThat(complaints(Schemas.RECEIPT, receipt)).isEmpty();
            }
        }
    }

    @Test
    void feedsAreDescribedFromTheirBeginningToTheirEnd() {
        try (TopicTail topic = new TopicTail(broker, TestArchive.PRESENCE)) {
            DeviceFeed feed = follow("W1", "");
            ConsumerRecord<String, String> begun = topic.await(this::isOfThisChannel);
            channel.push("x");
            feed.await("x");
            feed.hangUp();
            ConsumerRecord<String, String> over =
                    topic.await(record -> record.key().equals(begun.key())
                            && record.value() != null
                            && json(record).has("left"));

            assertThat(complaints(Schemas.PRESENCE, begun)).isEmpty();
            assertThat(complaints(Schemas.PRESENCE, over)).isEmpty();
        }
    }

    @Test
    void presenceEventsAreDescribed() {
        try (DeviceFeed watcher = follow("watcher", "?presence=true")) {
            watcher.awaitPresence();
            DeviceFeed late = follow("late", "");
            watcher.awaitPresence();
            late.hangUp();
            watcher.awaitPresence();

            assertThat(watcher.events())
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(Schemas.PRESENCE_EVENT.complaints(JSON.readTree(event.data())))
                            .isEmpty());
        }
    }

    @Test
    void describedExamplesAreAccepted() {
        Schemas.PUSHED_EVENT
                .examples()
                .forEach(
                        example -> assertThat(channel.tryPush(example.toString(), "Content-Type", ChannelApi.STRUCTURED)
                                        .statusCode())
                                .as("%s", example)
                                .isEqualTo(204));
        Schemas.CHANNEL_EVENT
                .examples()
                .forEach(example -> assertThat(records.content(bytes(example))).isPresent());
    }

    private DeviceFeed follow(String device, String query) {
        return DeviceFeed.follow(Api.base() + "/feed/" + channel.name() + query, "device", device);
    }

    private boolean isOfThisChannel(ConsumerRecord<String, String> record) {
        return record.value() != null && record.value().contains('"' + channel.name() + '"');
    }

    private static boolean has(ConsumerRecord<String, String> record, String field, String text) {
        return json(record).path(field).asText().equals(text);
    }

    private static Iterable<String> complaints(Schemas schema, ConsumerRecord<String, String> record) {
        return schema.complaints(json(record));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(ConsumerRecord<String, String> record) {
        try {
            return JSON.readTree(record.value());
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(record.value(), malformed);
        }
    }
}
