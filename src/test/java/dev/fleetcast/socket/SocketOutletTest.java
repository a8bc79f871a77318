package dev.fleetcast.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.SocketClient;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outlet on a real server, with a client of another make. */
class SocketOutletTest {

    /** Longer than a busy machine stands still. */
    private static final int IDLE_MILLIS = 4_000;

    private static final int PING_MILLIS = 400;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private HttpServer server;
    private volatile Context loop;
    private volatile SocketOutlet outlet;
    private SocketClient client;

    @BeforeEach
    void connect() throws Exception {
        CompletableFuture<SocketOutlet> opened = new CompletableFuture<>();
        HttpServerOptions options =
                new HttpServerOptions().setIdleTimeout(IDLE_MILLIS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        server = vertx.createHttpServer(options)
                .requestHandler(request -> request.toWebSocket().onSuccess(socket -> {
                    SocketOutlet made = new SocketOutlet(socket, request.connection(), vertx);
                    made.onClose(() -> closed.complete(null));
                    loop = vertx.getOrCreateContext();
                    opened.complete(made);
                }))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        client = SocketClient.connect("http://localhost:" + server.actualPort() + "/");
        outlet = opened.get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void eventsArriveAsFrames() {
        onLoop(made -> made.write(text("id: a.b.c\ndata: {\"type\":\"ready\"}\n\ndata: {\"type\":\"ping\"}\n\n")));

        assertThat(client.await("ready").id()).isEqualTo("a.b.c");
        assertThat(client.await("ping").id()).isNull();
    }

    @Test
    void shownLifeKeepsASilentConnectionOpen() {
        long pings = vertx.setPeriodic(
                PING_MILLIS,
                due -> onLoop(made -> {
                    made.showLife();
                    made.write(text("data: {\"type\":\"ping\"}\n\n"));
                }));

        for (int silence = 0; silence <= IDLE_MILLIS + PING_MILLIS; silence += PING_MILLIS) {
            client.await("ping");
        }

        assertThat(client.hasEnded()).isFalse();
        vertx.cancelTimer(pings);
        Awaitility.await().until(client::hasEnded);
    }

    @Test
    void endHasTheReasonOfTheLastBye() {
        onLoop(made -> {
            made.write(text("data: {\"type\":\"bye\",\"reason\":\"logout\",\"retry_ms\":1}\n\n"));
            made.end();
            made.write(text("data: {\"type\":\"late\"}\n\n"));
        });

        client.await("bye");
        Awaitility.await().until(client::hasEnded);
        assertThat(client.closeStatus()).isEqualTo(4000);
        assertThat(client.closeReason()).isEqualTo("logout");
        assertThat(client.events()).noneMatch(event -> event.is("late"));
        assertThat(closed).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void drainIsGoingAway() {
        onLoop(made -> {
            made.write(text("data: {\"type\":\"bye\",\"reason\":\"drain\",\"retry_ms\":1}\n\n"));
            made.end();
        });

        Awaitility.await().until(client::hasEnded);
        assertThat(client.closeStatus()).isEqualTo(1001);
    }

    @Test
    void leavingClientIsNoticed() {
        client.close();

        assertThat(closed).succeedsWithin(30, TimeUnit.SECONDS);
    }

    private void onLoop(Consumer<SocketOutlet> task) {
        loop.runOnContext(turn -> task.accept(outlet));
    }

    private static byte[] bytes(String events) {
        return events.getBytes(StandardCharsets.UTF_8);
    }

    private ByteBuf text(String events) {
        return outlet.buffer(events.length()).writeBytes(bytes(events));
    }
}
