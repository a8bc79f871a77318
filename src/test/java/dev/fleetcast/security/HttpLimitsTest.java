package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits of one request or connection. */
@QuarkusTest
class HttpLimitsTest {

    @Inject
    Vertx vertx;

    @Test
    void connectionCarriesOnlySoManyRequestsAtATime() throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        try {
            // The server sends its settings before its first response.
            long allowed = client.request(HttpMethod.GET, RestAssured.port, "localhost", "/q/health/live")
                    .compose(request -> request.send().map(answer -> request.connection()))
                    .map(connection -> connection.remoteSettings().getMaxConcurrentStreams())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);

            assertThat(allowed).isEqualTo(100);
        } finally {
            client.close();
        }
    }

    @Test
    void requestLineThatIsTooLongIsRefused() {
        given().get("/api/v1/units?q=" + "x".repeat(20_000)).then().statusCode(414);
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        given().header("X-Large", "x".repeat(30_000))
                .get("/api/v1/units")
                .then()
                .statusCode(431);
    }
}
