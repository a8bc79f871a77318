package dev.fleetcast.access;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the sessions whose end was announced. */
@Singleton
class SeenEndings {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    void see(@Observes SessionEnded ended) {
        seen.add(ended.sessionId());
    }

    long count(String sessionId) {
        return seen.stream().filter(sessionId::equals).count();
    }
}
