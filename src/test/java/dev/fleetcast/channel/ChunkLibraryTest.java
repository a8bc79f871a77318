package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input of users of the SSE chunk library, and the bytes it produces. */
@QuarkusTest
class ChunkLibraryTest {

    private final ChannelApi channel = ChannelApi.fresh();

    @Test
    void chunkWithEverythingIsWrittenAsTheLibraryWritesIt() {
        String bytes = bytesOf(event -> event.put("comment", "test")
                .put("id", "123456")
                .put("event", "message")
                .put("data", "one line")
                .put("retry", 15_000));

        assertThat(bytes).isEqualTo(": test\nid: 123456\nevent: message\ndata: one line\nretry: 15000\n\n");
    }

    @Test
    void listOfDataBecomesALineEach() {
        String bytes = bytesOf(event -> event.put("id", "1")
                .putArray("data")
                .add("first line")
                .add("second line")
                .add("third line"));

        assertThat(bytes).isEqualTo("id: 1\ndata: first line\ndata: second line\ndata: third line\n\n");
    }

    @Test
    void lineEndsOfEveryKindBecomeLines() {
        String bytes = bytesOf(event -> event.put("id", "1").put("data", "a\nb\rc\r\nd\n\re\n"));

        assertThat(bytes).isEqualTo("id: 1\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \ndata: e\ndata: \n\n");
    }

    @Test
    void elementsOfAListMayHaveLinesThemselves() {
        String bytes = bytesOf(event ->
                event.put("id", "1").putArray("data").add("a\r").add("\nb").add(""));

        assertThat(bytes).isEqualTo("id: 1\ndata: a\ndata: \ndata: \ndata: b\ndata: \n\n");
    }

