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
 * Behaves like the {@code EventSource} of a browser: reads as long as the connection lasts, reconnects after the
 * server's retry time with the last id it saw, and stops for good on any status but 200. Confined to its event loop,
 * except where noted.
 */
final class EventSource {

    private static final long USUAL_RETRY_MILLIS = 3_000;

    /** Called on the event loop. */
    interface Listener {

        /** Connected, for the first time or again. */
        void opened();

        void event(SseParser.Event event);

        /** The connection is lost; another attempt follows. */
        void interrupted();

        /** No further attempt follows. */
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
    /** Callbacks of an earlier connection are ignored. */
    private int attempt;

    /** A stream of telemetry. */
    EventSource(Vertx vertx, Context loop, HttpClient http, int port, Map<String, String> headers, Listener listener) {
        this(vertx, loop, http, port, "/sse/telemetry/connect", headers, listener);
    }

    /** A stream of any kind. */
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

    /** Connects; safe for use by any thread. */
    void open() {
        loop.runOnContext(now -> connect());
    }

    /** Ends the connection for good; safe for use by any thread. */
    void close() {
        loop.runOnContext(now -> {
            closed = true;
            drop();
        });
    }

    /** Loses the connection, as in a network failure; safe for use by any thread. */
    void lose() {
        loop.runOnContext(now -> {
            drop();
            listener.interrupted();
            retry();
        });
    }

    /** Loses the connection and reconnects after that time; safe for use by any thread. */
    void loseFor(Duration away) {
        leave();
        loop.runOnContext(now -> vertx.setTimer(away.toMillis(), due -> connect()));
    }

    /** Loses the connection until {@link #comeBack}; safe for use by any thread. */
    void leave() {
        loop.runOnContext(now -> {
            drop();
            listener.interrupted();
        });
    }

    /** Reconnects after {@link #leave}; safe for use by any thread. */
    void comeBack() {
        loop.runOnContext(now -> connect());
    }

    /** Stops reading, so that new data stays in the network; safe for use by any thread. */
    void stopReading() {
        loop.runOnContext(now -> response.pause());
    }

    /** Limits the reconnection time, whatever the server sends; safe for use by any thread. */
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
