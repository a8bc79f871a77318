package dev.fleetcast.cluster;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A round trip to Kafka shared by many callers: one at a time, serving all calls made before it began. A call made
 * during a round trip is served by the next, because the place in the log it learns must not be older than the call.
 * Never blocks.
 */
@ThreadSafe
final class SharedRoundTrip {

    private final Supplier<Uni<Void>> trip;
    private List<UniEmitter<? super Void>> next = new ArrayList<>();
    private boolean underWay;

    /** @param trip makes one round trip; it must terminate */
    SharedRoundTrip(Supplier<Uni<Void>> trip) {
        this.trip = trip;
    }

    /** Completes, or fails, with a round trip that begins after the subscription. */
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
