package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarlyProblemsTest {

    private final Vertx vertx = Vertx.vertx();
    private final EarlyProblems problems = new EarlyProblems(new MemorySize(BigInteger.TEN));
    private HttpServer server;

    @BeforeEach
    void serve() {
        Filters filters = new Filters();
        problems.register(filters);
        Router router = Router.router(vertx);
        filters.getFilters()
                .forEach(filter -> router.route().order(-filter.getPriority()).handler(filter.getHandler()));
        router.route().handler(request -> request.response().end("served"));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void requestsAfterTheEndOfTheApplicationAreRefused() throws Exception {
        assertThat(get().body()).isEqualTo("served");

        problems.stop(new ShutdownEvent());

        HttpResponse<String> refused = get();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("This replica has stopped. Try again.");
    }

    private HttpResponse<String> get() throws Exception {
        URI address = URI.create("http://localhost:" + server.actualPort());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
