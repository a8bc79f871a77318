package dev.fleetcast.kafka;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether this replica can reach Kafka. */
@ThreadSafe
@ApplicationScoped
public class KafkaConnectivity {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Instant lostSince;

    /** Is notified of changes, on the thread that noticed them. */
    public interface Listener {

        default void lost(Instant since) {}

        void back(Instant lostSince);
    }

    /** Reports that Kafka has not answered since {@code since}. */
    public synchronized void lost(Instant since) {
        if (lostSince == null) {
            lostSince = since;
            listeners.forEach(listener -> listener.lost(since));
        }
    }

    /** Reports that Kafka answers. */
    public synchronized void back() {
        if (lostSince != null) {
            Instant since = lostSince;
            lostSince = null;
            listeners.forEach(listener -> listener.back(since));
        }
    }

    /** The time since which Kafka has not answered; empty while it answers. */
    public Optional<Instant> lostSince() {
        return Optional.ofNullable(lostSince);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }
}
