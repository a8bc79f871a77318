package dev.fleetcast.benchmark;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Queue;

/**
 * As {@link LoadClient}, for transports that it does not support. It costs more CPU, so the others do not use it; all
 * of it runs on one event loop.
 */
final class VertxClient {

    private static final int STREAMS_PER_CONNECTION = 100;
    private static final int SAMPLED = 32;
    private static final int PACE_MILLIS = 5;

    private final Vertx vertx;
    private final HttpClient client;
    private final ClientTally tally = new ClientTally();
    private final PrintStream out;
    private final Queue<String> paths = new ArrayDeque<>();
    private int port;
    private int perTurn = 1;
    private int opened;

    VertxClient(Vertx vertx, Transport transport, PrintStream out) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options(transport));
        this.out = out;
        vertx.setPeriodic(PACE_MILLIS, turn -> connectDue());
    }

    void pace(int port, int connectsPerSecond) {
        this.port = port;
        this.perTurn = Math.max(1, connectsPerSecond * PACE_MILLIS / 1_000);
    }

    void open(String path) {
        paths.add(path);
    }

    ClientTally tally() {
        return tally;
    }

    private static HttpClientOptions options(Transport transport) {
        HttpClientOptions options = new HttpClientOptions().setMaxPoolSize(20_000);
        return switch (transport) {
            case HTTP_1 -> options;
            case TLS -> options.setSsl(true).setTrustAll(true).setVerifyHost(false);
            case HTTP_2 ->
                options.setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(STREAMS_PER_CONNECTION)
                        .setHttp2MaxPoolSize(1_000);
        };
    }

    private void connectDue() {
        for (int i = 0; i < perTurn && !paths.isEmpty(); i++) {
            int number = opened++;
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setHost("localhost")
                    .setPort(port)
                    .setURI(paths.poll())
                    .putHeader(HttpHeaderNames.ACCEPT, "text/event-stream");
            client.request(request)
                    .compose(sent -> sent.send())
                    .onSuccess(response -> read(number, response))
                    .onFailure(failed -> out.println("note " + failed.getMessage()));
        }
    }

    private void read(int number, HttpClientResponse response) {
        StampReader stamps = number % SAMPLED == 0 ? new StampReader() : null;
        Buffer first = Buffer.buffer();
        response.handler(piece -> {
            tally.read(piece.length());
            ByteBuffer buffer = ByteBuffer.wrap(piece.getBytes());
            tally.received(
                    stamps == null
                            ? MarkScan.count(buffer, piece.length())
                            : stamps.read(buffer, piece.length(), tally::sentAt));
            begin(number, first, piece);
        });
        response.endHandler(end -> tally.closed());
        response.exceptionHandler(lost -> tally.closed());
    }

    private void begin(int number, Buffer first, Buffer piece) {
        boolean begun = first.toString().contains("\n\n");
        if (begun) {
            return;
        }
        if (first.length() == 0) {
            tally.established();
        }
        first.appendBuffer(piece);
        if (first.toString().contains("\n\n")) {
            out.println("opened " + number + " " + Base64.getEncoder().encodeToString(first.getBytes()));
        }
    }
}
