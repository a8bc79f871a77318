package dev.fleetcast.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether Kafka can be reached, as this replica sees it; safe for use by any thread. */
@ApplicationScoped
public class KafkaLink {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Instant lostSince;

    /** Told of changes, on the thread that noticed them. */
    public interface Listener {

        default void lost(Instant since) {}

        void back(Instant lostSince);
    }

    /** Kafka has not answered since then. */
    public synchronized void lost(Instant since) {
        if (lostSince == null) {
            lostSince = since;
            listeners.forEach(listener -> listener.lost(since));
        }
    }

    /** Kafka answers. */
    public synchronized void back() {
        if (lostSince != null) {
            Instant since = lostSince;
            lostSince = null;
            listeners.forEach(listener -> listener.back(since));
        }
    }

    /** Since when Kafka has not answered; empty when it does. */
    public Optional<Instant> lostSince() {
        return Optional.ofNullable(lostSince);
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }
}
