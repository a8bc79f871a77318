package dev.fleetcast.channel;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.fleetcast.channel.archive.ArchivedSession;
import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.channel.log.ReceiptRule;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ArchiveEndpointsTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ChannelArchive archive;

    private final String channel = "archive-" + UUID.randomUUID();
    private ChannelTopicsFeed feed;

    @BeforeEach
    void open() {
        feed = new ChannelTopicsFeed(bootstrapServers);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void publishedEventsAreShownAtOnceOldestFirst() {
        feed.event(channel, EventContent.of("{\"n\":1.50}"));
        feed.event(channel, EventContent.of("line\nanother"));
        feed.event("other-" + channel, EventContent.of("3"));
        feed.send(TestArchive.EVENTS, channel, "no event");

        events("admin", channel)
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo("[{\"n\":1.50},\"line\\nanother\"]"));
    }

    @Test
    void channelThatDoesNotExistHasNoEvents() {
        events("admin", channel).statusCode(200).body(equalTo("[]"));
    }

    @Test
    void largeChannelIsShownWhole() {
        String data = "x".repeat(200_000);
        for (int i = 0; i < 12; i++) {
            feed.event(channel, EventContent.of(data));
        }

        events("admin", channel).statusCode(200).body("$", hasSize(12)).body("[11]", equalTo(data));
    }

    @Test
    void onlyAdministratorsSeeEvents() {
        events("publisher", channel).statusCode(403).contentType("application/problem+json");
        events("demo", channel).statusCode(403);
        when().get("/admin/events/" + channel).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%0D%0Ab", "a%00", "%20", "broadcast:all", "a,b"})
    void invalidNameIsRefused(String name) {
        events("admin", name).statusCode(400).contentType("application/problem+json");
        receipts("admin", name, "1").statusCode(400).contentType("application/problem+json");
    }

    @Test
    void confirmationIsShownAtOnce() {
        long position = position(feed.event(channel, requiring("e 1/ü", 60_000)));
        feed.presence(UUID.randomUUID().toString(), listening("A", position));
        feed.presence(UUID.randomUUID().toString(), listening("B", position));
        feed.receipt(channel, position, "B", "rx ok");

        receipts("publisher", channel, "e%201%2F%C3%BC")
                .statusCode(200)
                .body("data", hasSize(2))
                .body("data.device", contains("A", "B"))
                .body("data.state", contains("pending", "confirmed"))
                .body("data[0].status", nullValue())
                .body("data[0].at", nullValue())
                .body("data[1].status", equalTo("rx ok"))
                .body("data[1].at", equalTo("2026-11-21T20:00:00.125Z"));
    }

    @Test
    void requiredReceiptIsOverdueAfterItsTime() {
        RecordMetadata sent = feed.event(channel, requiring(null, 1));
        feed.presence(UUID.randomUUID().toString(), listening("A", position(sent)));
        String id = new EventPosition(position(sent), sent.timestamp()).id();

        receipts("admin", channel, id).statusCode(200).body("data.state", contains("overdue"));
    }

    @Test
    void eventThatDoesNotExistHasNoReceipts() {
        RecordMetadata sent = feed.event(channel, requiring("known", 1));
        String elsewhere = new EventPosition(position(sent) + 1, sent.timestamp()).id();

        receipts("admin", channel, "unknown").statusCode(404).contentType("application/problem+json");
        receipts("admin", channel, elsewhere).statusCode(404);
        receipts("admin", "other", "known").statusCode(404);
        receipts("admin", channel, "%00").statusCode(404);
        receipts("admin", channel, "x".repeat(3_000)).statusCode(404);
    }

    @Test
    void onlyPublishersAndAdministratorsSeeReceipts() {
        receipts("demo", channel, "1").statusCode(403);
        when().get("/api/v1/channels/" + channel + "/events/1/receipts").then().statusCode(401);
    }

    private EventContent requiring(String id, long timeoutMillis) {
        return new EventContent(null, id, null, "confirm this", null, null, new ReceiptRule(timeoutMillis, 0));
    }

    private ArchivedSession listening(String device, long position) {
        return new ArchivedSession(List.of(channel), device, 1, position - 1, position, position - 1, null);
    }

    private long position(RecordMetadata sent) {
        return archive.logPosition().of(sent.offset());
    }

    private static ValidatableResponse events(String account, String channel) {
        return Api.login(account)
                .request()
                .urlEncodingEnabled(false)
                .get("/admin/events/" + channel)
                .then();
    }

    private static ValidatableResponse receipts(String account, String channel, String id) {
        return Api.login(account)
                .request()
                .urlEncodingEnabled(false)
                .get("/api/v1/channels/" + channel + "/events/" + id + "/receipts")
                .then();
    }
}
