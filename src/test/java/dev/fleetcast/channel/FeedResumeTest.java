package dev.fleetcast.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawRequest;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The start of a feed, and its resumption. */
@QuarkusTest
class FeedResumeTest {

    private static final int MANY = 150;
    private static final List<String> UNKNOWN = List.of(
            "unknown",
            "0",
            "-1~-1",
            "1~0",
            "999999999999999999~999999999999999999",
            "99999999999999999999~1",
            "1~1~1",
            "\0",
            "\u00e9\u6f22",
            " ",
            "'; drop table channel_event; --");

    private final ChannelApi channel = ChannelApi.fresh();
    private int ends;

    @Test
    void headersAreThereBeforeThereIsAnythingToSend() {
        try (RawSseClient feed = channel.follow("", "Accept-Encoding", "gzip, br")) {
            HttpHeaders headers = feed.response().headers();

            assertThat(feed.response().statusCode()).isEqualTo(200);
            assertThat(headers.firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache, no-transform");
            assertThat(headers.firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(headers.firstValue("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void nothingIsMissedFromTheMomentTheHeadersAreThere() {
        for (int i = 0; i < 30; i++) {
            String initial = i % 2 == 0 ? "none" : "latest";
            ChannelApi fresh = ChannelApi.fresh();
            try (RawSseClient feed = fresh.follow("?initial=" + initial)) {
                fresh.push("first");

                assertThat(feed.awaitNext().data()).isEqualTo("first");
            }
        }
    }

    @Test
    void initialSaysWhereAFeedBegins() {
        channel.push("one");
        channel.push("two");

        assertThat(untilEnd("")).containsExactly("one", "two");
        assertThat(untilEnd("?initial=all")).containsExactly("one", "two");
        assertThat(untilEnd("?initial=none")).isEmpty();
        channel.push("newest");
        assertThat(untilEnd("?initial=latest")).containsExactly("newest");
        assertThat(PlainHttp.get("/feed/" + channel.name() + "?initial=some").statusCode())
                .isEqualTo(400);
    }

    @Test
    void lastEventIdIsReadFromAnySourceAndOverridesInitial() {
        try (RawSseClient feed = channel.follow("")) {
            channel.push("one");
            String id = feed.awaitNext().id();
            channel.push("two");
            feed.await("two");

            assertThat(untilEnd("", "Last-Event-ID", id)).containsExactly("two");
            assertThat(untilEnd("?last_event_id=" + ChannelApi.encoded(id))).containsExactly("two");
            assertThat(untilEnd("?initial=none&lastEventId=" + ChannelApi.encoded(id)))
                    .containsExactly("two");
        }
    }

    @Test
    void unknownIdsAreIgnored() {
        channel.push("one");
        List<RawSseClient> feeds = UNKNOWN.stream()
                .map(id -> channel.follow("?last_event_id=" + ChannelApi.encoded(id)))
                .toList();
        channel.push("end");

        assertThat(feeds).allSatisfy(feed -> {
            feed.await("end");
            assertThat(feed.data()).containsExactly("one", "end");
            feed.close();
        });
    }

    @Test
    void browsersSendIdsInTheHeaderAsUtf8() {
        channel.push("\u00e9\u6f22", "seen");
        channel.push("missed");

        String answer =
                RawRequest.readUntil("data: missed\n", "/feed/" + channel.name(), "Last-Event-ID: \u00e9\u6f22");

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("data: seen");
    }

    @Test
    void idsAreKnownHoweverStrangeTheyAre() {
        for (String id : List.of("orders/2026 (1)", "\u00e9\u6f22\ud83d\ude8c", "a,b;c=d", "%41", "x".repeat(200))) {
            channel.push(id, "with " + id);
            channel.push("after");

            try (RawSseClient feed = channel.follow("?last_event_id=" + ChannelApi.encoded(id))) {
                assertThat(feed.awaitNext().data()).isEqualTo("after");
            }
            assertThat(channel.tryReceipts(id, Api.login("publisher")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void clientThatIsCutOffAgainAndAgainGetsEverythingOnceAndInOrder() {
        Random chance = new Random(5);
        CompletableFuture<Void> publisher =
                CompletableFuture.runAsync(() -> IntStream.range(0, MANY).forEach(i -> {
                    if (i % 3 == 0) {
                        channel.push("id-" + i, "event " + i);
                    } else {
                        channel.push("event " + i);
                    }
                }));
        List<String> got = new ArrayList<>();
        String lastEventId = "";

        while (got.size() < MANY) {
            String[] headers = lastEventId.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", lastEventId};
            try (RawSseClient feed = channel.follow("", headers)) {
                int enough = Math.min(MANY - got.size(), 1 + chance.nextInt(20));
                for (int i = 0; i < enough; i++) {
                    var event = feed.awaitNext();
                    got.add(event.data());
                    lastEventId = event.id();
                }
            }
        }
        publisher.join();

        assertThat(got)
                .isEqualTo(IntStream.range(0, MANY).mapToObj(i -> "event " + i).toList());
    }

    @Test
    void oneIdResumesAFeedOfSeveralChannels() {
        ChannelApi other = ChannelApi.fresh();
        String both = "/feed/" + channel.name() + "," + other.name();
        String id;
        try (RawSseClient feed = RawSseClient.open(both)) {
            // Both channels may use the same ids, which are unique within a channel only.
            channel.push("same", "a1");
            other.push("b1");
            other.push("same", "b2");
            channel.push("a2");
            id = feed.await("b2").id();
        }
        other.push("b3");

        try (RawSseClient back = RawSseClient.open(both, "Last-Event-ID", id)) {
            back.await("b3");

            assertThat(back.data()).containsExactly("a2", "b3");
        }
        try (RawSseClient again = RawSseClient.open(both)) {
            again.await("b3");

            assertThat(again.data()).containsExactly("a1", "b1", "b2", "a2", "b3");
        }
    }

    @Test
    void everySecondIdOfAFeedOfSeveralChannelsResumesItTheSame() {
        ChannelApi other = ChannelApi.fresh();
        String both = "/feed/" + channel.name() + "," + other.name();
        channel.push("same", "a1");
        other.push("same", "b1");
        other.push("b2");
        List<String> all = List.of("a1", "b1", "b2");
        List<String> ids = new ArrayList<>();
        try (RawSseClient feed = RawSseClient.open(both)) {
            all.forEach(data -> ids.add(feed.await(data).id()));
        }

        for (int i = 0; i < ids.size() - 1; i++) {
            try (RawSseClient back = RawSseClient.open(both, "Last-Event-ID", ids.get(i))) {
                back.await("b2");

                assertThat(back.data()).as("after %s", ids.get(i)).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    @Test
    void historyThatNoMemoryHoldsComesFromTheArchive() {
        String large = "x".repeat(200 * 1024);
        int events = 60;
        IntStream.range(0, events).parallel().forEach(i -> channel.push(i + large));
        channel.push("end");

        try (RawSseClient feed = channel.follow("")) {
            feed.await("end");

            assertThat(feed.data()).hasSize(events + 1).doesNotHaveDuplicates();
        }
    }

    @Test
    void feedEndsWithTheLoginItNeeds() {
        ChannelApi guarded = ChannelApi.named("guarded." + channel.name());
        Api user = Api.login("other");
        String[] login = {"Authorization", "Bearer " + user.token()};
        try (RawSseClient feed = guarded.follow("", login)) {
            user.request().post("/api/v1/auth/logout").then().statusCode(204);

            Awaitility.await().until(feed::hasEnded);
            assertThat(feed.isComplete()).isTrue();
            assertThat(PlainHttp.get("/feed/" + guarded.name(), login).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void askingForTheHeadersOpensNoFeed() {
        assertThat(given().head("/feed/" + channel.name()).statusCode()).isEqualTo(200);
    }

    /** Everything a feed receives up to an event pushed now, except the end markers of other feeds. */
    private List<String> untilEnd(String query, String... headers) {
        String end = "end " + ends++;
        try (RawSseClient feed = channel.follow(query, headers)) {
            channel.push(end);
            feed.await(end);
            return feed.data().stream().filter(data -> !data.startsWith("end ")).toList();
        }
    }
}
