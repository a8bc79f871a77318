package dev.fleetcast.stream;

import dev.fleetcast.access.Sessions;
import dev.fleetcast.access.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Every open stream of this replica, and how many each user and address may have; safe for use by any thread. */
@ApplicationScoped
class StreamRegistry {

    private final ConcurrentMap<Long, Stream> streams = new ConcurrentHashMap<>();
    private final ConnectionQuota connections;
    private final Quota<Long> users;
    private final Sessions sessions;
    private final StreamMetrics metrics;

    StreamRegistry(StreamConfig config, Sessions sessions, StreamMetrics metrics) {
        this.connections = new ConnectionQuota(config.maxPerNode(), config.maxPerAddress());
        this.users = new Quota<>(config.maxPerUser());
        this.sessions = sessions;
        this.metrics = metrics;
    }

    Optional<Stream> find(StreamId id) {
        return byKey(id.key()).filter(stream -> stream.id().equals(id));
    }

    Optional<Stream> byKey(long key) {
        return Optional.ofNullable(streams.get(key));
    }

    /** How many users have streams. */
    int users() {
        return users.holders();
    }

    Collection<Stream> all() {
        return streams.values();
    }

    /** Takes a place for a connection from {@code address}; false when there is none. */
    boolean admit(String address) {
        return connections.admit(address);
    }

    /** Gives back the place of a connection that never got a stream. */
    void dismiss(String address) {
        connections.dismiss(address);
    }

    /** Enters an {@link #admit admitted} stream. */
    void opened(Stream stream) {
        streams.put(stream.key(), stream);
        metrics.opened();
    }

    /** Makes an anonymous stream the viewer's, on the stream's loop; false when the user has no stream left. */
    boolean claim(Stream stream, Viewer viewer) {
        if (!users.take(viewer.userId())) {
            return false;
        }
        stream.own(viewer);
        sessions.hold(viewer.sessionId());
        return true;
    }

    /** Lets go of an ended stream. */
    void removed(Stream stream) {
        streams.remove(stream.key(), stream);
        dismiss(stream.address());
        if (stream.owner() != null) {
            users.giveBack(stream.owner().userId());
            sessions.release(stream.owner().sessionId());
        }
        metrics.closed();
    }
}
