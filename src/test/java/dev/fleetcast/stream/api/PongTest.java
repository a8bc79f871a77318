package dev.fleetcast.stream.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.problem.ProblemType;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pongs that the route answers, and those it leaves to the resource. */
@QuarkusTest
class PongTest {

    /** The route leaves a pong with a body to the resource. */
    private static final String FOR_THE_RESOURCE = "{}";

    private static final String FOR_THE_ROUTE = "";

    @ParameterizedTest
    @ValueSource(strings = {"/sse/telemetry/pong/", "/sse/pong/"})
    void answersOfTheRouteAndOfTheResourceAreTheSame(String path) {
        try (SseClient stream = Api.connect()) {
            String target = path + stream.streamId();

            HttpResponse<String> ofTheRoute = PlainHttp.post(target, FOR_THE_ROUTE, "Origin", Api.base());
            HttpResponse<String> ofTheResource = PlainHttp.post(target, FOR_THE_RESOURCE, "Origin", Api.base());

            assertThat(ofTheRoute.statusCode()).isEqualTo(200);
            assertThat(PlainHttp.json(ofTheRoute).at("/data/stream_id").asText())
                    .isEqualTo(stream.knownStreamId());
            assertThat(ofTheResource.statusCode()).isEqualTo(200);
            assertThat(ofTheResource.body()).isEqualTo(ofTheRoute.body());
            assertThat(headers(ofTheResource)).isEqualTo(headers(ofTheRoute));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FOR_THE_ROUTE, FOR_THE_RESOURCE})
    void anotherUsersPongIsForAnUnknownStreamAndAnInvalidLoginIsIgnored(String body) {
        try (SseClient stream = Api.connect()) {
            Api owner = Api.login("demo");
            String target = "/sse/telemetry/pong/" + stream.streamId();
            owner.follow(stream.knownStreamId(), 1);

            HttpResponse<String> ofAnother =
                    post(target, body, Api.login("admin").token());

            assertThat(ofAnother.statusCode()).isEqualTo(404);
            assertThat(ofAnother.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(PlainHttp.json(ofAnother).path("type").asText())
                    .isEqualTo(ProblemType.NO_SUCH_STREAM.uri().toString());
            assertThat(post(target, body, owner.token()).statusCode()).isEqualTo(200);
            assertThat(post(target, body, "a.b.c").statusCode()).isEqualTo(200);
            assertThat(PlainHttp.post(target, body).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FOR_THE_ROUTE, FOR_THE_RESOURCE})
    void parametersAreCheckedWhateverTheStream(String body) {
        try (SseClient stream = Api.connect()) {
            String target = "/sse/telemetry/pong/" + stream.streamId() + "?unit=";

            assertThat(PlainHttp.post(target, body).statusCode()).isEqualTo(422);
        }
    }

    private static HttpResponse<String> post(String target, String body, String token) {
        return PlainHttp.post(target, body, "Authorization", "Bearer " + token);
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return headers;
    }
}
