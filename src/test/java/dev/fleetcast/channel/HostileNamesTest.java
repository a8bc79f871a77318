package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawRequest;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid names are refused at every endpoint of a channel. */
@QuarkusTest
class HostileNamesTest {

    private static final String DEVICE = "device: d";
    private static final String EVENT = "last_event_id: 1";

    private final ChannelApi channel = ChannelApi.fresh();

    static Stream<String> noNames() {
        return Stream.of(
                "a%20b",
                "a+b",
                "a%0d%0aX:%20y",
                "a%0A",
                "a%00",
                "%01",
                "a%7F",
                "a%2Fb",
                "..%2F..%2Fetc",
                "a%5Cb",
                "%C3%A4",
                "%FF",
                "a%25",
                "a@b",
                "a:b",
                "total%20number",
                "broadcast:all",
                "CHANNEL_1%3Bx=y",
                "x".repeat(129),
                "%41".repeat(129));
    }

    @ParameterizedTest
    @MethodSource("noNames")
    void invalidNameIsRefusedEverywhere(String name) {
        String admin = "Authorization: Bearer " + Api.login("admin").token();

        assertThat(RawRequest.status("POST", "/push/" + name, DEVICE)).isEqualTo(400);
        assertThat(RawRequest.status("GET", "/feed/" + name, DEVICE)).isEqualTo(400);
        assertThat(RawRequest.status("POST", "/feedback/" + name, DEVICE, EVENT))
                .isEqualTo(400);
        assertThat(RawRequest.status("GET", "/admin/events/" + name, admin)).isEqualTo(400);
        assertThat(RawRequest.status("GET", "/admin/devices/" + name, admin)).isEqualTo(400);
        assertThat(RawRequest.status("GET", "/api/v1/channels/" + name + "/presence", admin))
                .isEqualTo(400);
        assertThat(RawRequest.status("GET", "/api/v1/channels/" + name + "/events/1/receipts", admin))
                .isEqualTo(400);
    }

    /** Input that the server treats as another path or a malformed request, before a name is parsed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", ".", "../admin/events/a", "%2e", "a/../b/c", "%", "%zz", "a\u0000", "a b"})
    void malformedPathIsRefusedToo(String name) {
        for (String method : List.of("GET", "POST")) {
            String path = method.equals("GET") ? "/feed/" : "/push/";

            assertThat(RawRequest.status(method, path + name)).isIn(400, 401, 404, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e"})
    void pathThatLeadsToThePageIsThePage(String name) {
        assertThat(RawRequest.status("GET", "/feed/" + name)).isEqualTo(RawRequest.status("GET", "/"));
        assertThat(RawRequest.status("POST", "/push/" + name)).isIn(400, 404, 405);
    }

    @Test
    void tenKilobytesOfNameAreRefused() {
        String name = "x".repeat(10 * 1024);

        assertThat(RawRequest.status("GET", "/feed/" + name)).isIn(400, 414);
        assertThat(RawRequest.status("POST", "/push/" + name)).isIn(400, 414);
    }

    @Test
    void longestAndStrangestNamesAreNames() {
        String prefix = ChannelApi.fresh().name();
        for (String name : List.of(prefix + "x".repeat(128 - prefix.length()), prefix + "._~-..")) {
            ChannelApi strange = ChannelApi.named(name);
            strange.push("x");

            try (RawSseClient feed = strange.follow("")) {
                assertThat(feed.awaitNext().data()).isEqualTo("x");
            }
        }
    }

    @Test
    void everyNameOfAListIsChecked() {
        String one = channel.name();
        String many = String.join(
                ",", IntStream.range(0, 101).mapToObj(i -> one + "." + i).toList());

        for (String list : List.of(one + ",", "," + one, one + ",,CHANNEL_2", one + ",..", one + ",%20", many)) {
            assertThat(RawRequest.status("GET", "/feed/" + list)).as(list).isEqualTo(400);
        }
        assertThat(RawRequest.status("POST", "/push/" + one + ",CHANNEL_2")).isEqualTo(400);
        try (RawSseClient feed = RawSseClient.open("/feed/" + one + "," + one)) {
            channel.push("once");
            channel.push("end");
            feed.await("end");

            assertThat(feed.data()).containsExactly("once", "end");
        }
    }
}
