package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawRequest;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid ids, labels and bodies are refused and never cause a server error. */
@QuarkusTest
class ChannelInputTest {

    private static final String EVENT = "last_event_id: 1";

    private final ChannelApi channel = ChannelApi.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a/b", "a\tb", "\u00e9", "a,b", "{}"})
    void invalidLabelIsRefused(String device) {
        assertThat(RawRequest.status("POST", "/push/" + channel.name(), "device: " + device))
                .isEqualTo(400);
        assertThat(RawRequest.status("GET", "/feed/" + channel.name(), "device: " + device))
                .isEqualTo(400);
        assertThat(RawRequest.status("GET", "/feed/" + channel.name() + "?device=" + ChannelApi.encoded(device)))
                .isEqualTo(400);
        assertThat(RawRequest.status("POST", "/feedback/" + channel.name(), "device: " + device, EVENT))
                .isEqualTo(400);
    }

    @Test
    void labelOfAKilobyteIsRefused() {
        assertThat(RawRequest.status("GET", "/feed/" + channel.name(), "device: " + "d".repeat(1024)))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nope                                        | 400",
                "``                                          | 400",
                "null                                        | 400",
                "[]                                          | 400",
                "\"data\"                                    | 400",
                "{                                           | 400",
                "{\"data\":\"x\"}{\"data\":\"y\"}            | 400",
                "{}                                          | 422",
                "{\"data\":null}                             | 422",
                "{\"data\":5}                                | 422",
                "{\"data\":{}}                               | 422",
                "{\"data\":[]}                               | 422",
                "{\"data\":[\"a\",5]}                        | 422",
                "{\"data\":[[\"a\"]]}                        | 422",
                "{\"data\":\"x\",\"more\":1}                 | 422",
                "{\"data\":\"x\",\"id\":\"\"}                | 422",
                "{\"data\":\"x\",\"id\":7}                   | 204",
                "{\"data\":\"x\",\"id\":\"a \"}              | 422",
                "{\"data\":\"a\\ud83d\"}                    | 400",
                "{\"data\":[],\"comment\":\"note\"}          | 204",
                "{\"data\":\"x\",\"id\":\"1~1\"}             | 422",
                "{\"data\":\"x\",\"event\":[]}               | 422",
                "{\"data\":\"x\",\"retry\":-1}               | 422",
                "{\"data\":\"x\",\"retry\":1.5}              | 204",
                "{\"data\":\"x\",\"retry\":\"1\"}            | 204",
                "{\"data\":\"x\",\"retry\":1e400}            | 422",
                "{\"data\":\"x\",\"retry\":99999999999999999999} | 422",
                "{\"data\":\"x\",\"receipt\":true}           | 422",
                "{\"data\":\"x\",\"receipt\":{}}             | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":\"yes\"}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"soon\"}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"PT0S\"}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"-PT1S\"}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"P9999999D\"}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":1e300}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"max_attempts\":-1}} | 422",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"max_attempts\":1000000}} | 422",
            })
    void validEventsAreAcceptedAndInvalidOnesRefused(String body, int status) {
        HttpResponse<String> response = channel.tryPush(body, "Content-Type", ChannelApi.STRUCTURED);

        assertThat(response.statusCode()).isEqualTo(status);
        if (status != 204) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(response.body()).doesNotContain("com.fasterxml", "dev.fleetcast");
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        String deep = "{\"data\":" + "[".repeat(100_000);

        assertThat(channel.tryPush(deep, "Content-Type", ChannelApi.STRUCTURED).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=nope", "text/plain; charset=\"", "nonsense", "a/b/c", ";", "*/*"})
    void contentTypesOfAllKindsAreAcceptedOrRefused(String type) {
        assertThat(channel.tryPush("x", "Content-Type", type).statusCode()).isIn(204, 400, 415);
    }

    @Test
    void nulIsDeliveredAndArchived() {
        String nul = "a\u0000b";
        try (RawSseClient feed = channel.follow("")) {
            channel.push(nul);
            channel.push("end");
            feed.await("end");

            assertThat(feed.data().get(0)).isEqualTo(nul);
        }
        assertThat(channel.events(Api.login("admin")).get(0).asText()).isEqualTo(nul);
    }

    @Test
    void tooLargeDataIsRefused() {
        assertThat(channel.tryPush("x".repeat(256 * 1024)).statusCode()).isEqualTo(204);
        assertThat(channel.tryPush("x".repeat(256 * 1024 + 1)).statusCode()).isEqualTo(413);
        assertThat(channel.tryPush("\u00e9".repeat(200 * 1024)).statusCode()).isEqualTo(413);
        assertThat(channel.tryPush("x".repeat(2_000_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void idIsTakenOnceByConcurrentPublishers() {
        List<Integer> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> channel.tryPush(event -> event.put("id", "once").put("data", "from " + i))
                        .statusCode())
                .toList();
        try (RawSseClient feed = channel.follow("")) {
            channel.push("end");
            feed.await("end");

            assertThat(answers).containsOnlyOnce(204).containsOnly(204, 409);
            assertThat(feed.data()).hasSize(2);
        }
        assertThat(channel.tryPush(event -> event.put("id", "once").put("data", "later"))
                        .statusCode())
                .isEqualTo(409);
        ChannelApi.fresh().push("once", "elsewhere");
    }

    @Test
    void confirmationsThatMakeNoSenseAreRefused() {
        channel.push("known", "x");

        assertThat(feedback("status=ok", "last_event_id", "known")).isEqualTo(400);
        assertThat(feedback("status=ok", "device", "d")).isEqualTo(400);
        assertThat(feedback("status=ok", "device", "two words", "last_event_id", "known"))
                .isEqualTo(400);
        assertThat(feedback("status=ok", "device", "d", "last_event_id", "unknown"))
                .isEqualTo(404);
        assertThat(feedback("status=ok", "device", "d", "last_event_id", "1~1")).isEqualTo(404);
        assertThat(feedback("status=ok", "device", "d", "last_event_id", "x".repeat(2_000)))
                .isIn(400, 404);
        assertThat(feedback("status=" + "x".repeat(2_000), "device", "d", "last_event_id", "known"))
                .isIn(400, 413, 422);
        assertThat(feedback("status=%zz", "device", "d", "last_event_id", "known"))
                .isIn(204, 400);
        assertThat(channel.tryReceipts("unknown", Api.login("admin")).statusCode())
                .isEqualTo(404);
        assertThat(PlainHttp.post(
                                "/feedback/" + channel.name(),
                                "{\"status\":\"ok\"}",
                                "Content-Type",
                                "application/json",
                                "device",
                                "d",
                                "last_event_id",
                                "known")
                        .statusCode())
                .isIn(400, 415);
    }

    @Test
    void statusWithCharactersOfAllKindsIsKept() {
        channel.push("known", "x");

        channel.confirm("d", "known", "l\u00edne\r\n\u6f22");
        int nul = channel.confirm("nul", "known", "a\u0000b").statusCode();

        assertThat(nul).isIn(204, 400, 422);
        assertThat(channel.receipts("known", Api.login("admin"))
                        .get("d")
                        .get("status")
                        .asText())
                .isEqualTo("l\u00edne\r\n\u6f22");
    }

    @Test
    void eventsAndDevicesAreShownToAdministratorsOnly() {
        channel.push("known", "x");
        List<String> inside =
                List.of("/admin/connections", "/admin/events/" + channel.name(), "/admin/devices/" + channel.name());
        List<String> forPublishersToo = List.of(
                "/api/v1/channels/" + channel.name() + "/presence",
                "/api/v1/channels/" + channel.name() + "/events/known/receipts");

        for (String path :
                Stream.concat(inside.stream(), forPublishersToo.stream()).toList()) {
            assertThat(PlainHttp.get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(get(path, "demo")).as(path).isEqualTo(403);
            assertThat(get(path, "admin")).as(path).isEqualTo(200);
        }
        assertThat(inside).allSatisfy(path -> assertThat(get(path, "publisher")).isEqualTo(403));
        assertThat(forPublishersToo)
                .allSatisfy(path -> assertThat(get(path, "publisher")).isEqualTo(200));
    }

    private int feedback(String form, String... headers) {
        return channel.feedback(form, headers).statusCode();
    }

    private static int get(String path, String account) {
        return PlainHttp.get(
                        path, "Authorization", "Bearer " + Api.login(account).token())
                .statusCode();
    }
}
