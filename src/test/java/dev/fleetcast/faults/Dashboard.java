package dev.fleetcast.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.testing.SseParser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One open page: an {@link EventSource}, the units it follows, an answer to every ping. It subscribes on a stream that
 * is new to it, and never reacts to a lost connection: the product promises to handle that.
 */
final class Dashboard implements EventSource.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUBSCRIBE_AGAIN_MILLIS = 1_000;

    private final Vertx vertx;
    private final Calls calls;
    private final Account account;
    private final List<Long> units;
    private final EventSource source;
    private final Sequences sequences = new Sequences();
    private final Trail trail = new Trail();
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private volatile String streamId = "";
    private volatile boolean subscribed;
    private volatile boolean open;
    private volatile boolean closed;
    private volatile boolean answersPings = true;
    private volatile int failure;
    private volatile long openedNanos;
    private volatile long interruptions;

    Dashboard(Vertx vertx, Context loop, HttpClient http, int port, Calls calls, Account account, List<Long> units) {
        this.vertx = vertx;
        this.calls = calls;
        this.account = account;
        this.units = units;
        this.source = new EventSource(vertx, loop, http, port, Map.of(), this);
    }

    EventSource source() {
        return source;
    }

    Sequences sequences() {
        return sequences;
    }

    /** Its last events, up to shortly after the first error. */
    Trail trail() {
        return trail;
    }

    String streamId() {
        return streamId;
    }

    /** Whether it follows all of its units. */
    boolean isSubscribed() {
        return subscribed;
    }

    boolean isOpen() {
        return open;
    }

    /** The response after which it stopped reconnecting, 0 if none. */
    int failure() {
        return failure;
    }

    /** The time at which its current connection was opened. */
    long openedNanos() {
        return openedNanos;
    }

    /** The number of lost connections. */
    long interruptions() {
        return interruptions;
    }

    /** The number of events of that type; with a reason for {@code bye} or {@code gap}, as {@code bye slow}. */
    int heard(String type) {
        return heard.getOrDefault(type, 0);
    }

    /** The number of events by type. */
    Map<String, Integer> heard() {
        return heard;
    }

    /** Stops answering pings. */
    void answersNoPing() {
        answersPings = false;
    }

    void close() {
        closed = true;
        source.close();
    }

    void pong() {
        if (closed) {
            return;
        }
        calls.pong(streamId).onSuccess(answer -> heard.merge("pong " + answer.status(), 1, Integer::sum));
    }

    @Override
    public void opened() {
        openedNanos = System.nanoTime();
        open = true;
    }

    @Override
    public void interrupted() {
        open = false;
        interruptions++;
    }

    @Override
    public void failed(int status) {
        open = false;
        failure = status;
    }

    @Override
    public void event(SseParser.Event event) {
        JsonNode data = json(event.data());
        String type = data.path("type").asText();
        String reason = data.path("reason").asText();
        heard.merge(reason.isEmpty() ? type : type + " " + reason, 1, Integer::sum);
        switch (type) {
            case "stream_id" -> greeted(data.path("stream_id").asText());
            case "ping" -> answer();
            default -> sequences.take(data);
        }
        trail.add(interruptions, event, data, sequences.isFlawless());
    }

    private void answer() {
        if (answersPings) {
            pong();
        }
    }

    private void greeted(String id) {
        if (!id.equals(streamId)) {
            sequences.streamChanged();
            streamId = id;
            subscribed = false;
        }
        subscribe(id);
    }

    /** Repeats until it succeeds, or another stream has replaced this one. */
    private void subscribe(String id) {
        if (closed || subscribed || !id.equals(streamId) || failure != 0 || units.isEmpty()) {
            return;
        }
        calls.subscribe(account.login(), id, units.stream().map(account::token).toList())
                .onComplete(answer -> {
                    boolean done = answer.succeeded() && answer.result().worked();
                    heard.merge(done ? "subscribed" : "subscribe failed", 1, Integer::sum);
                    if (done && id.equals(streamId)) {
                        units.forEach(sequences::expect);
                        subscribed = true;
                    } else {
                        vertx.setTimer(SUBSCRIBE_AGAIN_MILLIS, due -> subscribe(id));
                    }
                });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
