package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.stream.CommandStream;
import dev.fleetcast.device.command.stream.Delivery;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Gives one stream the commands that are kept for its device, in order, a few at a time: the next ones when all of
 * those before have been written. What could not be written in time is claimed again.
 */
@ThreadSafe
final class StreamQueue {

    /** A command is written within half of its claim, so that the other half is left to note it. */
    private static final long WRITE_WITHIN_NANOS = CommandDeliveries.CLAIM.toNanos() / 2;

    private final CommandStream stream;
    private final CommandDeliveries deliveries;
    private final Executor workers;
    private final LongSupplier nanos;
    private final List<String> written = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private long after = -1;
    private int underWay;
    private boolean working;
    private boolean wanted;

    /**
     * @param workers run what blocks
     * @param nanos a clock like {@link System#nanoTime}
     */
    StreamQueue(CommandStream stream, CommandDeliveries deliveries, Executor workers, LongSupplier nanos) {
        this.stream = stream;
        this.deliveries = deliveries;
        this.workers = workers;
        this.nanos = nanos;
    }

    /** Looks for commands as soon as those before are written. */
    void wake() {
        synchronized (this) {
            wanted = true;
        }
        work();
    }

    /** Repeats what has failed; called about once a second. */
    void tick() {
        work();
    }

    /** Whether nothing is left to do: the stream has ended, and what it has written is noted. */
    synchronized boolean isOver() {
        return stream.hasEnded() && underWay == 0 && !working && written.isEmpty() && dropped.isEmpty();
    }

    private void work() {
        synchronized (this) {
            boolean due = !written.isEmpty() || !dropped.isEmpty() || wanted && underWay == 0 && !stream.hasEnded();
            if (working || !due) {
                return;
            }
            working = true;
        }
        workers.execute(this::carryOut);
    }

    private void carryOut() {
        List<Kept> claimed = List.of();
        boolean failed = true;
        try {
            note();
            claimed = claimed();
            failed = false;
        } finally {
            synchronized (this) {
                working = false;
            }
        }
        claimed.forEach(stream::offer);
        if (!failed) {
            work();
        }
    }

    private void note() {
        for (String id : copy(written)) {
            deliveries.sent(id, stream.id());
            remove(written, id);
        }
        List<String> unused = copy(dropped);
        if (!unused.isEmpty()) {
            deliveries.giveBack(unused, stream.id());
            unused.forEach(id -> remove(dropped, id));
        }
    }

    private List<Kept> claimed() {
        long position;
        synchronized (this) {
            if (!wanted || underWay > 0 || stream.hasEnded()) {
                return List.of();
            }
            wanted = false;
            position = after;
        }
        List<Kept> claimed = new ArrayList<>();
        try {
            long since = nanos.getAsLong();
            deliveries
                    .claim(stream.request().coreid(), stream.request().device().clientId(), stream.id(), position)
                    .forEach(command -> claimed.add(new Kept(command, since)));
        } catch (DatabaseException away) {
            wantAgain();
            throw away;
        }
        synchronized (this) {
            underWay = claimed.size();
            // A full batch is hardly the last one.
            wanted |= claimed.size() == CommandDeliveries.AT_ONCE;
            claimed.forEach(kept -> after = kept.queued.position());
        }
        return claimed;
    }

    private synchronized void wantAgain() {
        wanted = true;
    }

    private synchronized List<String> copy(List<String> ids) {
        return List.copyOf(ids);
    }

    private synchronized void remove(List<String> ids, String id) {
        ids.remove(id);
    }

    /** A command that was not written waits for the next tick: immediately, it would hardly fare better. */
    private void done(Kept kept, boolean wasWritten) {
        synchronized (this) {
            underWay--;
            (wasWritten ? written : dropped).add(kept.command().id());
            if (!wasWritten) {
                after = Math.min(after, kept.queued.position() - 1);
                wanted = true;
                return;
            }
        }
        work();
    }

    /** A claimed command on its way to the stream. */
    private final class Kept implements Delivery {

        private final QueuedCommand queued;
        private final long since;

        Kept(QueuedCommand queued, long since) {
            this.queued = queued;
            this.since = since;
        }

        @Override
        public Command command() {
            return queued.command();
        }

        @Override
        public boolean begin(Instant now) {
            return !queued.command().hasExpired(now) && nanos.getAsLong() - since < WRITE_WITHIN_NANOS;
        }

        @Override
        public void written() {
            done(this, true);
        }

        @Override
        public void dropped() {
            done(this, false);
        }
    }
}
