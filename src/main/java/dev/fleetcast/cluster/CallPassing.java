package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamAnswer;
import dev.fleetcast.stream.StreamCall;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds the replica a call is for. Safe for use by any thread. */
final class CallPassing {

    private final ReplicaId me;
    private final StreamHolders holders;
    private final Function<StreamCall, Uni<StreamAnswer>> here;
    private final BiFunction<ReplicaId, StreamCall, Uni<StreamAnswer>> there;

    /**
     * @param here answers calls for streams of this replica
     * @param there asks another replica
     */
    CallPassing(
            ReplicaId me,
            StreamHolders holders,
            Function<StreamCall, Uni<StreamAnswer>> here,
            BiFunction<ReplicaId, StreamCall, Uni<StreamAnswer>> there) {
        this.me = me;
        this.holders = holders;
        this.here = here;
        this.there = there;
    }

    /** The holder's word; of a holder who has just changed, the new one's. */
    Uni<StreamAnswer> pass(StreamCall call) {
        Optional<ReplicaId> holder = holders.of(call.streamId());
        return ask(holder, call).chain(answer -> {
            Optional<ReplicaId> now = answer.found() ? holder : holders.of(call.streamId());
            return now.equals(holder) ? Uni.createFrom().item(answer) : ask(now, call);
        });
    }

    private Uni<StreamAnswer> ask(Optional<ReplicaId> holder, StreamCall call) {
        if (holder.isEmpty()) {
            return Uni.createFrom().item(StreamAnswer.NOT_FOUND);
        }
        return holder.get().equals(me) ? here.apply(call) : there.apply(holder.get(), call);
    }
}
