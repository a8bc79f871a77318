package dev.fleetcast.stream.api;

import dev.fleetcast.connection.Drainable;
import dev.fleetcast.stream.event.ByeReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The connections that have no stream yet because this replica has not loaded the required data. */
@ApplicationScoped
class WaitingConnections implements Drainable {

    private final Set<Connection> waiting = ConcurrentHashMap.newKeySet();

    /** Runs {@code then} with the result unless the connection is closed before; called on its event loop. */
    <T> void hold(Connection connection, Uni<T> awaited, Consumer<T> then) {
        waiting.add(connection);
        connection.await(awaited.onTermination().invoke(() -> waiting.remove(connection)), then);
    }

    @Override
    public Collection<Runnable> closings() {
        return waiting.stream()
                .<Runnable>map(connection -> () -> connection.turnAway(ByeReason.DRAIN))
                .toList();
    }
}
