package dev.fleetcast.cluster.liveness;

import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** The calls forwarded to other replicas that wait for their replies. */
@ThreadSafe
public final class PendingCalls {

    private final ReplicaId me;
    private final BiFunction<ReplicaId, Command, Uni<Void>> out;
    private final int max;
    private final ConcurrentMap<Long, UniEmitter<? super StreamRequest.Reply>> pending = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param out sends a command to a replica
     * @param max the maximum number of calls that wait for a reply
     */
    public PendingCalls(ReplicaId me, BiFunction<ReplicaId, Command, Uni<Void>> out, int max) {
        this.me = me;
        this.out = out;
        this.max = max;
    }

    /**
     * Forwards a call to {@code holder}.
     *
     * @return its answer; fails with a 503 problem if the request cannot be sent or carried out, and waits indefinitely
     *     for a silent replica
     */
    public Uni<StreamRequest.Reply> ask(ReplicaId holder, StreamRequest call) {
        return Uni.createFrom().emitter(emitter -> {
            if (pending.size() >= max) {
                emitter.fail(Problems.unavailable("Too many calls are waiting for other replicas. Try again later."));
                return;
            }
            long number = numbers.incrementAndGet();
            pending.put(number, emitter);
            emitter.onTermination(() -> pending.remove(number));
            out.apply(holder, Command.request(me, number, call))
                    .subscribe()
                    .with(sent -> {}, unreachable -> fail(number, unreachable));
        });
    }

    /** Handles a reply; ignored if its call no longer waits. */
    public void replied(long number, StreamRequest.Reply answer) {
        if (answer == null) {
            fail(number, Problems.unavailable("The replica that holds the stream failed. Try again."));
            return;
        }
        UniEmitter<? super StreamRequest.Reply> emitter = pending.remove(number);
        if (emitter != null) {
            emitter.complete(answer);
        }
    }

    int size() {
        return pending.size();
    }

    private void fail(long number, Throwable failure) {
        UniEmitter<? super StreamRequest.Reply> emitter = pending.remove(number);
        if (emitter != null) {
            emitter.fail(failure);
        }
    }
}