    @Test
    void spacesColonsAndCharactersOfAllKindsAreLeftAlone() {
        String data = " two: spaces \uFEFF\u2028\u0085\t\u0001\u00e9\u6f22\ud83d\ude8c ";

        String bytes = bytesOf(event -> event.put("id", "1").put("data", data));

        assertThat(bytes).isEqualTo("id: 1\ndata: " + data + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n\nevent: forged\ndata: y",
                "x\r\rdata: forged",
                "x\r\n\r\nid: forged\r\n\r\n",
                "\nretry: 1\n",
                "\r\n:comment\r\n",
                "id\r: forged\n\r\n\rdata"
            })
    void nothingInTheDataForgesAFieldOrAnEvent(String hostile) {
        String expected = hostile.replace("\r\n", "\n").replace('\r', '\n');
        try (RawSseClient feed = channel.follow("")) {
            Long before = feed.events().isEmpty() ? null : feed.events().get(0).retry();
            channel.push(hostile);
            channel.tryPush(event -> event.putArray("data").add(hostile).add("tail"));
            channel.push("end");
            feed.await("end");

            assertThat(before).isNull();
            assertThat(feed.data()).containsExactly(expected, expected + "\ntail", "end");
            assertThat(feed.events()).extracting(SseParser.Event::type).containsOnly("message");
            assertThat(feed.events()).extracting(SseParser.Event::retry).containsOnlyNulls();
            assertThat(feed.events()).extracting(SseParser.Event::id).doesNotContain("forged", null, "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb", "\n", "a\u0000b"})
    void lineEndsAndNulAnywhereElseAreRefused(String hostile) {
        for (String field : List.of("event", "id", "comment")) {
            assertThat(channel.tryPush(event -> event.put(field, hostile).put("data", "x"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void retryIsANumberAndHoldsForTheConnection() {
        try (RawSseClient feed = channel.follow("")) {
            channel.tryPush(event -> event.put("data", "x").put("retry", 1_234));

            assertThat(feed.awaitNext().retry()).isEqualTo(1_234);
        }
    }

    @Test
    void listWithoutDataIsAChunkOfACommentAlone() {
        try (RawSseClient feed = channel.follow("")) {
            channel.tryPush(event -> event.put("id", "1").put("comment", "note").putArray("data"));
            channel.push("2", "end");

            assertThat(feed.awaitNext().data()).isEqualTo("end");
            assertThat(feed.text()).contains(": note\nid: 1\n\nid: 2\ndata: end\n\n");
        }
        assertThat(channel.events(Api.login("admin"))).hasSize(1);
    }

    @Test
    void retryThatIsNoNumberIsIgnoredAndAWholeNumberIsTheTextOfAnId() {
        String bytes = bytesOf(event -> event.put("id", 123456).put("data", "x").put("retry", "soon"));

        assertThat(bytes).isEqualTo("id: 123456\ndata: x\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\u00e0", "\u6f22\ud83d\ude8c", "\u00a0x\u00a0", "{\"a\":[1]}", "%25+"})
    void idComesBackAsItWentOut(String id) {
        channel.push(id, "first");
        try (RawSseClient feed = channel.follow("")) {
            assertThat(feed.awaitNext().id()).isEqualTo(id);
        }
        try (RawSseClient feed = channel.follow("?last_event_id=" + ChannelApi.encoded(id))) {
            channel.push("second");

            assertThat(feed.awaitNext().data()).isEqualTo("second");
        }
    }

    @Test
    void severalTopicsComeOnOneStreamFirstTheNewestOfEachThenChanges() {
        ChannelApi rates = ChannelApi.fresh();
        channel.push("old");
        channel.push("newest");
        rates.push("newest rate");
        try (RawSseClient feed =
                RawSseClient.open("/feed/" + rates.name() + "," + channel.name() + "?initial=latest")) {
            feed.await("newest rate");
            channel.push("change");
            rates.push("changed rate");
            feed.await("changed rate");

            assertThat(feed.data()).containsExactly("newest", "newest rate", "change", "changed rate");
        }
    }

    @Test
    void topicExistsOnceItIsUsedForThoseWhoHoldTheRole() {
        ChannelApi topic = ChannelApi.named("rates." + channel.name());
        Api publisher = Api.login("publisher");
        String[] asPublisher = {"Authorization", "Bearer " + publisher.token()};
        String[] asUser = {"Authorization", "Bearer " + Api.login("other").token()};

        assertThat(topic.tryPush("x").statusCode()).isEqualTo(401);
        assertThat(topic.tryPush("x", asUser).statusCode()).isEqualTo(403);
        assertThat(PlainHttp.get("/feed/" + topic.name()).statusCode()).isEqualTo(401);
        assertThat(PlainHttp.get("/feed/" + channel.name() + "," + topic.name()).statusCode())
                .isEqualTo(401);
        assertThat(topic.feedback("status=ok", "device", "d", "last_event_id", "1")
                        .statusCode())
                .isEqualTo(401);
        try (RawSseClient feed = topic.follow("", asUser)) {
            assertThat(topic.tryPush("first", asPublisher).statusCode()).isEqualTo(204);

            assertThat(feed.awaitNext().data()).isEqualTo("first");
        }
    }

    @Test
    void pushedBytesAreTextInTheirOwnCharacterSet() {
        try (RawSseClient feed = channel.follow("")) {
            byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
            String path = "/push/" + channel.name();

            assertThat(PlainHttp.post(path, latin, "Content-Type", "text/plain; charset=ISO-8859-1")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(PlainHttp.post(path, latin, "Content-Type", "text/plain").statusCode())
                    .isEqualTo(400);

            assertThat(feed.awaitNext().data()).isEqualTo("caf\u00e9");
        }
    }

    /** The bytes of one event on a feed that receives no other. */
    private String bytesOf(Consumer<ObjectNode> fields) {
        try (RawSseClient feed = channel.follow("")) {
            assertThat(channel.tryPush(fields).statusCode()).isEqualTo(204);
            feed.awaitNext();
            String text = feed.text();
            return text.substring(text.indexOf("\n\n") + 2).replaceFirst("^(:\n\n)+", "");
        }
    }
}
