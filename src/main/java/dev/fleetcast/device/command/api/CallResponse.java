package dev.fleetcast.device.command.api;

import dev.fleetcast.device.command.call.Calls;
import dev.fleetcast.device.command.call.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Watches whether the outcome of a call reaches its caller: what was lost with the connection may be repeated. */
final class CallResponse {

    private final Calls calls;
    private final Calls.Call call;
    private Outcome outcome;
    private boolean lost;

    private CallResponse(Calls calls, Calls.Call call) {
        this.calls = calls;
        this.call = call;
    }

    /** The outcome of the call, for the response to this request. */
    static Uni<Outcome> of(Calls calls, Calls.Call call, RoutingContext request) {
        CallResponse response = new CallResponse(calls, call);
        request.addEndHandler(ended -> {
            if (ended.failed()) {
                response.connectionLost();
            }
        });
        return call.outcome().invoke(response::isOver);
    }

    private synchronized void isOver(Outcome how) {
        outcome = how;
        calls.delivered(call.fingerprint(), how, !lost);
    }

    private synchronized void connectionLost() {
        lost = true;
        if (outcome != null) {
            calls.delivered(call.fingerprint(), outcome, false);
        }
    }
}
