package dev.fleetcast.project.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.Routes;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and calls through the supplied proxy for one machine, with TLS and HTTP/2. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTest {

    private static final Pattern STREAM_ID = Pattern.compile("\"stream_id\":\"([^\"]+)\"");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Proxy proxy;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        if (proxy != null) {
            return;
        }
        proxy = Proxy.inFrontOf(RestAssured.port);
        client = clientOf(proxy);
    }

    private static HttpClient clientOf(Proxy proxy) throws Exception {
        return HttpClient.newBuilder().sslContext(proxy.trust()).build();
    }

    @AfterAll
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    @Timeout(60)
    void everyEventComesAtOnceAsItWasSent() throws Exception {
        HttpResponse<InputStream> response = client.send(
                request("/sse/telemetry/connect")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        try (Feed feed = new Feed(bootstrapServers);
                BufferedReader events =
                        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String streamId = first(events, STREAM_ID);
            subscribe(Api.login("demo"), streamId);
            assertThat(first(events, Pattern.compile("(\"ready\")"))).isNotNull();

            // Far below the 15 s after which a ping would flush buffered data.
            Instant sent = Instant.now();
            feed.send("3", Feed.gps(sent, 30.5));
            first(events, Pattern.compile("(\"type\":\"gps\",\"message_type\")"));

            assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void nothingButRoutesForClientsIsLetThrough() throws Exception {
        for (String route : Routes.forClients()) {
            String path = route.replaceAll("\\{[^}]*}", "x").replaceFirst("/$", "");
            assertThat(isLetThrough(path.isEmpty() ? "/" : path)).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/metrics",
                "/admin/stop",
                "/admin",
                "/q/health/ready",
                "/q/openapi",
                "/asyncapi.yaml",
                "/%71/metrics",
                "//q/metrics",
                "/sse/../q/metrics",
                "/sse/%2e%2e/q/metrics",
                "/.%2fq/metrics",
                "/q;v=1/metrics"
            })
    void insideCannotBeReached(String path) throws Exception {
        assertThat(isLetThrough(path)).isFalse();
        assertThat(client.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .doesNotContain("fleetcast_")
                .doesNotContain("\"status\": \"UP\"");
    }

    @Test
    void logHoldsNeitherTokensNorStreamIds() throws Exception {
        String streamId = "a-stream-id-that-stays-secret";
        Api demo = Api.login("demo");
        String token = demo.subscriptionToken(3);
        String accessToken = "0123456789abcdef0123456789abcdef01234567";

        try (Proxy own = Proxy.inFrontOf(RestAssured.port)) {
            HttpClient ownClient = clientOf(own);
            for (String path : new String[] {
                "/sse/telemetry/subscribe/" + streamId + "/" + token,
                "/sse/telemetry/unsubscribe/" + streamId + "/" + token,
                "/sse/telemetry/pong/" + streamId,
                "/sse/pong/" + streamId,
                "/v1/access_tokens/" + accessToken,
                "/v1/devices/events?access_token=" + accessToken,
                "/events?token=" + demo.token()
            }) {
                ownClient.send(
                        HttpRequest.newBuilder(URI.create(own.address() + path))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }

            Awaitility.await()
                    .until(() -> own.lines().stream()
                                    .filter(line -> line.contains(" POST "))
                                    .count()
                            == 7);
            assertThat(String.join("\n", own.lines()))
                    .doesNotContain(streamId, token, accessToken, demo.token())
                    .contains(
                            " POST /sse/telemetry/subscribe/- ",
                            " POST /sse/pong/- ",
                            " POST /v1/access_tokens/- ",
                            " POST /events ");
        }
    }

    private void subscribe(Api demo, String streamId) throws Exception {
        HttpRequest subscribe = request("/sse/telemetry/subscribe/" + streamId + "/" + demo.subscriptionToken(3))
                .header("Authorization", "Bearer " + demo.token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(subscribe, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    /** The proxy's own error page; the application's responses never name nginx. */
    private boolean isLetThrough(String path) throws Exception {
        HttpResponse<String> response = client.send(
                request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        return !response.body().contains("nginx");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(proxy.address() + path)).timeout(Duration.ofSeconds(30));
    }

    private static String first(BufferedReader events, Pattern wanted) throws Exception {
        String line;
        while ((line = events.readLine()) != null) {
            Matcher matcher = wanted.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("the stream has ended");
    }
}
