package dev.fleetcast.cluster;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A round trip to Kafka that many share: one at a time, and it serves all who asked before it began. A caller that asks while one
 * is under way is served by the next, because the place in the log that it will tell of must not be older than the question.
 * Safe for use by any thread; never blocks.
 */
final class SharedRoundTrip {

    private final Supplier<Uni<Void>> trip;
    private List<UniEmitter<? super Void>> next = new ArrayList<>();
    private boolean underWay;

    /** @param trip makes one; it must come to an end by itself */
    SharedRoundTrip(Supplier<Uni<Void>> trip) {
        this.trip = trip;
    }

    /** Completes, or fails, with a round trip that begins after this was subscribed to. */
    Uni<Void> made() {
        return Uni.createFrom().emitter(emitter -> {
            if (enter(emitter)) {
                begin();
            }
        });
    }

    private synchronized boolean enter(UniEmitter<? super Void> emitter) {
        next.add(emitter);
        emitter.onTermination(() -> leave(emitter));
        boolean first = !underWay;
        underWay = true;
        return first;
    }

    private synchronized void leave(UniEmitter<? super Void> emitter) {
        next.remove(emitter);
    }

    private void begin() {
        List<UniEmitter<? super Void>> served = takeAll();
        if (served.isEmpty()) {
            return;
        }
        trip.get()
                .onTermination()
                .invoke(this::begin)
                .subscribe()
                .with(
                        made -> served.forEach(emitter -> emitter.complete(null)),
                        failure -> served.forEach(emitter -> emitter.fail(failure)));
    }

    private synchronized List<UniEmitter<? super Void>> takeAll() {
        List<UniEmitter<? super Void>> served = next;
        next = new ArrayList<>();
        underWay = !served.isEmpty();
        return served;
    }
}
