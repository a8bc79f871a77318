package dev.fleetcast.channel.presence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.channel.DeviceFeed;
import dev.fleetcast.channel.PlayedReplica;
import dev.fleetcast.channel.TopicTail;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One replica and a simulated one. */
@QuarkusTest
class PresenceTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final String channel = "CHANNEL_P" + RegistryFixture.number();

    @Test
    void observerSeesPresentJoiningAndLeavingDevices() {
        try (DeviceFeed early = follow("early", "");
                DeviceFeed watcher = followOnceThere("early", "watcher", "?presence=true")) {
            JsonPath there = watcher.awaitPresence();
            assertThat(there.getString("type")).isEqualTo("present");
            assertThat(there.getString("channel")).isEqualTo(channel);
            assertThat(there.getList("devices")).isEqualTo(List.of("early", "watcher"));

            DeviceFeed late = follow("late", "");
            JsonPath join = watcher.awaitPresence();
            assertThat(join.getString("type")).isEqualTo("join");
            assertThat(join.getString("device")).isEqualTo("late");
            assertThat(Instant.parse(join.getString("at")))
                    .isBefore(Instant.now().plusSeconds(1));

            late.hangUp();
            early.hangUp();
            assertThat(List.of(
                            watcher.awaitPresence().getString("device"),
                            watcher.awaitPresence().getString("device")))
                    .containsExactlyInAnyOrder("late", "early");
        }
    }

    @Test
    void deviceWithTwoConnectionsComesOnceAndGoesOnce() {
        try (DeviceFeed watcher = follow("watcher", "?presence=true")) {
            watcher.awaitPresence();
            DeviceFeed first = follow("a", "");
            watcher.awaitPresence();
            DeviceFeed second = follow("a", "");
            await().until(() -> connections() == 3);

            first.hangUp();
            await().until(() -> connections() == 2);
            second.hangUp();

            assertThat(watcher.awaitPresence().getString("type")).isEqualTo("leave");
            assertThat(watcher.events()).hasSize(3);
        }
    }

    @Test
    void connectionsOfAnotherReplicaCountUntilItDies() {
        try (DeviceFeed here = follow("here", "?presence=true");
                PlayedReplica other = new PlayedReplica(broker);
                TopicTail topic = new TopicTail(broker, "fleetcast.presence")) {
            here.awaitPresence();
            String feed = other.open("there", channel, channel + "b");
            JsonPath join = here.awaitPresence();
            assertThat(join.getString("device")).isEqualTo("there");
            assertThat(connections()).isEqualTo(2);
            assertThat(labels()).isEqualTo(List.of("here", "there"));

            other.kill();

            JsonPath leave = here.awaitPresence();
            assertThat(leave.getString("type")).isEqualTo("leave");
            assertThat(connections()).isEqualTo(1);
            ConsumerRecord<String, String> end =
                    topic.await(record -> record.key().equals(feed) && isOver(record));
            assertThat(JsonPath.from(end.value()).getLong("left")).isGreaterThan(3);
            topic.await(
                    record -> record.key().equals(feed) && record.value() == null && record.offset() > end.offset());
        }
    }

    @Test
    void feedIsAnnouncedToOtherReplicasFromStartToEnd() {
        try (TopicTail topic = new TopicTail(broker, "fleetcast.presence")) {
            DeviceFeed feed =
                    DeviceFeed.follow(Api.base() + "/feed/" + channel, "device", "mine", "Last-Event-ID", "unknown");
            ConsumerRecord<String, String> begun = topic.await(this::isOfThisChannel);
            JsonPath session = JsonPath.from(begun.value());
            assertThat(session.getString("subject")).isEqualTo("mine");
            assertThat(session.getString("requested")).isEqualTo("unknown");
            assertThat(session.getList("channels")).isEqualTo(List.of(channel));
            assertThat(session.getMap("").keySet()).doesNotContain("left", "over", "device");

            push("one");
            String id = feed.await("one").id();
            topic.await(record -> record.key().equals(begun.key())
                    && id.equals(JsonPath.from(record.value()).getString("last_event")));

            feed.hangUp();
            ConsumerRecord<String, String> end =
                    topic.await(record -> record.key().equals(begun.key()) && isOver(record));
            assertThat(JsonPath.from(end.value()).getLong("left"))
                    .isGreaterThan(JsonPath.from(end.value()).getLong("joined"));
            topic.await(record -> record.key().equals(begun.key()) && record.value() == null);
        }
    }

    @Test
    void feedThatWasRemovedByAnotherReplicaIsAnnouncedAgain() {
        try (TopicTail topic = new TopicTail(broker, "fleetcast.presence");
                DeviceFeed feed = follow("mine", "");
                PlayedReplica other = new PlayedReplica(broker)) {
            ConsumerRecord<String, String> begun = topic.await(this::isOfThisChannel);

            other.write(begun.key(), null);

            ConsumerRecord<String, String> removed =
                    topic.await(record -> record.key().equals(begun.key()) && record.value() == null);
            topic.await(record -> record.offset() > removed.offset() && isOfThisChannel(record) && !isOver(record));
            assertThat(connections()).isEqualTo(1);
            assertThat(feed.events()).isEmpty();
        }
    }

    @Test
    void devicesAreShownWithTheirLastActivity() {
        push("one");
        try (DeviceFeed feed = DeviceFeed.follow(Api.base() + "/feed/" + channel + "?device=d")) {
            String id = feed.await("one").id();
            await().until(() -> labels().equals(List.of("d")));

            Map<String, ?> begun = admin("/admin/devices/" + channel).getMap("d");
            assertThat(begun.get("op")).isEqualTo("feed");
            assertThat(begun).containsEntry("Last-Event-Id", null);
            assertThat(Instant.parse((String) begun.get("at")))
                    .isBefore(Instant.now().plusSeconds(1));

            given().header("device", "d")
                    .header("Last-Event-ID", id)
                    .formParam("status", "rx ok")
                    .post("/feedback/" + channel)
                    .then()
                    .statusCode(204);

            await().until(() ->
                    "feedback".equals(admin("/admin/devices/" + channel).getString("d.op")));
            assertThat(admin("/admin/devices/" + channel).getString("d.'Last-Event-Id'"))
                    .isEqualTo(id);
            await().until(() -> id.equals(present().getString("data[0].last_event")));
            JsonPath present = present();
            assertThat(present.getString("data[0].last_feedback.event_id")).isEqualTo(id);
            assertThat(present.getString("data[0].last_feedback.status")).isEqualTo("rx ok");
            assertThat(present.getInt("data[0].connections")).isEqualTo(1);
        }
    }

    @Test
    void unknownChannelHasNoDevices() {
        assertThat(admin("/admin/devices/" + channel).getMap("")).isEmpty();
        assertThat(present().getList("data")).isEmpty();
        assertThat(admin("/admin/connections").getMap(""))
                .doesNotContainKey(channel)
                .containsKey("total number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/connections", "/admin/devices/CHANNEL_1", "/api/v1/channels/CHANNEL_1/presence"})
    void onlyOperatorsHaveAccess(String path) {
        given().get(path).then().statusCode(401);
        Api.login("demo").request().get(path).then().statusCode(403);
        Api.login("publisher").request().get(path).then().statusCode(path.startsWith("/admin") ? 403 : 200);
        Api.login("admin").request().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/devices/%0A", "/api/v1/channels/a%20b/presence", "/admin/devices/a:b"})
    void namesThatNoChannelHasAreRefused(String path) {
        Api.login("admin")
                .request()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private DeviceFeed follow(String device, String query) {
        return DeviceFeed.follow(Api.base() + "/feed/" + channel + query, "device", device);
    }

    private DeviceFeed followOnceThere(String other, String device, String query) {
        await().until(() -> labels().contains(other));
        return follow(device, query);
    }

    private void push(String data) {
        given().header("device", "P1")
                .body(data)
                .post("/push/" + channel)
                .then()
                .statusCode(204);
    }

    private int connections() {
        return admin("/admin/connections").getInt("'" + channel + "'");
    }

    private List<String> labels() {
        return present().getList("data.device");
    }

    private JsonPath present() {
        return admin("/api/v1/channels/" + channel + "/presence");
    }

    private static JsonPath admin(String path) {
        return Api.login("admin")
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private boolean isOfThisChannel(ConsumerRecord<String, String> record) {
        return record.value() != null && record.value().contains('"' + channel + '"');
    }

    private static boolean isOver(ConsumerRecord<String, String> record) {
        return record.value() != null && record.value().contains("\"left\":");
    }
}
