package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.connection.Quota;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.ReplicaLoad;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The open streams of this replica, with limits per user and address. */
@ThreadSafe
@ApplicationScoped
public class StreamRegistry implements Drainable {

    /**
     * By key, the last opened one at the end. While several connections resume one stream here, each has a {@link Stream}
     * until the log tells which of them was the last.
     */
    private final ConcurrentMap<Long, List<Stream>> streams = new ConcurrentHashMap<>();

    private final Quota<String> connections;
    private final Quota<Long> users;
    private final Sessions sessions;
    private final StreamMetrics metrics;

    StreamRegistry(StreamConfig config, Sessions sessions, StreamMetrics metrics) {
        this.connections = new Quota<>(config.maxPerNode(), config.maxPerAddress());
        this.users = new Quota<>(config.maxPerUser());
        this.sessions = sessions;
        this.metrics = metrics;
    }

    public Optional<Stream> find(StreamId id) {
        return last(id.key()).filter(stream -> stream.id().equals(id));
    }

    /** The streams with that {@link StreamId#key}: one, or several for a moment. */
    List<Stream> byKey(long key) {
        return streams.getOrDefault(key, List.of());
    }

    /** The last opened stream with that {@link StreamId#key}. */
    Optional<Stream> last(long key) {
        List<Stream> open = byKey(key);
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
    }

    public Collection<Stream> all() {
        return streams.values().stream().flatMap(List::stream).toList();
    }

    /** The load of this replica; cheap, because every heartbeat calls it. */
    public ReplicaLoad load() {
        return new ReplicaLoad(
                streams.size(), users.holders(), metrics.subscriptions(), metrics.queued(), metrics.longestLagMillis());
    }

    @Override
    public Collection<Runnable> closings() {
        return all().stream()
                .<Runnable>map(stream -> () -> stream.execute(() -> stream.close(ByeReason.DRAIN)))
                .toList();
    }

    /** Reserves a place for a connection from {@code address}; false when a limit is reached. */
    public boolean admit(String address) {
        return connections.take(address);
    }

    /** Releases the place of a connection that never carried a stream. */
    public void dismiss(String address) {
        connections.giveBack(address);
    }

    /** Registers an {@link #admit admitted} stream. */
    public void opened(Stream stream) {
        streams.merge(stream.key(), List.of(stream), StreamRegistry::joined);
        metrics.opened();
    }

    /**
     * Makes {@code viewer} the owner of an anonymous stream, on the stream's loop; false when the user's limit is
     * reached.
     *
     * @throws NoSuchStreamException if the stream has ended: the end of it would not give back the user's place
     */
    public boolean claim(Stream stream, Viewer viewer) {
        if (stream.isClosed()) {
            throw new NoSuchStreamException();
        }
        if (!users.take(viewer.userId())) {
            return false;
        }
        stream.own(viewer);
        sessions.hold(viewer.sessionId());
        return true;
    }

    /** Removes an ended stream. */
    void removed(Stream stream) {
        streams.computeIfPresent(stream.key(), (key, open) -> without(open, stream));
        dismiss(stream.address());
        if (stream.owner() != null) {
            users.giveBack(stream.owner().userId());
            sessions.release(stream.owner().sessionId());
        }
        metrics.closed();
    }

    private static List<Stream> joined(List<Stream> open, List<Stream> opened) {
        List<Stream> all = new ArrayList<>(open);
        all.addAll(opened);
        return List.copyOf(all);
    }

    /** Null when there is no other, so that nothing remains of the key. */
    private static List<Stream> without(List<Stream> open, Stream closed) {
        List<Stream> others = open.stream().filter(stream -> stream != closed).toList();
        return others.isEmpty() ? null : others;
    }
}
