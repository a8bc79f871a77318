package dev.fleetcast.stream;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamReply;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.TokenResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries out calls for the streams open on this replica, for clients and other replicas. Safe for use by any thread.
 */
@ApplicationScoped
public class LocalStreams {

    private final StreamRegistry registry;
    private final SubscriptionChanges subscribing;
    private final StreamRecords records;

    LocalStreams(StreamRegistry registry, SubscriptionChanges subscribing, StreamRecords records) {
        this.registry = registry;
        this.subscribing = subscribing;
        this.records = records;
    }

    /**
     * Carries out the call; {@link StreamReply#NOT_FOUND} if the stream is not open here or the caller may not use it.
     */
    public Uni<StreamReply> answer(StreamRequest call) {
        Optional<Stream> stream = registry.find(call.streamId()).filter(found -> mayUse(found, call));
        if (stream.isEmpty()) {
            return Uni.createFrom().item(StreamReply.NOT_FOUND);
        }
        return switch (call.kind()) {
            case PONG -> pong(stream.get());
            case SUBSCRIBE ->
                subscribing
                        .subscribe(stream.get(), call.viewer(), call.grants(), mode(call))
                        .map(LocalStreams::found);
            case UNSUBSCRIBE ->
                subscribing
                        .unsubscribe(stream.get(), call.viewer(), call.grants())
                        .map(LocalStreams::found);
        };
    }

    /**
     * Handles a claim of the stream with that {@link StreamId#key}: if it is open here under another token, it is
     * closed.
     */
    public void claimed(long key, String token) {
        registry.byKey(key).ifPresent(stream -> stream.execute(() -> stream.claimedBy(token)));
    }

    /** Whether the stream with that {@link StreamId#key} is open here. */
    public boolean isOpen(long key) {
        return registry.byKey(key).isPresent();
    }

    /** Saves the stream with that {@link StreamId#key} again if it is open here. */
    public void writeDown(long key) {
        registry.byKey(key).ifPresent(records::saveSometime);
    }

    private static Uni<StreamReply> pong(Stream stream) {
        stream.execute(stream::pong);
        return Uni.createFrom().item(found(List.of()));
    }

    private static boolean mayUse(Stream stream, StreamRequest call) {
        return call.kind() == StreamRequest.Kind.PONG
                ? call.viewer() == null
                        || stream.owner() == null
                        || stream.owner().userId() == call.viewer().userId()
                : SubscriptionChanges.isUsableBy(stream, call.viewer());
    }

    private static DeliveryMode mode(StreamRequest call) {
        return call.intervalMillis() == null
                ? DeliveryMode.EVERY
                : DeliveryMode.latest(Duration.ofMillis(call.intervalMillis()));
    }

    private static StreamReply found(List<TokenResult> grants) {
        return new StreamReply(true, grants);
    }
}
