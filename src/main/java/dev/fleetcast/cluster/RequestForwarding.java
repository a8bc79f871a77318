package dev.fleetcast.cluster;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.Entry;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Forwards a call to the replica that holds the stream. */
@ThreadSafe
final class RequestForwarding {

    /**
     * What it knows about streams and replicas.
     *
     * @param me this replica
     * @param isAlive whether a replica is running
     * @param isGenuine whether the id of an unsaved stream is authentic
     */
    record Known(ReplicaId me, StreamTable table, Predicate<ReplicaId> isAlive, Predicate<StreamId> isGenuine) {

        /** The only replica where the stream may be open; empty if it cannot be open anywhere. */
        private Optional<ReplicaId> holder(StreamId stream) {
            Optional<Entry> entry = table.find(stream.key())
                    .filter(found -> found.record().streamId().equals(stream));
            if (entry.isPresent()) {
                return entry.filter(found -> !found.record().ended())
                        .map(Entry::holder)
                        .filter(isAlive);
            }
            // The stream is not saved yet, or its id is forged.
            return Optional.of(stream)
                    .filter(isGenuine)
                    .map(StreamId::birthplace)
                    .filter(isAlive);
        }
    }

    private final Known known;
    private final Function<StreamRequest, Uni<StreamRequest.Reply>> here;
    private final BiFunction<ReplicaId, StreamRequest, Uni<StreamRequest.Reply>> there;
    private final Function<Optional<ReplicaId>, Uni<Void>> upToDate;

    /**
     * @param here answers calls for streams of this replica
     * @param there forwards a call to another replica
     * @param upToDate completes when this replica knows the current holders; its argument is the replica already asked,
     *     if any
     */
    RequestForwarding(
            Known known,
            Function<StreamRequest, Uni<StreamRequest.Reply>> here,
            BiFunction<ReplicaId, StreamRequest, Uni<StreamRequest.Reply>> there,
            Function<Optional<ReplicaId>, Uni<Void>> upToDate) {
        this.known = known;
        this.here = here;
        this.there = there;
        this.upToDate = upToDate;
    }

    /**
     * The holder's answer. A client may have connected to a replica that took over the stream, or started, so recently
     * that this one has not read it yet: a stream is reported as unknown only once that is ruled out.
     */
    Uni<StreamRequest.Reply> pass(StreamRequest call) {
        Optional<ReplicaId> holder = known.holder(call.streamId());
        return ask(holder, call)
                .chain(answer -> answer.found()
                        ? Uni.createFrom().item(answer)
                        : upToDate.apply(holder).chain(() -> askOther(holder, call)));
    }

    private Uni<StreamRequest.Reply> askOther(Optional<ReplicaId> asked, StreamRequest call) {
        Optional<ReplicaId> now = known.holder(call.streamId());
        return now.equals(asked) ? Uni.createFrom().item(StreamRequest.Reply.NOT_FOUND) : ask(now, call);
    }

    private Uni<StreamRequest.Reply> ask(Optional<ReplicaId> holder, StreamRequest call) {
        if (holder.isEmpty()) {
            return Uni.createFrom().item(StreamRequest.Reply.NOT_FOUND);
        }
        return holder.get().equals(known.me()) ? here.apply(call) : there.apply(holder.get(), call);
    }
}
