package dev.fleetcast.selftest;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One run of the self-test: sends its steps at their times, then ends. */
@EventLoopConfined
final class SelfTest {

    private final Outlet outlet;
    private final Vertx vertx;
    private final List<Step> plan;
    private final Runnable whenOver;
    private final long begun = System.nanoTime();
    private int next;
    private long timer;
    private boolean over;

    /** @param whenOver called once, after the last step is sent or the connection is closed */
    SelfTest(Outlet outlet, Vertx vertx, List<Step> plan, Runnable whenOver) {
        this.outlet = outlet;
        this.vertx = vertx;
        this.plan = plan;
        this.whenOver = whenOver;
    }

    /** Sends the first step with {@code facts} and schedules the others. */
    void begin(JsonObject facts) {
        send(facts);
    }

    /** Stops sending: the run is complete, or the connection is closed. */
    void stop() {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            whenOver.run();
        }
    }

    private void send(JsonObject more) {
        // Each step counts as activity, or this side would close the silent connection itself.
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
