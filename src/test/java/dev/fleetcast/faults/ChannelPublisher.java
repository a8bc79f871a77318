package dev.fleetcast.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pushes numbered events to one channel, one after the other. An unanswered event is pushed again with the same id
 * until a response confirms it. Confined to one event loop, except where noted.
 */
final class ChannelPublisher {

    private static final int AGAIN_MILLIS = 300;
    private static final int HAS_IT_ALREADY = 409;

    /**
     * An event that the channel has accepted.
     *
     * @param required whether it must be confirmed
     * @param triedAt the time of the first push, in milliseconds of the epoch
     * @param takenAt the time of acceptance
     */
    record Published(String channel, String id, boolean required, long triedAt, long takenAt) {}

    private final Vertx vertx;
    private final ChannelCalls calls;
    private final String name;
    private final String channel;
    private final Duration pause;
    private final int requiredEach;
    private final Duration receiptTimeout;
    private final List<Published> published = new ArrayList<>();
    private final Promise<List<Published>> done = Promise.promise();
    private volatile boolean stopping;
    private volatile int count;
    private int number;

    /** @param requiredEach every n-th event must be confirmed within {@code receiptTimeout} */
    ChannelPublisher(
            Vertx vertx,
            ChannelCalls calls,
            String name,
            String channel,
            Duration pause,
            int requiredEach,
            Duration receiptTimeout) {
        this.vertx = vertx;
        this.calls = calls;
        this.name = name;
        this.channel = channel;
        this.pause = pause;
        this.requiredEach = requiredEach;
        this.receiptTimeout = receiptTimeout;
    }

    String channel() {
        return channel;
    }

    /** The number of its events that the channel has accepted; safe for use by any thread. */
    int count() {
        return count;
    }

    /** Safe for use by any thread. */
    void start() {
        vertx.getOrCreateContext().runOnContext(now -> next());
    }

    /** Ends after the event in progress and returns all accepted events; safe for use by any thread. */
    Future<List<Published>> stop() {
        stopping = true;
        return done.future();
    }

    private void next() {
        if (stopping) {
            done.complete(published);
            return;
        }
        number++;
        boolean required = number % requiredEach == 0;
        String id = name + "-" + number;
        JsonObject event = new JsonObject().put("id", id).put("data", required ? "confirm" : "note");
        if (required) {
            event.put(
                    "receipt",
                    new JsonObject()
                            .put("required", true)
                            .put("timeout", receiptTimeout.toString())
                            .put("max_attempts", 2));
        }
        push(event, id, required, System.currentTimeMillis());
    }

    private void push(JsonObject event, String id, boolean required, long triedAt) {
        calls.push(channel, event).onComplete(answer -> {
            if (answer.succeeded() && (answer.result() == 204 || answer.result() == HAS_IT_ALREADY)) {
                published.add(new Published(channel, id, required, triedAt, System.currentTimeMillis()));
                count = published.size();
                vertx.setTimer(pause.toMillis(), due -> next());
            } else {
                vertx.setTimer(AGAIN_MILLIS, due -> push(event, id, required, triedAt));
            }
        });
    }
}
