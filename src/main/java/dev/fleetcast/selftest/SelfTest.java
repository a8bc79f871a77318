package dev.fleetcast.selftest;

import dev.fleetcast.sse.Outlet;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One run: sends its steps when they are due, then ends. Confined to the connection's event loop. */
final class SelfTest {

    private final Outlet outlet;
    private final Vertx vertx;
    private final List<Step> plan;
    private final Runnable whenOver;
    private final long begun = System.nanoTime();
    private int next;
    private long timer;
    private boolean over;

    /** @param whenOver told once, when the last step is sent or the connection is gone */
    SelfTest(Outlet outlet, Vertx vertx, List<Step> plan, Runnable whenOver) {
        this.outlet = outlet;
        this.vertx = vertx;
        this.plan = plan;
        this.whenOver = whenOver;
    }

    /** Sends the first step, with {@code facts}, and sees to the others. */
    void begin(JsonObject facts) {
        send(facts);
    }

    /** Nothing more is sent: that was all, or the connection is gone. */
    void stop() {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            whenOver.run();
        }
    }

    private void send(JsonObject more) {
        // Each counts as life, or the silence would be ended on this side already.
        outlet.showLife();
        outlet.write(StepText.event(plan.get(next), elapsedMillis(), more));
        next++;
        if (next == plan.size()) {
            outlet.end();
            stop();
        } else {
            timer = vertx.setTimer(millisUntil(plan.get(next)), due -> sendUnlessOver());
        }
    }

    private void sendUnlessOver() {
        if (!over) {
            send(new JsonObject());
        }
    }

    private long millisUntil(Step step) {
        return Math.max(1, step.atMillis() - elapsedMillis());
    }

    private long elapsedMillis() {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
