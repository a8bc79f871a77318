package dev.fleetcast.faults;

import dev.fleetcast.testing.SseParser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;

/**
 * What the {@code EventSource} of a browser does: reads on for as long as the connection lasts, comes back after the
 * time the server has named with the id it saw last, and gives up for good on any answer but 200. Confined to its event
 * loop, but for the methods that say otherwise.
 */
final class EventSource {

    private static final long USUAL_RETRY_MILLIS = 3_000;

    /** Told on the event loop. */
    interface Listener {

        /** Connected, for the first time or again. */
        void opened();

        void event(SseParser.Event event);

        /** The connection is no more; there will be another try. */
        void interrupted();

        /** There will be no other try. */
        void failed(int status);
    }

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient http;
    private final RequestOptions request;
    private final Listener listener;
    private SseParser parser;
    private HttpClientResponse response;
    private String lastEventId = "";
    private long retryMillis = USUAL_RETRY_MILLIS;
    private volatile long longestRetryMillis = Long.MAX_VALUE;
    private boolean closed;
    /** What belongs to an earlier connection is ignored. */
    private int attempt;

    /** Of telemetry. */
    EventSource(Vertx vertx, Context loop, HttpClient http, int port, Map<String, String> headers, Listener listener) {
        this(vertx, loop, http, port, "/sse/telemetry/connect", headers, listener);
    }

    /** Of any stream. */
    EventSource(
            Vertx vertx,
            Context loop,
            HttpClient http,
            int port,
            String path,
            Map<String, String> headers,
            Listener listener) {
        this.vertx = vertx;
        this.loop = loop;
        this.http = http;
        this.listener = listener;
        this.request = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .putHeader("Accept", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        headers.forEach(request::putHeader);
    }

    /** Connects; any thread may call. */
    void open() {
        loop.runOnContext(now -> connect());
    }

    /** Ends it for good; any thread may call. */
    void close() {
        loop.runOnContext(now -> {
            closed = true;
            drop();
        });
    }

    /** Loses the connection, as when a network goes down; any thread may call. */
    void lose() {
        loop.runOnContext(now -> {
            drop();
            listener.interrupted();
            retry();
        });
    }

    /** Loses the connection and is back after that time; any thread may call. */
    void loseFor(Duration away) {
        loop.runOnContext(now -> {
            drop();
            listener.interrupted();
            vertx.setTimer(away.toMillis(), due -> connect());
        });
    }

    /** Leaves in the network what comes from now on; any thread may call. */
    void stopReading() {
        loop.runOnContext(now -> response.pause());
    }

    /** Is back no later than that, whatever the server has named; any thread may call. */
    void retriesWithin(long millis) {
        longestRetryMillis = millis;
    }

    private void connect() {
        if (closed) {
            return;
        }
        int mine = ++attempt;
        RequestOptions options = new RequestOptions(request);
        if (!lastEventId.isEmpty()) {
            options.putHeader("Last-Event-ID", lastEventId);
        }
        http.request(options).compose(sent -> sent.send()).onComplete(answer -> {
            if (mine != attempt || closed) {
                if (answer.succeeded()) {
                    answer.result().request().connection().close();
                }
            } else if (answer.failed()) {
                retry();
            } else {
                read(answer.result(), mine);
            }
        });
    }

    private void read(HttpClientResponse answer, int mine) {
        String type = String.valueOf(answer.getHeader("Content-Type"));
        if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            closed = true;
            answer.request().connection().close();
            listener.failed(answer.statusCode());
            return;
        }
        response = answer;
        parser = new SseParser(listener::event);
        answer.handler(bytes -> {
            if (mine == attempt) {
                parser.take(bytes.getBytes(), 0, bytes.length());
                lastEventId = parser.lastEventId().isEmpty() ? lastEventId : parser.lastEventId();
                retryMillis = parser.reconnectionMillis() == null ? retryMillis : parser.reconnectionMillis();
            }
        });
        answer.exceptionHandler(broken -> ended(mine));
        answer.endHandler(complete -> ended(mine));
        listener.opened();
    }

    private void ended(int mine) {
        if (mine == attempt && !closed) {
            listener.interrupted();
            retry();
        }
    }

    private void retry() {
        attempt++;
        vertx.setTimer(Math.max(1, Math.min(retryMillis, longestRetryMillis)), due -> connect());
    }

    private void drop() {
        attempt++;
        if (response != null) {
            response.request().connection().close();
            response = null;
        }
    }
}
